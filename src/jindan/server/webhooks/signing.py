"""Signatures of the Standard Webhooks specification 1.0: HMAC-SHA-256 over id, timestamp and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
SECRET_BYTES = 32
WINDOW_S = 5 * 60
"""Greatest difference between the timestamp and the receiver's clock, in seconds."""


def new_secret() -> str:
    """Return a new secret in the form that is shown to the administrator."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(body: bytes, *, message: str, timestamp: int, secret: str) -> str:
    """Return `v1,` and the Base64 signature of one message under one secret."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()}"


def headers(body: bytes, *, message: str, timestamp: int, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the headers of a message, with one signature for each key."""
    signatures = [signature(body, message=message, timestamp=timestamp, secret=key) for key in keys]
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def is_genuine(body: bytes, *, headers: Mapping[str, str], secret: str, now: float) -> bool:
    """Return whether a message is signed under the secret and recent, as a receiver checks it.

    now: the receiver's clock, in seconds since 1970.
    """
    try:
        timestamp = int(headers["webhook-timestamp"])
    except (KeyError, ValueError):
        return False
    if abs(now - timestamp) > WINDOW_S:
        return False
    expected = signature(body, message=headers["webhook-id"], timestamp=timestamp, secret=secret)
    signatures = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(expected, candidate) for candidate in signatures)
