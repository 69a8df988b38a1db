"""Master keys: seal small secrets, wrap data keys, rotate without losing what older keys have sealed.

A sealed value is key id (4 bytes) · nonce (12 bytes) · AES-256-GCM ciphertext with tag (NIST SP 800-38D). `context`
is authenticated with it, so that a value copied into another place does not open.
"""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID_BYTES = 4
NONCE_BYTES = 12


@dataclass(frozen=True, kw_only=True)
class Keyring:
    """Master keys by id; the newest seals, all of them open."""

    newest: bytes
    keys: dict[bytes, bytes]


def seal(plaintext: bytes, *, context: bytes) -> bytes:
    """Encrypt under the newest master key."""
    ring = load()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(ring.keys[ring.newest]).encrypt(nonce, plaintext, ring.newest + context)
    return ring.newest + nonce + sealed


def unseal(sealed: bytes, *, context: bytes) -> bytes:
    """Decrypt what any key of the ring has sealed.

    Raises KeyError when the key is gone, cryptography.exceptions.InvalidTag when the value or context was changed.
    """
    key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
    key = load().keys[key_id]
    return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], key_id + context)


def load() -> Keyring:
    """The keyring file; made with one key when there is none."""
    path = Path(settings.KEYRING)
    if not path.exists():
        add_key()
    held = json.loads(path.read_text())
    keys = {base64.b64decode(k): base64.b64decode(v) for k, v in held["keys"].items()}
    return Keyring(newest=base64.b64decode(held["newest"]), keys=keys)


def add_key() -> bytes:
    """Add a master key that seals from now on, and return its id; older keys still open."""
    path = Path(settings.KEYRING)
    held = json.loads(path.read_text()) if path.exists() else {"keys": {}}
    key_id = secrets.token_bytes(KEY_ID_BYTES)
    held["newest"] = base64.b64encode(key_id).decode()
    held["keys"][held["newest"]] = base64.b64encode(AESGCM.generate_key(256)).decode()
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(held, indent=1))
    fresh.replace(path)
    return key_id
