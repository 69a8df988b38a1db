"""The audit on a terminal: what a verification found, and who looked at a patient, as a table, CSV or JSON."""

import json
from collections.abc import Iterable, Iterator

from jindan.catalogue import text
from jindan.cli.terminal import padded
from jindan.server.audit.chain.verifying import Fault, Verification
from jindan.server.audit.models import AuditEvent
from jindan.server.rights import access_log

WIDTHS = (20, 28, 12, 28, 14, 16, 14, 8)


def verification_lines(verification: Verification, *, language: str) -> Iterator[str]:
    """Yield what was verified, and each fault with its place."""
    key = "audit-broken" if verification.faults else "audit-whole"
    yield text(
        key,
        language=language,
        events=verification.events,
        checkpoints=verification.checkpoints,
        unlinked=verification.unlinked,
    )
    if verification.earlier:
        yield text("audit-earlier", language=language, count=verification.earlier)
    if verification.lost:
        yield text("audit-lost", language=language, count=verification.lost)
    yield from (_fault_line(fault, language=language) for fault in verification.faults)


def _fault_line(fault: Fault, *, language: str) -> str:
    """Return what is wrong, and the place: sequence, event, time and checkpoint, as far as they are known."""
    places = {
        "sequence": fault.sequence,
        "event": fault.event,
        "at": fault.at and fault.at.isoformat(),
        "checkpoint": fault.number,
    }
    known = " ".join(f"{name}={value}" for name, value in places.items() if value is not None)
    return f"{text(f'audit-wrong-{fault.wrong}', language=language)} {known}".rstrip()


def lines_of(events: Iterator[AuditEvent], *, form: str, language: str) -> Iterator[str]:
    """Yield the lines of the events in one of the forms `table`, `csv` and `json` (one object a line)."""
    match form:
        case "csv":
            yield from access_log.csv_lines(events, language=language)
        case "table":
            yield _aligned(access_log.headings(language=language))
            for row in access_log.rows_of(events, language=language, is_worded=True):
                yield _aligned(row)
        case _:
            for row in access_log.rows_of(events, language=language, is_worded=False):
                members = dict(zip(access_log.COLUMNS, row, strict=True))
                yield json.dumps(members, ensure_ascii=False)


def _aligned(cells: Iterable[str]) -> str:
    columns = zip(cells, WIDTHS, strict=True)
    return "  ".join(padded(cell, width) for cell, width in columns).rstrip()
