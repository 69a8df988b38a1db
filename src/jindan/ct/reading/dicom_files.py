"""Open DICOM files that may be hostile: bounded reads and inflation, broken values tolerated."""

import logging
import os
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO, cast

from pydicom import config
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from jindan.ct.reading.archives import inflate

MALFORMED = (
    InvalidDicomError, BytesLengthException, EOFError, ValueError, KeyError, AttributeError,
    TypeError, IndexError, OverflowError, NotImplementedError, RecursionError, MemoryError,
    RuntimeError, struct.error, zlib.error, AssertionError,
)  # fmt: skip
"""What pydicom and its decoders raise on damaged files (found by mutating valid ones)."""

_LONG_META_BYTES = 1 << 20
_LONG_VALUE_VRS = (b"OB", b"OW", b"SQ", b"UN", b"UT")


@contextmanager
def tolerant() -> Iterator[None]:
    """Accept values that break DICOM's value rules, as those of many scanners do.

    Silences pydicom's warnings and log, which quote the values and so might name a patient.
    """
    with warnings.catch_warnings(), config.disable_value_validation():
        warnings.simplefilter("ignore")
        config.logger.addFilter(_drop_record)
        try:
            yield
        except OSError as error:
            # pydicom raises a bare OSError for a sequence that breaks off. A disk's has a number.
            if error.errno is None:
                raise EOFError from error
            raise
        finally:
            config.logger.removeFilter(_drop_record)


def _drop_record(record: logging.LogRecord) -> bool:
    return False


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for pydicom: reads never exceed its size, and deflated content is inflated."""
    with _Bounded(FileIO(path)) as file:
        yield _inflated(file) or cast("BinaryIO", file)


class _Bounded(BufferedReader):
    """A file whose reads stop at its end: a false length of 4 GB allocates no such memory."""

    def __init__(self, raw: FileIO) -> None:
        super().__init__(raw)
        self._size = os.fstat(raw.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self._size - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left))


def _inflated(file: BufferedReader) -> BinaryIO | None:
    """Return a deflated object (PS3.5 A.5) inflated, None if it is not deflated.

    Raises ArchiveTooLarge or ArchiveDamaged.
    """
    prefix = file.read(_LONG_META_BYTES)
    file.seek(0)
    end, syntax = _file_meta(prefix)
    if syntax.rstrip(b"\0 ") != DeflatedExplicitVRLittleEndian.encode():
        return None
    plain_syntax = ExplicitVRLittleEndian.encode().ljust(len(syntax), b"\0")
    return BytesIO(prefix[:end].replace(syntax, plain_syntax) + inflate(file.read()[end:]))


def _file_meta(prefix: bytes) -> tuple[int, bytes]:
    """Return the offset at which the file meta information (PS3.10 7.1) ends, and its syntax UID."""
    at, syntax = 132, b""  # after the preamble and "DICM"
    while prefix[at : at + 2] == b"\x02\0" and len(prefix) - at >= 12:
        is_long = prefix[at + 4 : at + 6] in _LONG_VALUE_VRS
        (length,) = struct.unpack_from(
            *(("<I", prefix, at + 8) if is_long else ("<H", prefix, at + 6))
        )
        start = at + (12 if is_long else 8)
        if prefix[at + 2 : at + 4] == b"\x10\0":
            syntax = prefix[start : start + length]
        at = start + length
    return at, syntax
