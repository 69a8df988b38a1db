"""Open zip and gzip archives that may be hostile: checked by directory, counted while streaming.

Nothing is written under a name from the archive; an archive inside an archive stays shut.
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

from jindan.ct.reading.content import HEAD_BYTES, Content, content_of
from jindan.ct.reading.refusals import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTooLarge,
    ArchiveUnsafe,
    ArchiveUnsupported,
)

CHUNK_BYTES = 1 << 20
DAMAGED = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeDecodeError)
"""What `zipfile` raises for archives that no writer made so; names that are no text are among them."""
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCAL_HEADER_BYTES = 30


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much an upload may unpack to.

    files: entries of an archive. bytes: after unpacking.
    ratio: unpacked to packed, asked of more than `free_bytes`.
    directory_bytes: size of a zip's list of entries, which is read into memory.
    """

    files: int = 20_000
    bytes: int = 8 << 30
    ratio: int = 100
    free_bytes: int = 256 << 20
    directory_bytes: int = 8 << 20


DEFAULT_LIMITS = Limits()


def unzip(path: Path, *, into: Path, limits: Limits = DEFAULT_LIMITS) -> list[Path]:
    """Write the members that are images to `into` under generated names; give their paths.

    Raises ArchiveTooLarge, ArchiveDamaged, ArchiveEncrypted, ArchiveUnsafe or ArchiveUnsupported.
    """
    _check_directory_size(path, limits=limits)
    try:
        with ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.filename.endswith("/")]
            _check_members(members, archive=archive, packed=path.stat().st_size, limits=limits)
            return list(_images_of(archive, members=members, into=into))
    except DAMAGED as error:
        raise ArchiveDamaged from error


def gunzip(path: Path, *, into: Path, limits: Limits = DEFAULT_LIMITS) -> Path:
    """Write the content of a gzip file (all its members) to a new file in `into`.

    Bytes after the last member are ignored, as gzip does. Raises ArchiveTooLarge or ArchiveDamaged.
    """
    packed = path.stat().st_size
    target = into / f"{len(list(into.iterdir())):06d}"
    with path.open("rb") as source, target.open("wb") as sink:
        count = 0
        for chunk in _inflated(source):
            count += len(chunk)
            _check_amount(count, packed=packed, limits=limits)
            sink.write(chunk)
    return target


def inflate(packed: bytes, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Undo raw deflate (DICOM's deflated transfer syntax, PS3.5 A.5) within `limits`."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    allowed = min(limits.bytes, max(limits.free_bytes, len(packed) * limits.ratio))
    try:
        plain = inflater.decompress(packed, allowed)
    except zlib.error as error:
        raise ArchiveDamaged from error
    if inflater.unconsumed_tail:
        raise ArchiveTooLarge
    return plain


def _inflated(source: IO[bytes]) -> Iterator[bytes]:
    """The plain bytes of each gzip member in turn, a chunk at a time."""
    packed = source.read(CHUNK_BYTES)
    while packed[:2] == b"\x1f\x8b":
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not inflater.eof:
            if not packed:
                raise ArchiveDamaged
            yield _next_chunk(inflater, packed)
            packed = inflater.unconsumed_tail or (b"" if inflater.eof else source.read(CHUNK_BYTES))
        packed = inflater.unused_data or source.read(CHUNK_BYTES)


def _next_chunk(inflater: "zlib._Decompress", packed: bytes) -> bytes:
    try:
        return inflater.decompress(packed, CHUNK_BYTES)
    except zlib.error as error:
        raise ArchiveDamaged from error


def _check_directory_size(path: Path, *, limits: Limits) -> None:
    """Refuse a list of entries too long to be read, before `zipfile` reads it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - _END_RECORD.size))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise ArchiveDamaged
    directory_bytes = _END_RECORD.unpack_from(tail, at)[5]
    if directory_bytes == 0xFFFFFFFF or directory_bytes > limits.directory_bytes:
        raise ArchiveTooLarge


def _check_members(
    members: list[ZipInfo], *, archive: ZipFile, packed: int, limits: Limits
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
    if stat.S_ISLNK(member.external_attr >> 16) or _leaves_the_folder(member.orig_filename):
        raise ArchiveUnsafe


def _leaves_the_folder(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return (
        parts[0] == "" or ".." in parts or "\0" in name or re.match(r"[A-Za-z]:", name) is not None
    )


def _check_overlap(members: list[ZipInfo], *, directory_at: int) -> None:
    """Refuse members that share bytes: the trick that packs petabytes into a small file."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise ArchiveUnsafe
        end = member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size
    if end > directory_at:
        raise ArchiveUnsafe


def _check_amount(count: int, *, packed: int, limits: Limits) -> None:
    if count > min(limits.bytes, max(limits.free_bytes, packed * limits.ratio)):
        raise ArchiveTooLarge


def _images_of(archive: ZipFile, *, members: list[ZipInfo], into: Path) -> Iterator[Path]:
    for number, member in enumerate(members):
        with archive.open(member) as source:
            head = source.read(HEAD_BYTES)
            if content_of(head) in (Content.OTHER, Content.ZIP):
                continue
            target = into / f"{number:06d}"
            with target.open("xb") as sink:
                sink.write(head)
                # Ends at the declared size, whose sum was checked.
                shutil.copyfileobj(source, sink, CHUNK_BYTES)
                if sink.tell() != member.file_size:  # what is too long fails its checksum
                    raise ArchiveDamaged
            yield target
