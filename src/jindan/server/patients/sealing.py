"""Names of patients and titles of cases as the database stores them: ciphertext, bound to its row and column."""

import datetime
import uuid
from dataclasses import dataclass

from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use


@dataclass(frozen=True, kw_only=True)
class PatientIdentity:
    """Name and birth date of a patient. Absent parts are None."""

    name: str | None = None
    birth_date: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class SealedIdentity:
    """Name and birth date, sealed under the organisation's key. An absent part is empty."""

    name: bytes
    birth_date: bytes


def seal(
    identity: PatientIdentity, *, patient_id: uuid.UUID, organisation_id: uuid.UUID
) -> SealedIdentity:
    """Return the identity, sealed under the organisation's newest key for this patient's row only."""
    date = identity.birth_date.isoformat() if identity.birth_date else None
    return SealedIdentity(
        name=_seal(identity.name, organisation_id, context=_context("name", patient_id)),
        birth_date=_seal(date, organisation_id, context=_context("birth_date", patient_id)),
    )


def unseal(
    sealed: SealedIdentity, *, patient_id: uuid.UUID, organisation_id: uuid.UUID
) -> PatientIdentity:
    """Return the identity that any key of the organisation has sealed for this row.

    Raises UnknownKey when the key is gone, BrokenSeal when the value was changed or moved.
    """
    context = _context("birth_date", patient_id)
    date = _unseal(sealed.birth_date, organisation_id, context=context)
    return PatientIdentity(
        name=_unseal(sealed.name, organisation_id, context=_context("name", patient_id)),
        birth_date=datetime.date.fromisoformat(date) if date else None,
    )


def seal_title(title: str, *, case_id: uuid.UUID, organisation_id: uuid.UUID) -> bytes:
    """Return the title of a case, sealed for this row only. An empty one stays empty."""
    context = _title_context(case_id, organisation_id=organisation_id)
    return _seal(title, organisation_id, use=Use.CASE_TITLE, context=context)


def unseal_title(sealed: bytes, *, case_id: uuid.UUID, organisation_id: uuid.UUID) -> str:
    """Return the title that any key of the organisation has sealed for this row. Raises UnknownKey, BrokenSeal."""
    context = _title_context(case_id, organisation_id=organisation_id)
    return _unseal(sealed, organisation_id, use=Use.CASE_TITLE, context=context) or ""


def _title_context(case_id: uuid.UUID, *, organisation_id: uuid.UUID) -> bytes:
    return f"patients.case.title:{organisation_id}:{case_id}".encode()


def _seal(
    value: str | None,
    organisation_id: uuid.UUID,
    *,
    context: bytes,
    use: Use = Use.PATIENT_IDENTITY,
) -> bytes:
    if not value:
        return b""
    return keys.seal(value.encode(), use=use, organisation_id=organisation_id, context=context)


def _unseal(
    sealed: bytes,
    organisation_id: uuid.UUID,
    *,
    context: bytes,
    use: Use = Use.PATIENT_IDENTITY,
) -> str | None:
    if not sealed:
        return None
    opened = keys.unseal(sealed, use=use, organisation_id=organisation_id, context=context)
    return opened.decode()


def _context(column: str, patient_id: uuid.UUID) -> bytes:
    return f"patients.patient.{column}:{patient_id}".encode()
