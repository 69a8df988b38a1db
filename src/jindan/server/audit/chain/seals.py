"""Keyed codes over events: a seal says what an event contains, a link where it stands (HMAC-SHA-256, RFC 2104).

Whoever has the database but not the key can neither write an event nor change one so that its seal fits.
"""

import hmac
import json
import uuid
from datetime import UTC, datetime
from hashlib import sha256

from jindan.server.audit.models import AuditEvent, ChainHead

CONTENT = (
    "id", "at", "organisation_id", "actor_id", "role", "action", "subject_kind", "subject_id", "case_id",
    "patient_id", "request_id", "address", "outcome", "purpose", "filters",
)  # fmt: skip
"""What a seal covers. A later column joins at the end, where it is set."""


def seal_of(event: AuditEvent, *, key: bytes) -> str:
    """Return the code over an event's content, as hexadecimal digits."""
    return _code("event", canonical(event), key=key)


def link_of(seal: str, *, sequence: int, before: str, key: bytes) -> str:
    """Return the code over an event's seal, its place in the chain and the link before it."""
    return _code("link", sequence, before, seal, key=key)


def origin_of(digest: str, *, earlier: int, key: bytes) -> str:
    """Return the link before the first event, over the number and digest of those older than the chain."""
    return _code("origin", earlier, digest, key=key)


def seal_of_head(head: ChainHead, *, key: bytes) -> str:
    """Return the code over the end of the chain."""
    values = (head.sequence, head.link, head.earlier, head.origin, head.checkpoints)
    return _code("head", *values, key=key)


def digest_with(digest: str, event: AuditEvent) -> str:
    """Return the digest of the earlier events up to and with this one."""
    return sha256(f"{digest} {event.sequence} {canonical(event)}".encode()).hexdigest()


def canonical(event: AuditEvent) -> str:
    """Return the content of an event as one text that every database gives back alike."""
    return json.dumps([_plain(getattr(event, name)) for name in CONTENT], ensure_ascii=True)


def are_same(left: str, right: str) -> bool:
    """Return whether two codes are equal, in a time that tells nothing. Any text may have been put in their place."""
    return hmac.compare_digest(left.encode(), right.encode())


def _code(*parts: object, key: bytes) -> str:
    return hmac.new(key, json.dumps(parts).encode(), sha256).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.hex if isinstance(value, uuid.UUID) else value
