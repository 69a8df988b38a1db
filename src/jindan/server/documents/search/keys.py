"""An organisation's keys of its search index, sealed under the organisation's own."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from jindan.server.documents.models import SearchKey
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use

KEY_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class IndexKeys:
    """The key that hashes n-grams and the key that encrypts words, 32 bytes each."""

    ngrams: bytes
    words: bytes


def new_sealed_key(organisation: UUID) -> bytes:
    """Return two random keys as one, sealed for an organisation."""
    return keys.seal(
        secrets.token_bytes(2 * KEY_BYTES),
        use=Use.SEARCH_KEY,
        organisation_id=organisation,
        context=_context(organisation),
    )


def resealed(row: SearchKey) -> bytes:
    """Return the key of a row, sealed under the organisation's newest key."""
    return keys.resealed(
        row.sealed, use=Use.SEARCH_KEY, organisation_id=row.pk, context=_context(row.pk)
    )


def keys_in(row: SearchKey) -> IndexKeys:
    """Return the keys that a row holds."""
    both = keys.unseal(
        bytes(row.sealed), use=Use.SEARCH_KEY, organisation_id=row.pk, context=_context(row.pk)
    )
    return IndexKeys(ngrams=both[:KEY_BYTES], words=both[KEY_BYTES:])


def hashed(ngram: str, *, key: bytes) -> int:
    """Return the keyed hash of an n-gram: 31 bits, as PostgreSQL's integer has no more.

    Two n-grams may share a hash. A document that matches by chance is opened and dropped.
    """
    digest = hmac.digest(key, ngram.encode(), hashlib.sha256)
    return int.from_bytes(digest[:4]) & 0x7FFFFFFF


def _context(organisation: UUID) -> bytes:
    """Bind a sealed key to its organisation: in another organisation's row it does not open."""
    return f"documents.search-key:{organisation}".encode()
