"""Database triggers that refuse changes of audit events, but for the one by which an event joins the chain."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from jindan.server.audit.models import AuditEvent

TABLE = AuditEvent._meta.db_table
NEVER_CHANGED = "audit events are never changed"
LINKED_LATER = ("sequence", "link")

# REPLACE removes the row in its way without telling any trigger, whether that has the same id, sequence or rowid.
_SQLITE_REPLACES = (
    "NEW.sequence IS NOT NULL OR "  # noqa: S608 - the table's own name
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR rowid = NEW.rowid)"
)
_SQLITE_REFUSES = f"BEGIN SELECT RAISE(ABORT, '{NEVER_CHANGED}'); END"
_MYSQL_REFUSES = f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{NEVER_CHANGED}'"


def _of_sqlite(columns: Sequence[str]) -> list[str]:
    links = (
        f"{_joins_the_chain('IS', columns=columns)} AND NEW.rowid = OLD.rowid "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 FROM {TABLE} WHERE sequence = NEW.sequence)"
    )
    return [
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} {_SQLITE_REFUSES}",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} WHEN NOT ({links}) {_SQLITE_REFUSES}",
        f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON {TABLE} WHEN {_SQLITE_REPLACES} {_SQLITE_REFUSES}",
    ]


def _of_postgres(columns: Sequence[str]) -> list[str]:
    links = _joins_the_chain("IS NOT DISTINCT FROM", columns=columns)
    names = ("audit_no_delete", "audit_no_update", "audit_no_truncate")
    return [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{NEVER_CHANGED}'; END $$",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN (NOT ({links})) EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        # Also in a session that calls itself a replica.
        *(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}" for name in names),
    ]


def _of_mysql(columns: Sequence[str]) -> list[str]:
    links = _joins_the_chain("<=>", columns=columns)
    return [
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {_MYSQL_REFUSES}",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"IF NOT ({links}) THEN {_MYSQL_REFUSES}; END IF",
    ]


STATEMENTS = {"sqlite": _of_sqlite, "postgresql": _of_postgres, "mysql": _of_mysql}
NAMES = (
    "audit_no_delete",
    "audit_no_update",
    "audit_no_replace",
    "audit_no_truncate",
    "audit_no_change",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse UPDATE, DELETE and what removes rows in other ways. Running it again does no harm.

    On MySQL and MariaDB, TRUNCATE asks no trigger: it needs the right to drop the table, and the chain shows it.
    Raises KeyError for a database other than SQLite, PostgreSQL and MySQL/MariaDB.
    """
    remove(connection)
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, TABLE)
        fixed = [column.name for column in described if column.name not in LINKED_LATER]
        for statement in STATEMENTS[connection.vendor](fixed):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for a migration that changes the table."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _joins_the_chain(equals: str, *, columns: Sequence[str]) -> str:
    """Return the condition that an update gives an event its place, and leaves the named columns as they are."""
    same = " AND ".join(f"NEW.{column} {equals} OLD.{column}" for column in columns)
    return f"OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND {same}"
