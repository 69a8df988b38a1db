"""A column of hashed n-grams and its index: GIN on PostgreSQL, FULLTEXT on MariaDB and MySQL, FTS5 on SQLite.

One model and one query (`filter(ngrams__hold=[…])`) use whichever inverted index the database has.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, list[Any]]

if TYPE_CHECKING:  # at run time these classes of Django take no type arguments
    NumbersField = models.Field[Sequence[int], Sequence[int]]
    NumbersLookup = Lookup[Sequence[int]]
else:
    NumbersField, NumbersLookup = models.Field, Lookup


class NGramsField(NumbersField):
    """A set of 31-bit numbers: `integer[]` on PostgreSQL, elsewhere words of a letter and eight hexadecimal digits."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type of the column."""
        return {"postgresql": "integer[]", "mysql": "longtext"}.get(connection.vendor, "text")

    def get_db_prep_value(
        self,
        value: Sequence[int],
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002 - as Django calls it
    ) -> list[int] | str:
        """Return the numbers as the database stores them."""
        return list(value) if connection.vendor == "postgresql" else " ".join(map(_word, value))

    def from_db_value(
        self, value: list[int] | str, _expression: object, _connection: object
    ) -> list[int]:
        """Return the numbers of a stored value."""
        return [int(word[1:], 16) for word in value.split()] if isinstance(value, str) else value


@NGramsField.register_lookup
class Hold(NumbersLookup):
    """The lookup `ngrams__hold`: rows that contain all of the given numbers."""

    lookup_name = "hold"
    prepare_rhs = False

    def get_db_prep_lookup(  # type: ignore[override]  # numbers, not one value
        self, value: Sequence[int], connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the numbers as a parameter of the query. On MySQL, `+` makes each word required."""
        if connection.vendor == "postgresql":
            return "%s", [list(value)]
        mark = "+" if connection.vendor == "mysql" else ""
        return "%s", [" ".join(f"{mark}{_word(number)}" for number in value)]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Return the condition that the GIN index answers."""
        left, right = self._sides(compiler, connection)
        return f"{left[0]} @> {right[0]}::integer[]", [*left[1], *right[1]]

    def as_mysql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Return the condition that the FULLTEXT index answers."""
        left, right = self._sides(compiler, connection)
        return f"MATCH ({left[0]}) AGAINST ({right[0]} IN BOOLEAN MODE)", [*left[1], *right[1]]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Return the condition that the FTS5 table answers. Its rowid is the id of the row."""
        left, right = self._sides(compiler, connection)
        column, table = left[0].rsplit(".", 1)[0], connection.ops.quote_name(FTS)
        rowids = f"SELECT rowid FROM {table} WHERE {table} MATCH {right[0]}"  # noqa: S608 - names of code
        return f'{column}."id" IN ({rowids})', [*right[1]]

    def _sides(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[Sql, Sql]:
        left, before = self.process_lhs(compiler, connection)
        right, after = self.process_rhs(compiler, connection)
        return (left, list(before)), (str(right), list(after))


FTS = "documents_search_ngrams"


class NGramIndex(models.Index):
    """The inverted index of a NGramsField, in the SQL of each database."""

    def create_sql(
        self,
        model: type[models.Model],
        schema_editor: BaseDatabaseSchemaEditor,
        using: str = "",
        **kwargs: Any,  # noqa: ANN401 - as Django calls it
    ) -> Statement:
        """Return the statement that creates the index."""
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using=using, sql=GIN_SQL, **kwargs)
        if schema_editor.connection.vendor == "mysql":
            return super().create_sql(model, schema_editor, using=using, sql=FULLTEXT_SQL, **kwargs)
        quoted = schema_editor.quote_name(FTS)
        return Statement(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {quoted} USING fts5("
            f"ngrams, content='{model._meta.db_table}', content_rowid='id', detail=none)"
        )

    def remove_sql(  # type: ignore[override]  # a statement, as Django itself returns
        self,
        model: type[models.Model],
        schema_editor: BaseDatabaseSchemaEditor,
        **kwargs: Any,  # noqa: ANN401 - as Django calls it
    ) -> Statement | str:
        """Return the statement that removes the index."""
        if schema_editor.connection.vendor != "sqlite":
            return super().remove_sql(model, schema_editor, **kwargs)
        return Statement(f"DROP TABLE IF EXISTS {schema_editor.quote_name(FTS)}")


FULLTEXT_SQL = "CREATE FULLTEXT INDEX %(name)s ON %(table)s (%(columns)s)%(extra)s"

GIN_SQL = "CREATE INDEX %(name)s ON %(table)s USING gin (%(columns)s) WITH (fastupdate = off)"
"""Without `fastupdate`: it collects writes in a list that every search must scan."""


def index_on_sqlite(
    connection: BaseDatabaseWrapper,
    *,
    row: int,
    before: Sequence[int] | None,
    after: Sequence[int] | None,
) -> None:
    """Follow a row that was written or is deleted in the FTS5 index on SQLite. The other databases do it themselves.

    before, after: the numbers of the row, None where there is none. FTS5 stores no copy of them to remove them by.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        if before is not None:
            cursor.execute(
                f"INSERT INTO {FTS} ({FTS}, rowid, ngrams) VALUES ('delete', %s, %s)",  # noqa: S608 - names of code
                [row, " ".join(map(_word, before))],
            )
        if after is not None:
            cursor.execute(
                f"INSERT INTO {FTS} (rowid, ngrams) VALUES (%s, %s)",  # noqa: S608 - names of code
                [row, " ".join(map(_word, after))],
            )


def _word(number: int) -> str:
    """Return a number as one letter and eight digits: no database has it as a stop word or finds it too short."""
    return f"g{number:08x}"
