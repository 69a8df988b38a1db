"""What clinicians type into reports, as the database stores it: ciphertext, bound to its place."""

from uuid import UUID

from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use


def seal_words(words: str, *, column: str, row: UUID, organisation: UUID) -> bytes:
    """Return typed words, sealed for this place only. Empty ones stay empty."""
    if not words:
        return b""
    return keys.seal(
        words.encode(),
        use=Use.TYPED_WORDS,
        organisation_id=organisation,
        context=_context(column, row=row, organisation=organisation),
    )


def unseal_words(sealed: bytes | memoryview, *, column: str, row: UUID, organisation: UUID) -> str:
    """Return the words that any key of the organisation has sealed for this place. Raises UnknownKey, BrokenSeal."""
    if not sealed:
        return ""
    return keys.unseal(
        bytes(sealed),
        use=Use.TYPED_WORDS,
        organisation_id=organisation,
        context=_context(column, row=row, organisation=organisation),
    ).decode()


def _context(column: str, *, row: UUID, organisation: UUID) -> bytes:
    return f"reports.{column}:{organisation}:{row}".encode()
