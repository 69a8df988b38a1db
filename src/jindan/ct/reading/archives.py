"""Open zip and gzip archives that may be hostile: checked by directory, counted while streaming.

Nothing is written under a name from the archive. An archive inside an archive is not opened.
"""

import re
import shutil
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jindan.ct.reading.content import HEAD_BYTES, ContentKind, content_of
from jindan.ct.reading.problems import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTooLarge,
    ArchiveUnsafe,
    ArchiveUnsupported,
)

CHUNK_BYTES = 1 << 20
DAMAGED = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeDecodeError)
"""What `zipfile` raises for damaged archives, names that are not valid text included."""
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCAL_HEADER_BYTES = 30


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """How much an upload may unpack to.

    files: entries of an archive. bytes: after unpacking.
    ratio: unpacked to packed, checked only above `free_bytes`.
    directory_bytes: size of a zip's list of entries, which is read into memory.
    """

    files: int = 20_000
    bytes: int = 8 << 30
    ratio: int = 100
    free_bytes: int = 256 << 20
    directory_bytes: int = 8 << 20


DEFAULT_LIMITS = ArchiveLimits()


def unzip(path: Path, *, into: Path, limits: ArchiveLimits = DEFAULT_LIMITS) -> list[Path]:
    """Write the members that are images to `into` under generated names and return their paths.

    Raises ArchiveTooLarge, ArchiveDamaged, ArchiveEncrypted, ArchiveUnsafe or ArchiveUnsupported.
    """
    _check_directory_size(path, limits=limits)
    try:
        with ZipFile(path) as archive:
            members = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _check_members(members, archive=archive, packed=path.stat().st_size, limits=limits)
            return list(_write_images(archive, members=members, into=into))
    except DAMAGED as error:
        raise ArchiveDamaged from error


def gunzip(path: Path, *, into: Path, limits: ArchiveLimits = DEFAULT_LIMITS) -> Path:
    """Write the content of a gzip file (all its members) to a new file in `into`.

    Bytes after the last member are ignored, as gzip does. Raises ArchiveTooLarge or ArchiveDamaged.
    """
    packed = path.stat().st_size
    target = into / f"{len(list(into.iterdir())):06d}"
    count = 0
    try:
        with path.open("rb") as source, target.open("wb") as sink:
            for chunk in _inflate_members(source):
                count += len(chunk)
                _check_amount(count, packed=packed, limits=limits)
                sink.write(chunk)
    except zlib.error as error:
        raise ArchiveDamaged from error
    return target


def inflate(packed: bytes, *, limits: ArchiveLimits = DEFAULT_LIMITS) -> bytes:
    """Decompress raw deflate (DICOM's deflated transfer syntax, PS3.5 A.5) within `limits`.

    Raises ArchiveTooLarge or ArchiveDamaged.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    allowed = min(limits.bytes, max(limits.free_bytes, len(packed) * limits.ratio))
    try:
        plain = inflater.decompress(packed, allowed)
    except zlib.error as error:
        raise ArchiveDamaged from error
    if inflater.unconsumed_tail:
        raise ArchiveTooLarge
    return plain


def _inflate_members(source: IO[bytes]) -> Iterator[bytes]:
    """Yield the plain bytes of each gzip member in turn, a chunk at a time.

    Raises ArchiveDamaged for a member that breaks off, zlib.error for any other damage.
    """
    packed = source.read(CHUNK_BYTES)
    while packed[:2] == b"\x1f\x8b":
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)  # + 16: with a gzip header
        while not inflater.eof:
            if not packed:
                raise ArchiveDamaged
            yield inflater.decompress(packed, CHUNK_BYTES)
            packed = inflater.unconsumed_tail or (b"" if inflater.eof else source.read(CHUNK_BYTES))
        packed = inflater.unused_data or source.read(CHUNK_BYTES)


def _check_directory_size(path: Path, *, limits: ArchiveLimits) -> None:
    """Raise ArchiveTooLarge for a list of entries too long to be read, before `zipfile` reads it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        # A comment of up to 64 KiB may follow the end record.
        file.seek(max(0, size - (1 << 16) - _END_RECORD.size))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise ArchiveDamaged
    directory_bytes = _END_RECORD.unpack_from(tail, at)[5]
    # 0xFFFFFFFF: too large for this field, stated in a ZIP64 record.
    if directory_bytes == 0xFFFFFFFF or directory_bytes > limits.directory_bytes:
        raise ArchiveTooLarge


def _check_members(
    members: list[ZipInfo], *, archive: ZipFile, packed: int, limits: ArchiveLimits
) -> None:
    if len(members) > limits.files:
        raise ArchiveTooLarge
    for member in members:
        _check_member(member)
    if len({member.filename for member in members}) < len(members):
        raise ArchiveUnsafe
    _check_overlap(members, directory_at=archive.start_dir)
    _check_amount(sum(member.file_size for member in members), packed=packed, limits=limits)


def _check_member(member: ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise ArchiveEncrypted
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ArchiveUnsupported
    name = member.orig_filename
    parts = re.split(r"[/\\]", name)
    is_absolute = parts[0] == "" or re.match(r"[A-Za-z]:", name) is not None
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if is_link or is_absolute or ".." in parts or "\0" in name:
        raise ArchiveUnsafe


def _check_overlap(members: list[ZipInfo], *, directory_at: int) -> None:
    """Raise ArchiveUnsafe for members that share bytes, as a zip bomb's do."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise ArchiveUnsafe
        end = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size
    if end > directory_at:
        raise ArchiveUnsafe


def _check_amount(count: int, *, packed: int, limits: ArchiveLimits) -> None:
    if count > min(limits.bytes, max(limits.free_bytes, packed * limits.ratio)):
        raise ArchiveTooLarge


def _write_images(archive: ZipFile, *, members: list[ZipInfo], into: Path) -> Iterator[Path]:
    """Write the members that are images or gzip archives to `into` and yield their paths."""
    for number, member in enumerate(members):
        with archive.open(member) as source:
            head = source.read(HEAD_BYTES)
            if content_of(head) in (ContentKind.OTHER, ContentKind.ZIP):
                continue
            target = into / f"{number:06d}"
            with target.open("xb") as sink:
                sink.write(head)
                # Ends at the declared size, whose sum was checked.
                shutil.copyfileobj(source, sink, CHUNK_BYTES)
                if sink.tell() != member.file_size:  # a longer member fails its checksum
                    raise ArchiveDamaged
            yield target
