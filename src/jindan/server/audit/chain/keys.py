"""The two keys of the chain, outside the database: one that seals and links events, one that signs checkpoints.

Each is a file of the home, wrapped by the master key, and made when it is first needed. All processes share the home.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from jindan.server.keys import wrapping

LINKING = "chain.key"
SIGNING = "signing.key"
PUBLIC = "signing.pub"
CONTEXT = b"audit."
"""Each key is bound to its file's name, so that one never stands in for the other."""


def folder() -> Path:
    """Return the folder of keys and checkpoints, which is made where it is missing."""
    path = Path(settings.AUDIT)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def linking_key() -> bytes:
    """Return the key of seals and links. Raises UnknownKey, BrokenSeal where the keyring is not that of the file."""
    return _key(LINKING, make=lambda: secrets.token_bytes(32))


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs checkpoints. Its public half is beside it, to be copied to whoever verifies.

    Raises UnknownKey, BrokenSeal.
    """
    key = Ed25519PrivateKey.from_private_bytes(
        _key(SIGNING, make=lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    )
    public = folder() / PUBLIC
    if not public.exists():
        public.write_bytes(
            key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
    return key


def reseal() -> int:
    """Let the newest master key wrap both keys. Return how many it wrapped anew."""
    return sum(
        _reseal(folder() / name) for name in (LINKING, SIGNING) if (folder() / name).exists()
    )


def _reseal(path: Path) -> int:
    wrapped = path.read_bytes()
    if wrapping.is_current(wrapped):
        return 0
    context = CONTEXT + path.name.encode()
    fresh = _fresh(path, wrapping.wrap(wrapping.unwrap(wrapped, context=context), context=context))
    fresh.replace(path)
    return 1


def _key(name: str, *, make: Callable[[], bytes]) -> bytes:
    place = f"{settings.AUDIT}/{name}"
    try:
        status = os.stat(place)  # noqa: PTH116 - each event asks, and a Path takes four times as long
    except FileNotFoundError:
        _create(folder() / name, key=make())
        status = Path(place).stat()
    return _opened(place, (status.st_ino, status.st_mtime_ns, status.st_size))


def _create(path: Path, *, key: bytes) -> None:
    """Write a new key. Linked, not renamed: of two processes that start at once, both read the same key."""
    fresh = _fresh(path, wrapping.wrap(key, context=CONTEXT + path.name.encode()))
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


@lru_cache(maxsize=4)
def _opened(place: str, version: tuple[int, int, int]) -> bytes:
    """Return the key in a file. `version` makes the cache notice a replaced file."""
    path = Path(place)
    return wrapping.unwrap(path.read_bytes(), context=CONTEXT + path.name.encode())


def _fresh(path: Path, sealed: bytes) -> Path:
    """Return a new file beside `path` that only its owner may read, on the disk with its content."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600, exist_ok=False)
    with fresh.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    return fresh
