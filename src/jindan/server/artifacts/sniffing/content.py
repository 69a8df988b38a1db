"""The type of a file by its content alone. Its name and declared type are not trusted.

The list of accepted types is closed. Libraries of signatures (filetype, puremagic, libmagic) tell a thousand types
apart, but none of them knows NIfTI, DICOM without a preamble, both ends of Parquet, or a Korean CSV. They would save
only the lines of PREFIXES. Whole files are parsed later, in a confined process.
"""

import zlib
from dataclasses import dataclass

from jindan.server.artifacts import media_types as types
from jindan.server.artifacts.errors import (
    DisguisedContent,
    NameAndContentDisagree,
    UnsupportedContent,
)
from jindan.server.artifacts.media_types import MediaType
from jindan.server.artifacts.sniffing.archives import zip_type
from jindan.server.artifacts.sniffing.dicom import has_disguised_preamble, is_dicom
from jindan.server.artifacts.sniffing.tables import table_type

SAMPLE_BYTES = 64 * 1024
"""Bytes of each end of a file by which its type is recognised."""

PREFIXES = (
    (b"\x89PNG\r\n\x1a\n", types.PNG),
    (b"\xff\xd8\xff", types.JPEG),
    (b"II*\x00", types.TIFF),
    (b"MM\x00*", types.TIFF),
    (b"II+\x00", types.TIFF),
    (b"MM\x00+", types.TIFF),
    (b"%PDF-", types.PDF),
    (b"\x89HDF\r\n\x1a\n", types.HDF5),
)
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
MARKUP = (b"<script", b"<html", b"<!doctype html", b"<svg", b"<body", b"<iframe")
MARKUP_WITHIN = 1500
"""Bytes in which browsers look for markup (WHATWG MIME Sniffing: 1445), rounded up."""


@dataclass(frozen=True, kw_only=True)
class FileSample:
    """Both ends of a file, and its size in bytes."""

    head: bytes
    tail: bytes
    size: int


def accept(sample: FileSample, *, name: str, number: int) -> MediaType:
    """Return the type of a file that may be stored under this name.

    number: the file's place in the request, for the problem. Raises UnsupportedContent, DisguisedContent,
    NameAndContentDisagree.
    """
    kind = type_of(sample)
    if kind is None:
        raise UnsupportedContent(number=number)
    if _is_disguised(sample.head, kind=kind):
        raise DisguisedContent(number=number)
    if not types.fits(name, kind=kind):
        raise NameAndContentDisagree(number=number, found=kind.slug)
    return kind


def type_of(sample: FileSample) -> MediaType | None:
    """Return the accepted type of the content, or None."""
    head = sample.head
    if is_dicom(head, size=sample.size):  # first, because its preamble may look like any other type
        return types.DICOM
    by_prefix = next((kind for prefix, kind in PREFIXES if head.startswith(prefix)), None)
    return (
        by_prefix
        or _image_container(head)
        or _nifti(head)
        or _compressed(head)
        or zip_type(head, tail=sample.tail)
        or _parquet(sample)
        or table_type(head, is_whole=sample.size == len(head))
    )


def _is_disguised(head: bytes, *, kind: MediaType) -> bool:
    """Return whether the content is also a program, or a page that a browser would run."""
    if kind is types.DICOM:
        return has_disguised_preamble(head)
    opening = head[:MARKUP_WITHIN].lower()
    return any(tag in opening for tag in MARKUP)


def _image_container(head: bytes) -> MediaType | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return types.WEBP
    return types.HEIC if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS else None


def _nifti(head: bytes) -> MediaType | None:
    """Return NIfTI for a single file of NIfTI-1 or NIfTI-2. A header of its own (`ni1`) has no voxels."""
    lengths = {int.from_bytes(head[:4], order) for order in ("little", "big")}
    is_first = 348 in lengths and head[344:348] == b"n+1\0"
    is_second = 540 in lengths and head[4:12] == b"n+2\0\r\n\x1a\n"
    return types.NIFTI if is_first or is_second else None


def _compressed(head: bytes) -> MediaType | None:
    """Return the type of a gzip file of NIfTI. At most 1 KiB is decompressed."""
    if not head.startswith(b"\x1f\x8b"):
        return None
    try:
        opening = zlib.decompressobj(wbits=31).decompress(head, 1024)
    except zlib.error:
        return None
    return types.NIFTI_GZIP if _nifti(opening) else None


def _parquet(sample: FileSample) -> MediaType | None:
    is_parquet = sample.head.startswith(b"PAR1") and sample.tail.endswith(b"PAR1")
    # Twelve bytes: both signatures and the length of the footer, which a lone "PAR1" would not have.
    return types.PARQUET if is_parquet and sample.size >= 12 else None
