"""What the product does: AES-256-GCM segments in Tink's format, on `cryptography`."""

import io
from pathlib import Path

from jindan.server.artifacts.storage.encryption import DecryptingReader, EncryptingWriter, new_key

BRINGS = ("cryptography",)
ARRIVING = 64 * 1024
BLOCK = 1024 * 1024
ASSOCIATED = b"object"


def encrypt(plain: Path, sealed: Path) -> bytes:
    """Encrypt in blocks as an upload arrives; gives the key."""
    key = new_key()
    with plain.open("rb") as source, sealed.open("wb") as sink:
        writer = EncryptingWriter(sink, key=key, associated=ASSOCIATED)
        while block := source.read(ARRIVING):
            writer.write(block)
        writer.finish()
    return key


def decrypt(sealed: Path, plain: Path, *, key: bytes, size: int) -> None:
    """Decrypt the whole."""
    with _opened(sealed, key=key, size=size) as source, plain.open("wb") as sink:
        while block := source.read(BLOCK):
            sink.write(block)


def tail(sealed: Path, *, key: bytes, size: int, length: int) -> bytes:
    """The last bytes: opens the last segment."""
    with _opened(sealed, key=key, size=size) as source:
        source.seek(size - length)
        return source.read()


def _opened(sealed: Path, *, key: bytes, size: int) -> io.BufferedReader:
    plain = DecryptingReader(sealed.open("rb"), key=key, associated=ASSOCIATED, size=size)
    return io.BufferedReader(plain)
