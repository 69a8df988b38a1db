"""Hold every sentence of a report to something that exists: a slice, a number, a row, a line."""

from collections import Counter
from collections.abc import Iterable, Sequence

from jindan.typesetting.blocks import Evidence, Row, Statement, Table
from jindan.typesetting.errors import (
    RepeatedIdentifier,
    StatementWithoutEvidence,
    UnknownEvidence,
    UnresolvedEvidence,
)
from jindan.typesetting.provenance import Source


def check(
    statements: Sequence[Statement],
    *,
    evidence: Sequence[Evidence],
    tables: Sequence[Table],
    sources: Sequence[Source],
) -> None:
    """Accept the parts of a report only if each statement leads to something that exists.

    Raises StatementWithoutEvidence, UnknownEvidence, UnresolvedEvidence or RepeatedIdentifier.
    """
    _are_unique(statement.id for statement in statements)
    _are_unique(item.id for item in evidence)
    _are_unique(source.id for source in sources)
    _are_unique(table.id for table in tables)
    for table in tables:
        _are_unique(row.id for row in table.rows)
    for item in evidence:
        if not _resolves(item, tables=tables, sources=sources):
            raise UnresolvedEvidence(evidence=item.id, target=item.target)
    known = {item.id for item in evidence}
    for statement in statements:
        _is_grounded(statement, known=known)


def _is_grounded(statement: Statement, *, known: set[str]) -> None:
    if not statement.evidence:
        raise StatementWithoutEvidence(statement=statement.id)
    for cited in statement.evidence:
        if cited not in known:
            raise UnknownEvidence(statement=statement.id, evidence=cited)


def _resolves(item: Evidence, *, tables: Sequence[Table], sources: Sequence[Source]) -> bool:
    match item.kind:
        case "slice" | "document-line":
            return _is_part(item.target, sources=sources)
        case "table-row":
            return item.target in {f"{table.id}/{row.id}" for table in tables for row in table.rows}
        case "measurement":
            return any(
                item.target in _measured(table, row=row) for table in tables for row in table.rows
            )


def _is_part(target: str, *, sources: Sequence[Source]) -> bool:
    """Whether `source/part` names a slice or line of an input."""
    name, _, part = target.partition("/")
    lengths = {source.id: source.parts for source in sources}
    return part.isdecimal() and 1 <= int(part) <= lengths.get(name, 0)


def _measured(table: Table, *, row: Row) -> set[str]:
    """The cells of a row that hold a value; a withheld row has none."""
    return {
        f"{table.id}/{row.id}/{column.id}"
        for column, cell in zip(table.columns, row.cells, strict=False)
        if cell is not None
    }


def _are_unique(identifiers: Iterable[str]) -> None:
    for identifier, times in Counter(identifiers).items():
        if times > 1:
            raise RepeatedIdentifier(identifier=identifier, times=times)
