"""Bytes on their way in: counted, hashed, looked at and encrypted in one pass."""

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

from jindan.server.artifacts.encryption import DecryptingReader, EncryptingWriter, new_key
from jindan.server.artifacts.errors import StorageFull
from jindan.server.artifacts.sniffing import SAMPLE_BYTES, Sample

RESERVE_BYTES = 256 * 1024 * 1024
"""Left free for the database beside the objects."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, kw_only=True)
class Received:
    """Bytes that came whole and lie encrypted in a temporary file.

    place: under which they will be stored, and to which the encryption is bound. key: their data
        key.
    sha256, in hexadecimal digits, and size, in bytes: of the content.
    """

    temporary: Path
    place: str
    key: bytes
    sha256: str
    size: int

    def open_plain(self) -> BinaryIO:
        """The content, decrypted as it is read."""
        plain = DecryptingReader(
            self.temporary.open("rb"), key=self.key, associated=self.place.encode(), size=self.size
        )
        return cast("BinaryIO", io.BufferedReader(plain))

    def discard(self) -> None:
        """Remove the temporary file, if it is still there."""
        self.temporary.unlink(missing_ok=True)


class Incoming:
    """One file while it arrives. Holds one segment and two samples in memory, whatever its size."""

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
        """Bytes that came so far."""
        return self._size

    def write(self, block: bytes) -> None:
        """Take the next bytes. Raises StorageFull."""
        self._size += len(block)
        self._hash.update(block)
        self._head += block[: SAMPLE_BYTES - len(self._head)]
        self._tail += block[-SAMPLE_BYTES:]
        del self._tail[:-SAMPLE_BYTES]
        with refusing_when_full():
            self._writer.write(block)

    def finish(self) -> Received:
        """All bytes came: close the encrypted file. Raises StorageFull."""
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

    def sample(self) -> Sample:
        """Both ends of what came so far, to tell its type by."""
        return Sample(head=bytes(self._head), tail=bytes(self._tail), size=self._size)

    def discard(self) -> None:
        """Forget what came."""
        self._path.unlink(missing_ok=True)
        with suppress(OSError):  # a full disk refuses the last bytes once more
            self._file.close()


def ensure_room(expected_bytes: int) -> None:
    """Refuse at once what cannot fit. Raises StorageFull."""
    if shutil.disk_usage(_folder()).free < expected_bytes + RESERVE_BYTES:
        raise StorageFull


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Name a full disk or an exhausted quota."""
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
