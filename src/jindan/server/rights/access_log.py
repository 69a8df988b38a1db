"""The access log of a patient as CSV: who looked at or changed a record, when, from where, why and how it ended."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from uuid import UUID

from django.utils import timezone

from jindan.catalogue import knows, text
from jindan.server.accounts.models import User
from jindan.server.audit.models import AuditEvent

COLUMNS = ("at", "who", "role", "action", "subject", "address", "purpose", "outcome")
PAGE = 200


def headings(*, language: str) -> list[str]:
    """Return the columns' names in a language."""
    return [text(f"audit-column-{column}", language=language) for column in COLUMNS]


def csv_lines(events: Iterator[AuditEvent], *, language: str) -> Iterator[str]:
    """Yield the headings and each event, in words, as lines of CSV without their ends."""
    yield _csv_line(headings(language=language))
    for row in rows_of(events, language=language, is_worded=True):
        yield _csv_line(row)


def rows_of(events: Iterator[AuditEvent], *, language: str, is_worded: bool) -> Iterator[list[str]]:
    """Yield the cells of each event, in words or as codes. People are looked up for PAGE events at a time."""
    while page := list(islice(events, PAGE)):
        people = _people(page)
        for event in page:
            system = text("audit-system", language=language)
            who = people.get(event.actor_id, str(event.actor_id)) if event.actor_id else system
            at = timezone.localtime(event.at)
            codes = [event.role, event.action, event.subject_kind, event.purpose, event.outcome]
            role, action, subject, purpose, outcome = (
                [
                    _word(prefix, code, language=language)
                    for prefix, code in zip(
                        ("role", "action", "subject", "purpose", "outcome"), codes, strict=True
                    )
                ]
                if is_worded
                else codes
            )
            shown = f"{at:%Y-%m-%d %H:%M:%S}" if is_worded else at.isoformat()
            yield [shown, who, role, action, subject, event.address, purpose, outcome]


def _word(prefix: str, code: str, *, language: str) -> str:
    """Return the word for a code, and the code itself where the catalogue has none."""
    key = f"audit-{prefix}-{code.replace('.', '-').lower()}"
    return text(key, language=language) if code and knows(key) else code


def _people(events: Iterable[AuditEvent]) -> Mapping[UUID | None, str]:
    """Return the sign-in addresses of those who acted, by id."""
    ids = {event.actor_id for event in events if event.actor_id}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "email"))


def _csv_line(cells: Iterable[str]) -> str:
    """Return the cells as a line of CSV. One that a spreadsheet would compute is marked as text."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(
        f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell for cell in cells
    )
    return line.getvalue()
