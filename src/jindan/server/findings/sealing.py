"""Findings as the database holds them: JSON as ciphertext, bound to its row."""

import uuid
from collections.abc import Sequence

from pydantic import TypeAdapter

from jindan.findings.finding import Finding
from jindan.server.findings.models import Subject
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use

FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(tuple[Finding, ...])


def seal(findings: Sequence[Finding], *, subject: Subject) -> bytes:
    """Seal findings under the newest key of the subject's organisation, for this row only."""
    return keys.seal(
        FINDINGS.dump_json(tuple(findings)),
        use=Use.FINDINGS,
        organisation_id=subject.case.organisation_id,
        context=_context(subject.pk),
    )


def unseal(subject: Subject) -> tuple[Finding, ...]:
    """Open the findings of a subject.

    Raises UnknownKey when the key is gone, BrokenSeal when the row was changed or moved.
    """
    written = keys.unseal(
        bytes(subject.sealed_findings),
        use=Use.FINDINGS,
        organisation_id=subject.case.organisation_id,
        context=_context(subject.pk),
    )
    return FINDINGS.validate_json(written)


def _context(subject_id: uuid.UUID) -> bytes:
    return f"findings.subject:{subject_id}".encode()
