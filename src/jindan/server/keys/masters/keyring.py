"""Master keys in one file that only its owner may read, the newest of which wraps.

Whoever has this file and the database can read everything. Without the file, nothing can be read any more, so it needs
a backup of its own, apart from the data.
"""

import base64
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files import locks
from django.utils import timezone

from jindan.server.keys import envelope
from jindan.server.keys.envelope import KEY_ID_BYTES, VERSION
from jindan.server.keys.errors import (
    BrokenSeal,
    KeyringDamaged,
    KeyringExposed,
    KeyringMissing,
    UnknownKey,
)

NAME = "file:"
WRAPPING = "wrapping"
"""The use of a master key. No value of any other use is sealed under what is derived for it."""
DIRECT_NONCE_BYTES = 12
OVERLAP = timedelta(days=1)
"""Longer than any request, and than any process keeps a key, so that whatever was sealed before a rotation is in the
database by then."""


@dataclass(frozen=True, kw_only=True)
class MasterKey:
    """One AES-256 key, and when it was added."""

    key: bytes = field(repr=False)
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class Keyring:
    """Master keys by id, oldest first. The newest wraps, and all of them unwrap."""

    keys: dict[bytes, MasterKey]

    @property
    def newest(self) -> bytes:
        """Id of the key that wraps now."""
        return list(self.keys)[-1]


class KeyringFile:
    """The master keys of the file `settings.KEYRING`."""

    @property
    def name(self) -> str:
        """How rows name the key that wraps now. Raises KeyringMissing, KeyringExposed, KeyringDamaged."""
        return NAME + load().newest.hex()

    def owns(self, name: str) -> bool:
        """Return whether a row's key was wrapped by a key of the file."""
        return name.startswith(NAME)

    def wrap(self, key: bytes, *, context: bytes) -> tuple[str, bytes]:
        """Return the name of the newest master key, and the key wrapped by it."""
        ring = load()
        wrapping = envelope.derived(ring.keys[ring.newest].key, use=WRAPPING)
        wrapped = envelope.close(key, key_id=ring.newest, key=wrapping, context=context)
        return NAME + ring.newest.hex(), wrapped

    def unwrap(self, wrapped: bytes, *, name: str, context: bytes) -> bytes:
        """Return a key. Raises UnknownKey, BrokenSeal, and the errors of the file."""
        master = load().keys.get(bytes.fromhex(name.removeprefix(NAME)))
        if master is None:
            raise UnknownKey(name)
        wrapping = envelope.derived(master.key, use=WRAPPING)
        return envelope.open_(wrapped, key=wrapping, context=context)


def open_direct(sealed: bytes, *, context: bytes) -> bytes:
    """Return the plaintext of a value that a master key itself sealed, as all did before organisations had keys.

    It is key id (4 bytes) · nonce (12) · AES-256-GCM ciphertext with tag. `jindan keys rotate --reseal` leaves none.
    Raises UnknownKey, BrokenSeal, KeyringExposed, KeyringDamaged.
    """
    key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
    master = load().keys.get(key_id) if exists() else None
    if master is None:
        raise UnknownKey(key_id.hex())
    nonce, ciphertext = rest[:DIRECT_NONCE_BYTES], rest[DIRECT_NONCE_BYTES:]
    try:
        return AESGCM(master.key).decrypt(nonce, ciphertext, key_id + context)
    except (InvalidTag, ValueError):
        raise BrokenSeal from None


def exists() -> bool:
    """Return whether the file is there."""
    return Path(settings.KEYRING).exists()


def load() -> Keyring:
    """Return the keyring. Raises KeyringMissing, KeyringExposed, KeyringDamaged."""
    path = Path(settings.KEYRING)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise KeyringMissing(path) from None
    if os.name == "posix" and stat.S_IMODE(status.st_mode) & 0o077:
        raise KeyringExposed(path)
    return _read(path, (status.st_ino, status.st_mtime_ns, status.st_size))


def create() -> None:
    """Create the first keyring, unless there is one. Of several processes that start at once, one does it."""
    path = Path(settings.KEYRING)
    with _locked(path):
        if not path.exists():
            _write(path, {_unused_id({}): _new_key()})


def add_key() -> str:
    """Add a master key that wraps from now on, and return its id in hexadecimal digits. Older keys still unwrap."""
    path = Path(settings.KEYRING)
    with _locked(path):
        ring = load()
        key_id = _unused_id(ring.keys)
        _write(path, ring.keys | {key_id: _new_key()})
    return key_id.hex()


def retire_replaced() -> tuple[str, ...]:
    """Delete the keys whose successor is older than OVERLAP, and return their ids in hexadecimal digits.

    Everything must be wrapped by the newest key before, as `keys.rotation` does.
    """
    path = Path(settings.KEYRING)
    with _locked(path):
        ring = load()
        latest = timezone.now() - OVERLAP
        pairs = pairwise(ring.keys)
        superseded = [older for older, newer in pairs if ring.keys[newer].added_at < latest]
        if superseded:
            _write(
                path, {key_id: key for key_id, key in ring.keys.items() if key_id not in superseded}
            )
    return tuple(key_id.hex() for key_id in superseded)


def _new_key() -> MasterKey:
    return MasterKey(key=AESGCM.generate_key(256), added_at=timezone.now())


def _unused_id(keys: dict[bytes, MasterKey]) -> bytes:
    """Return a new key id. Four random bytes may repeat, and a repeated id would overwrite a key.

    None begins as a value of today's format does, so that the two formats stay apart.
    """
    while (key_id := secrets.token_bytes(KEY_ID_BYTES)) in keys or key_id[:1] == VERSION:
        pass
    return key_id


@lru_cache(maxsize=1)
def _read(path: Path, version: tuple[int, int, int]) -> Keyring:
    """Return the file's keys. `version` (inode, time, size) makes the cache notice a replaced file.

    Raises KeyringDamaged.
    """
    try:
        entries = json.loads(path.read_text())["keys"]
        keys = {
            bytes.fromhex(entry["id"]): MasterKey(
                key=base64.b64decode(entry["key"], validate=True),
                added_at=datetime.fromisoformat(entry["added_at"]),
            )
            for entry in entries
        }
    except (ValueError, KeyError, TypeError):
        raise KeyringDamaged(path) from None
    if not keys:
        raise KeyringDamaged(path)
    return Keyring(keys=keys)


def _write(path: Path, keys: dict[bytes, MasterKey]) -> None:
    """Replace the file as a whole, once the new one is on the disk."""
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
    """Lock the keyring for one writer among all processes. The lock ends with its process."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
