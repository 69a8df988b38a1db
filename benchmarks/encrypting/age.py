"""pyrage: age, ChaCha20-Poly1305 in chunks of 64 KiB."""

from pathlib import Path

import pyrage

BRINGS = ("pyrage",)


def encrypt(plain: Path, sealed: Path) -> str:
    """Encrypt for a fresh identity, and give it."""
    identity = pyrage.x25519.Identity.generate()
    pyrage.encrypt_file(str(plain), str(sealed), [identity.to_public()])
    return str(identity)


def decrypt(sealed: Path, plain: Path, *, key: str, size: int) -> None:
    """Decrypt the whole."""
    pyrage.decrypt_file(str(sealed), str(plain), [pyrage.x25519.Identity.from_str(key)])


def tail(sealed: Path, *, key: str, size: int, length: int) -> bytes:
    """The last bytes: the binding offers no seeking, so all are decrypted to a file."""
    plain = sealed.with_suffix(".tail")
    decrypt(sealed, plain, key=key, size=size)
    with plain.open("rb") as source:
        source.seek(size - length)
        return source.read()
