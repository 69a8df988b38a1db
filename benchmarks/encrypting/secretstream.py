"""PyNaCl: libsodium's secretstream, XChaCha20-Poly1305 in a chain of chunks."""

from collections.abc import Iterator
from pathlib import Path

from nacl import bindings as sodium

BRINGS = ("nacl", "_cffi_backend")
BLOCK = 1024 * 1024
ASSOCIATED = b"object"
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MORE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
ADDED = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
push = sodium.crypto_secretstream_xchacha20poly1305_push
pull = sodium.crypto_secretstream_xchacha20poly1305_pull


def encrypt(plain: Path, sealed: Path) -> bytes:
    """Encrypt in chunks of 1 MiB; gives the key."""
    key: bytes = sodium.crypto_secretstream_xchacha20poly1305_keygen()
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    left = plain.stat().st_size
    with plain.open("rb") as source, sealed.open("wb") as sink:
        sink.write(sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key))
        while chunk := source.read(BLOCK):
            left -= len(chunk)
            sink.write(push(state, chunk, ASSOCIATED, MORE if left else FINAL))
    return key


def decrypt(sealed: Path, plain: Path, *, key: bytes, size: int) -> None:
    """Decrypt the whole."""
    with plain.open("wb") as sink:
        for chunk in _chunks(sealed, key=key):
            sink.write(chunk)


def tail(sealed: Path, *, key: bytes, size: int, length: int) -> bytes:
    """The last bytes: each chunk needs the one before it, so all are decrypted."""
    last = b""
    for chunk in _chunks(sealed, key=key):
        last = (last + chunk)[-length:]
    return last


def _chunks(sealed: Path, *, key: bytes) -> Iterator[bytes]:
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    tag = MORE
    with sealed.open("rb") as source:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, source.read(HEADER), key)
        while sealed_chunk := source.read(BLOCK + ADDED):
            chunk, tag = pull(state, sealed_chunk, ASSOCIATED)
            yield chunk
    if tag != FINAL:
        raise EOFError
