"""Bytes on their way in: counted, hashed, sampled and encrypted in one pass."""

import errno
import hashlib
import io
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from jindan.server.artifacts.errors import StorageFull
from jindan.server.artifacts.models import UploadReservation
from jindan.server.artifacts.sniffing.content import SAMPLE_BYTES, FileSample
from jindan.server.artifacts.storage.encryption import DecryptingReader, EncryptingWriter, new_key

RESERVE_BYTES = 256 * 1024 * 1024
"""Space left free for the database, which may be on the same disk."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, kw_only=True)
class Received:
    """A complete file, encrypted in a temporary file.

    place: path at which it will be stored, and to which the encryption is bound. key: its data key. sha256: of the
    content, in hexadecimal digits. size: of the content, in bytes.
    """

    temporary: Path
    place: str
    key: bytes
    sha256: str
    size: int

    def open_plain(self) -> BinaryIO:
        """Return the content as a seekable file, decrypted as it is read."""
        plain = DecryptingReader(
            self.temporary.open("rb"), key=self.key, associated=self.place.encode(), size=self.size
        )
        return cast("BinaryIO", io.BufferedReader(plain))

    def discard(self) -> None:
        """Remove the temporary file, if it is still there."""
        self.temporary.unlink(missing_ok=True)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One accepted file: its bytes, its name as people see it, its type by content, and what was reserved for it."""

    received: Received
    name: str
    media_type: str
    reservation: UploadReservation | None = None


class Incoming:
    """One file while it arrives. It takes one segment and two samples of memory, whatever its size."""

    def __init__(self, *, organisation_id: uuid.UUID) -> None:
        digits = uuid.uuid4().hex
        self._place = f"{organisation_id}/{digits[:2]}/{digits}"
        self._key = new_key()
        self._hash = hashlib.sha256()
        self._head = bytearray()
        self._tail = bytearray()
        self._size = 0
        with refusing_when_full():
            descriptor, path = tempfile.mkstemp(dir=_folder())
            self._path = Path(path)
            self._file = os.fdopen(descriptor, "wb")
            self._writer = EncryptingWriter(
                self._file, key=self._key, associated=self._place.encode()
            )

    @property
    def size(self) -> int:
        """Bytes of content written so far."""
        return self._size

    def write(self, block: bytes) -> None:
        """Add the next bytes. Raises StorageFull."""
        self._size += len(block)
        self._hash.update(block)
        self._head += block[: SAMPLE_BYTES - len(self._head)]
        self._tail += block[-SAMPLE_BYTES:]
        del self._tail[:-SAMPLE_BYTES]
        with refusing_when_full():
            self._writer.write(block)

    def finish(self) -> Received:
        """Close the encrypted file after the last bytes, and return it. Raises StorageFull."""
        with refusing_when_full():
            self._writer.finish()
            self._file.close()
        return Received(
            temporary=self._path,
            place=self._place,
            key=self._key,
            sha256=self._hash.hexdigest(),
            size=self._size,
        )

    def sample(self) -> FileSample:
        """Return both ends of the bytes written so far, by which their type is recognised."""
        return FileSample(head=bytes(self._head), tail=bytes(self._tail), size=self._size)

    def discard(self) -> None:
        """Remove the temporary file."""
        self._path.unlink(missing_ok=True)
        with suppress(OSError):  # a full disk refuses the last bytes once more
            self._file.close()


def ensure_room(expected_bytes: int) -> None:
    """Raise StorageFull if so many bytes would not fit."""
    if shutil.disk_usage(_folder()).free < expected_bytes + RESERVE_BYTES:
        raise StorageFull


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Raise StorageFull in place of the OSError of a full disk or an exhausted disk quota."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull from error
        raise


def _folder() -> Path:
    folder = Path(settings.INCOMING)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
