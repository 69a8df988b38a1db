"""Names of files as the database stores them: ciphertext, bound to its organisation and row."""

from typing import TypedDict
from uuid import UUID

from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use


class SealedName(TypedDict):
    """The columns of a sealed name."""

    sealed_name: bytes
    key_id: str


def seal_name(name: str, *, row: UUID, organisation: UUID) -> SealedName:
    """Return the name, sealed under the organisation's newest key for this row only."""
    sealed = keys.seal(
        name.encode(),
        use=Use.FILE_NAME,
        organisation_id=organisation,
        context=_context(row, organisation=organisation),
    )
    return SealedName(sealed_name=sealed, key_id=keys.key_id_of(sealed))


def unseal_name(sealed: bytes | memoryview, *, row: UUID, organisation: UUID) -> str:
    """Return the name that any key of the organisation has sealed for this row.

    Raises UnknownKey when the key is gone, BrokenSeal when the value was changed or moved.
    """
    return keys.unseal(
        bytes(sealed),
        use=Use.FILE_NAME,
        organisation_id=organisation,
        context=_context(row, organisation=organisation),
    ).decode()


def _context(row: UUID, *, organisation: UUID) -> bytes:
    return f"artifacts.name:{organisation}:{row}".encode()
