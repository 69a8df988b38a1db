"""Encrypt a stream in segments that open on their own: AES-256-GCM under keys of each stream.

The format is AES256_GCM_HKDF_1MB of Tink's streaming AEAD, which is the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015): Tink opens what is written here, and the other
way round (tests/server/artifacts/test_encryption.py). A segment's nonce holds its number and
whether it is the last, so a segment that is changed, moved, repeated, left out or cut off does not
open.

    stream  = header · segment 0 · segment 1 · …
              each segment 1 MiB but the last; the header counts to segment 0
    header  = its length (1 byte) · salt (32) · nonce prefix (7)
    segment = AES-256-GCM(plaintext) · tag (16)
    nonce   = nonce prefix · number of the segment (4, big endian) · 1 if it is the last, else 0 (1)
    key     = HKDF-SHA-256(data key, salt, info = associated data)
"""

import io
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jindan.server.artifacts.errors import StoredFileDamaged

KEY_BYTES = 32
SEGMENT_BYTES = 1024 * 1024
TAG_BYTES = 16
PREFIX_BYTES = 7
HEADER_BYTES = 1 + KEY_BYTES + PREFIX_BYTES
PLAIN_BYTES = SEGMENT_BYTES - TAG_BYTES
FIRST_PLAIN_BYTES = PLAIN_BYTES - HEADER_BYTES


def new_key() -> bytes:
    """A data key for one stream."""
    return secrets.token_bytes(KEY_BYTES)


class EncryptingWriter:
    """Writes plaintext as an encrypted stream; holds one segment in memory.

    sink: receives the stream; stays open.
    associated: what the stream belongs to; needed again to open it.
    """

    def __init__(self, sink: BinaryIO, *, key: bytes, associated: bytes) -> None:
        header = _new_header()
        sink.write(header)
        self._sink = sink
        self._cipher, self._prefix = _opened(header, key=key, associated=associated)
        self._segment = bytearray(PLAIN_BYTES)
        self._filled = 0
        self._number = 0

    def write(self, plaintext: bytes) -> None:
        """Add plaintext; a full segment is written once it is known not to be the last."""
        rest = memoryview(plaintext)
        while rest:
            if self._filled == _plain_bytes(self._number):
                self._write_segment(is_last=False)
            piece = rest[: _plain_bytes(self._number) - self._filled]
            self._segment[self._filled : self._filled + len(piece)] = piece
            self._filled += len(piece)
            rest = rest[len(piece) :]

    def finish(self) -> None:
        """Write the last segment; without it the stream does not open."""
        self._write_segment(is_last=True)

    def _write_segment(self, *, is_last: bool) -> None:
        nonce = _nonce(self._prefix, number=self._number, is_last=is_last)
        with memoryview(self._segment) as whole, whole[: self._filled] as filled:
            self._sink.write(self._cipher.encrypt(nonce, filled, None))
        self._filled = 0
        self._number += 1


class DecryptingReader(io.RawIOBase):
    """The plaintext as a seekable file; opens only the segments that are read.

    Closes `source` with itself. Every read raises StoredFileDamaged rather than return changed
    bytes.
    """

    def __init__(self, source: BinaryIO, *, key: bytes, associated: bytes, size: int) -> None:
        """size: bytes of plaintext; a stream of another length counts as damaged."""
        super().__init__()
        self._source = source
        self._size = size
        self._position = 0
        self._number = -1
        self._segment = b""
        if source.seek(0, io.SEEK_END) != encrypted_size(size):
            raise StoredFileDamaged
        source.seek(0)
        self._cipher, self._prefix = _opened(
            source.read(HEADER_BYTES), key=key, associated=associated
        )

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """Position in the plaintext."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the plaintext; costs nothing until the next read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `target` from the segment at the position; 0 at the end."""
        if self._position >= self._size:
            return 0
        number, offset = _place(self._position)
        if number != self._number:
            self._segment = self._open_segment(number)
            self._number = number
        piece = memoryview(self._segment)[offset : offset + len(target)]
        target[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the source too."""
        self._source.close()
        super().close()

    def _open_segment(self, number: int) -> bytes:
        is_last = number == _place(max(self._size - 1, 0))[0]
        self._source.seek(number * SEGMENT_BYTES or HEADER_BYTES)
        sealed = self._source.read(_plain_bytes(number) + TAG_BYTES)
        nonce = _nonce(self._prefix, number=number, is_last=is_last)
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise StoredFileDamaged from None


def encrypted_size(size: int) -> int:
    """Bytes of the stream that holds `size` bytes of plaintext."""
    segments = _place(max(size - 1, 0))[0] + 1
    return HEADER_BYTES + size + segments * TAG_BYTES


def _new_header() -> bytes:
    return bytes([HEADER_BYTES]) + secrets.token_bytes(KEY_BYTES + PREFIX_BYTES)


def _opened(header: bytes, *, key: bytes, associated: bytes) -> tuple[AESGCM, bytes]:
    """The cipher and the nonce prefix of a stream."""
    if len(header) != HEADER_BYTES or header[0] != HEADER_BYTES:
        raise StoredFileDamaged
    salt, prefix = header[1 : 1 + KEY_BYTES], header[1 + KEY_BYTES :]
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=associated).derive(key)
    return AESGCM(derived), prefix


def _nonce(prefix: bytes, *, number: int, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _plain_bytes(number: int) -> int:
    """Plaintext of a full segment; the first shares its room with the header."""
    return PLAIN_BYTES if number else FIRST_PLAIN_BYTES


def _place(position: int) -> tuple[int, int]:
    """Segment and offset in it of a plaintext position."""
    return (
        divmod(position + HEADER_BYTES, PLAIN_BYTES)
        if position >= FIRST_PLAIN_BYTES
        else (0, position)
    )
