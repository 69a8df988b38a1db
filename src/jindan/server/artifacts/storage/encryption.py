"""Encryption of a stream in segments that can be opened one by one: AES-256-GCM under a key of each stream.

The format is AES256_GCM_HKDF_1MB of Tink's streaming AEAD, the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár (CRYPTO 2015). Tink opens what is written here, and the other way round
(tests/server/artifacts/storage/test_encryption.py). A segment's nonce contains its number and whether it is the last,
so that a segment which is changed, moved, repeated, left out or cut off does not open.

    stream  = header · segment 0 · segment 1 · …
              each segment is 1 MiB but the last, and the header is part of segment 0
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
    """Return a new data key for one stream."""
    return secrets.token_bytes(KEY_BYTES)


class EncryptingWriter:
    """Writer of plaintext as an encrypted stream, with one segment in memory.

    sink: receives the stream, and stays open. associated: what the stream belongs to. The reader needs it again.
    """

    def __init__(self, sink: BinaryIO, *, key: bytes, associated: bytes) -> None:
        header = bytes([HEADER_BYTES]) + secrets.token_bytes(KEY_BYTES + PREFIX_BYTES)
        sink.write(header)
        self._sink = sink
        self._cipher, self._prefix = _read_header(header, key=key, associated=associated)
        self._segment = bytearray(PLAIN_BYTES)
        self._filled = 0
        self._number = 0

    def write(self, plaintext: bytes) -> None:
        """Add plaintext. A full segment is written when more follows, because the last one is marked as the last."""
        rest = memoryview(plaintext)
        while rest:
            if self._filled == _plain_bytes(self._number):
                self._write_segment(is_last=False)
            piece = rest[: _plain_bytes(self._number) - self._filled]
            self._segment[self._filled : self._filled + len(piece)] = piece
            self._filled += len(piece)
            rest = rest[len(piece) :]

    def finish(self) -> None:
        """Write the last segment, without which the stream does not open."""
        self._write_segment(is_last=True)

    def _write_segment(self, *, is_last: bool) -> None:
        nonce = _nonce(self._prefix, number=self._number, is_last=is_last)
        with memoryview(self._segment) as whole, whole[: self._filled] as filled:
            self._sink.write(self._cipher.encrypt(nonce, filled, None))
        self._filled = 0
        self._number += 1


class DecryptingReader(io.RawIOBase):
    """The plaintext as a seekable file. Only the segments that are read are decrypted.

    Closing it closes `source`. Every read raises StoredFileDamaged instead of returning changed bytes.
    """

    def __init__(self, source: BinaryIO, *, key: bytes, associated: bytes, size: int) -> None:
        """Open a stream of `size` bytes of plaintext. Raises StoredFileDamaged for one of another length."""
        super().__init__()
        self._source = source
        self._size = size
        self._position = 0
        self._number = -1
        self._segment = b""
        if source.seek(0, io.SEEK_END) != encrypted_size(size):
            raise StoredFileDamaged
        source.seek(0)
        self._cipher, self._prefix = _read_header(
            source.read(HEADER_BYTES), key=key, associated=associated
        )

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position in the plaintext."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the plaintext. Nothing is decrypted before the next read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, target: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `target` from the segment at the position, and return the number of bytes. 0 at the end."""
        if self._position >= self._size:
            return 0
        number, offset = _segment_at(self._position)
        if number != self._number:
            self._segment = self._open_segment(number)
            self._number = number
        piece = memoryview(self._segment)[offset : offset + len(target)]
        target[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close this file and its source."""
        self._source.close()
        super().close()

    def _open_segment(self, number: int) -> bytes:
        is_last = number == _segment_at(max(self._size - 1, 0))[0]
        self._source.seek(number * SEGMENT_BYTES or HEADER_BYTES)
        sealed = self._source.read(_plain_bytes(number) + TAG_BYTES)
        nonce = _nonce(self._prefix, number=number, is_last=is_last)
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise StoredFileDamaged from None


def encrypted_size(size: int) -> int:
    """Return the bytes of a stream with `size` bytes of plaintext."""
    segments = _segment_at(max(size - 1, 0))[0] + 1
    return HEADER_BYTES + size + segments * TAG_BYTES


def _read_header(header: bytes, *, key: bytes, associated: bytes) -> tuple[AESGCM, bytes]:
    """Return the cipher and the nonce prefix of a stream. Raises StoredFileDamaged."""
    if len(header) != HEADER_BYTES or header[0] != HEADER_BYTES:
        raise StoredFileDamaged
    salt, prefix = header[1 : 1 + KEY_BYTES], header[1 + KEY_BYTES :]
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=associated).derive(key)
    return AESGCM(derived), prefix


def _nonce(prefix: bytes, *, number: int, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _plain_bytes(number: int) -> int:
    """Return the bytes of plaintext in a full segment. The first one also contains the header."""
    return PLAIN_BYTES if number else FIRST_PLAIN_BYTES


def _segment_at(position: int) -> tuple[int, int]:
    """Return the segment of a plaintext position, and the offset within it."""
    return (
        divmod(position + HEADER_BYTES, PLAIN_BYTES)
        if position >= FIRST_PLAIN_BYTES
        else (0, position)
    )
