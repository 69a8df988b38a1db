"""Master keys: seal small secrets, wrap data keys, rotate without losing either.

A sealed value is key id (4 bytes) · nonce (12 bytes) · AES-256-GCM ciphertext with tag (NIST SP
800-38D). `context` is authenticated with it, so that a value copied into another place does not
open.

The keys are one file that only its owner may read. Whoever holds the file and the data reads
everything, whoever loses the file reads nothing more: back it up, and not beside the data.
"""

import base64
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files import locks
from django.utils import timezone

KEY_ID_BYTES = 4
NONCE_BYTES = 12
SETTLING = timedelta(days=1)
"""Longer than any request: what was sealed before a rotation is in the database by then."""


class KeyringError(Exception):
    """Base of what can be wrong with the master keys or with what they sealed."""


class KeyringExposed(KeyringError):
    """Others than its owner may read the keyring file; take that right away (chmod 600)."""


class KeyringDamaged(KeyringError):
    """The keyring file cannot be read as one; restore it from its backup."""


class UnknownKey(KeyringError):
    """The keyring lacks the key that sealed a value; restore the keyring from its backup."""


class BrokenSeal(KeyringError):
    """A sealed value was changed, or belongs to another place."""


@dataclass(frozen=True, kw_only=True)
class MasterKey:
    """One AES-256 key, and since when it has been there."""

    key: bytes
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class Keyring:
    """Master keys by id, oldest first; the newest seals, all of them open."""

    keys: dict[bytes, MasterKey]

    @property
    def newest(self) -> bytes:
        """Id of the key that seals."""
        return list(self.keys)[-1]


def seal(plaintext: bytes, *, context: bytes) -> bytes:
    """Encrypt under the newest master key."""
    ring = load()
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(ring.keys[ring.newest].key)
    return ring.newest + nonce + cipher.encrypt(nonce, plaintext, ring.newest + context)


def unseal(sealed: bytes, *, context: bytes) -> bytes:
    """Decrypt what any key of the ring has sealed. Raises UnknownKey, BrokenSeal."""
    key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
    master = load().keys.get(key_id)
    if master is None:
        raise UnknownKey(key_id.hex())
    try:
        return AESGCM(master.key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], key_id + context)
    except (InvalidTag, ValueError):
        raise BrokenSeal from None


def key_id_of(sealed: bytes) -> str:
    """Which key sealed a value, in hexadecimal digits: a row keeps it, to be found later."""
    return sealed[:KEY_ID_BYTES].hex()


def newest_key_id() -> str:
    """The key that seals now, as hexadecimal digits."""
    return load().newest.hex()


def load() -> Keyring:
    """The keyring, made if there is none. Raises KeyringExposed, KeyringDamaged."""
    path = Path(settings.KEYRING)
    if not path.exists():
        _make(path)
    found = path.stat()
    if os.name == "posix" and stat.S_IMODE(found.st_mode) & 0o077:
        raise KeyringExposed(path)
    return _read(path, (found.st_ino, found.st_mtime_ns, found.st_size))


def add_key() -> str:
    """Add a master key that seals from now on, and return its id; older keys still open."""
    path = Path(settings.KEYRING)
    load()
    with _locked(path):
        ring = load()
        key_id = _unused_id(ring)
        _write(path, ring.keys | {key_id: _new_key()})
    return key_id.hex()


def retire_replaced() -> tuple[str, ...]:
    """Drop the keys whose successor is older than SETTLING, and return their ids.

    Seal everything under the newest key before: see `kit.rotation`.
    """
    path = Path(settings.KEYRING)
    load()
    with _locked(path):
        ring = load()
        settled = _settled(ring)
        if settled:
            _write(
                path, {key_id: key for key_id, key in ring.keys.items() if key_id not in settled}
            )
    return tuple(key_id.hex() for key_id in settled)


def _settled(ring: Keyring) -> list[bytes]:
    """Keys replaced so long ago that nothing under way can still seal with them."""
    latest = timezone.now() - SETTLING
    return [older for older, newer in pairwise(ring.keys) if ring.keys[newer].added_at < latest]


def _make(path: Path) -> None:
    """The first keyring; of several processes that start at once, one makes it."""
    with _locked(path):
        if not path.exists():
            _write(path, {secrets.token_bytes(KEY_ID_BYTES): _new_key()})


def _new_key() -> MasterKey:
    return MasterKey(key=AESGCM.generate_key(256), added_at=timezone.now())


def _unused_id(ring: Keyring) -> bytes:
    """Four random bytes may repeat, and a repeated id would lose a key."""
    while (key_id := secrets.token_bytes(KEY_ID_BYTES)) in ring.keys:
        pass
    return key_id


@lru_cache(maxsize=1)
def _read(path: Path, version: tuple[int, int, int]) -> Keyring:
    """The file's keys; `version` (inode, time, size) shows the cache a replaced file."""
    try:
        entries = json.loads(path.read_text())["keys"]
        keys = {bytes.fromhex(entry["id"]): _master_key(entry) for entry in entries}
    except (ValueError, KeyError, TypeError):
        raise KeyringDamaged(path) from None
    if not keys:
        raise KeyringDamaged(path)
    return Keyring(keys=keys)


def _master_key(entry: dict[str, str]) -> MasterKey:
    key = base64.b64decode(entry["key"], validate=True)
    return MasterKey(key=key, added_at=datetime.fromisoformat(entry["added_at"]))


def _write(path: Path, keys: dict[bytes, MasterKey]) -> None:
    """Replace the file as a whole, and not before the new one is on the disk."""
    entries = [
        {
            "id": key_id.hex(),
            "key": base64.b64encode(key.key).decode(),
            "added_at": key.added_at.isoformat(),
        }
        for key_id, key in keys.items()
    ]
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600, exist_ok=False)
    with fresh.open("w") as file:
        json.dump({"keys": entries}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, over processes; the lock ends with its holder."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
