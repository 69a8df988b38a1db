"""A patient's identity as the database holds it: ciphertext, bound to its row and column."""

import datetime
import uuid
from dataclasses import dataclass

from jindan.server.kit import keyring


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What tells who a patient is. Absent parts are None."""

    name: str | None = None
    birth_date: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class SealedIdentity:
    """The same, sealed by the keyring; an absent part is empty."""

    name: bytes
    birth_date: bytes


def seal(identity: Identity, *, patient_id: uuid.UUID) -> SealedIdentity:
    """Seal under the newest master key, for this patient's row only."""
    date = identity.birth_date.isoformat() if identity.birth_date else None
    return SealedIdentity(
        name=_seal(identity.name, context=_context("name", patient_id)),
        birth_date=_seal(date, context=_context("birth_date", patient_id)),
    )


def unseal(sealed: SealedIdentity, *, patient_id: uuid.UUID) -> Identity:
    """Open what any master key sealed for this row.

    Raises UnknownKey when the key is gone, BrokenSeal when the value was changed or moved.
    """
    date = _unseal(sealed.birth_date, context=_context("birth_date", patient_id))
    return Identity(
        name=_unseal(sealed.name, context=_context("name", patient_id)),
        birth_date=datetime.date.fromisoformat(date) if date else None,
    )


def _seal(value: str | None, *, context: bytes) -> bytes:
    return keyring.seal(value.encode(), context=context) if value else b""


def _unseal(sealed: bytes, *, context: bytes) -> str | None:
    return keyring.unseal(sealed, context=context).decode() if sealed else None


def _context(column: str, patient_id: uuid.UUID) -> bytes:
    return f"patients.patient.{column}:{patient_id}".encode()
