"""A ZIP archive that is sent while it is written. Only its list of files and the block under way are in memory."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

BLOCK_BYTES = 256 * 1024
QUICK = 1
"""Level of deflate. Bytes are not stored as they are: who reads the archive as it arrives would not find their end."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file for an archive. what: its kind, as a code. name: its name outside the archive, None where it has none."""

    path: str
    what: str
    name: str | None
    blocks: Iterable[bytes]


@dataclass(frozen=True, kw_only=True)
class Archived:
    """A file that was written. size: its bytes before compression. sha256: of them, as hexadecimal digits."""

    path: str
    what: str
    name: str | None
    size: int
    sha256: str


class Outlet:
    """Keeps what is written until it is drained. It has no position, so that ZipFile never goes back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def __len__(self) -> int:
        """Return how many bytes wait."""
        return len(self._waiting)

    def write(self, block: bytes) -> int:
        """Add bytes, and return how many."""
        self._waiting += block
        return len(block)

    def flush(self) -> None:
        """Do nothing: what was written waits to be drained."""

    def close(self) -> None:
        """Do nothing: there is no file."""

    def drained(self) -> bytes:
        """Return the bytes that wait, and forget them."""
        waiting = bytes(self._waiting)
        self._waiting.clear()
        return waiting


class StreamedArchive:
    """A ZIP archive (ZIP64) of which each step yields the bytes to send.

    Its directory comes with `finish` alone, so that an archive that breaks off is seen to be broken. files: those
    written so far. at: the time that all of them bear.
    """

    def __init__(self, *, at: datetime) -> None:
        self.files: list[Archived] = []
        self._date = timezone.localtime(at).timetuple()[:6]
        self._outlet = Outlet()
        self._zip = ZipFile(self._outlet, "w", ZIP_DEFLATED, compresslevel=QUICK)

    def add(self, entry: Entry) -> Iterator[bytes]:
        """Write a file, and yield a block whenever one is full."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._described(entry.path), "w", force_zip64=True) as file:
            for block in entry.blocks:
                digest.update(block)
                size += len(block)
                file.write(block)
                if len(self._outlet) >= BLOCK_BYTES:
                    yield self._outlet.drained()
        self.files.append(
            Archived(
                path=entry.path,
                what=entry.what,
                name=entry.name,
                size=size,
                sha256=digest.hexdigest(),
            )
        )

    def finish(self) -> bytes:
        """Return the last bytes: what still waits, and the directory."""
        self._zip.close()
        return self._outlet.drained()

    def _described(self, path: str) -> ZipInfo:
        described = ZipInfo(path, date_time=self._date)
        described.compress_type = ZIP_DEFLATED
        return described
