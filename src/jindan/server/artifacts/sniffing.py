"""What a file is by its content; its name and declared type are never believed.

An allow-list of sixteen types. Libraries of signatures (filetype, puremagic, libmagic) answer
"which of a thousand", and none of them knows NIfTI, DICOM without a preamble, Parquet's two ends or
a Korean CSV; the prefixes they would save are the ten lines of PREFIXES. Whole files are parsed
later, in a confined process.
"""

import zlib
from dataclasses import dataclass

from jindan.server.artifacts import media_types as types
from jindan.server.artifacts.dicom_sniffing import has_disguised_preamble, is_dicom
from jindan.server.artifacts.errors import (
    DisguisedContent,
    NameAndContentDisagree,
    UnsupportedContent,
)
from jindan.server.artifacts.media_types import MediaType
from jindan.server.artifacts.table_sniffing import table_type
from jindan.server.artifacts.zip_sniffing import zip_type

SAMPLE_BYTES = 64 * 1024
"""Of each end of a file that are kept to look at."""

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
"""How far browsers look (WHATWG MIME Sniffing: 1445 bytes)."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Both ends of a file, and its size in bytes."""

    head: bytes
    tail: bytes
    size: int


def accept(sample: Sample, *, name: str, number: int) -> MediaType:
    """The type of a file that may be stored under this name.

    number: its place in the request, for the problem. Raises UnsupportedContent, DisguisedContent,
    NameAndContentDisagree.
    """
    found = type_of(sample)
    if found is None:
        raise UnsupportedContent(number=number)
    if _is_disguised(sample.head, found=found):
        raise DisguisedContent(number=number)
    if not types.fits(name, found=found):
        raise NameAndContentDisagree(number=number, found=found.slug)
    return found


def type_of(sample: Sample) -> MediaType | None:
    """The accepted type that the content is of, if any."""
    head = sample.head
    if is_dicom(head, size=sample.size):  # first: its preamble may look like anything
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


def _is_disguised(head: bytes, *, found: MediaType) -> bool:
    if found is types.DICOM:
        return has_disguised_preamble(head)
    opening = head[:MARKUP_WITHIN].lower()
    return any(tag in opening for tag in MARKUP)


def _image_container(head: bytes) -> MediaType | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return types.WEBP
    return types.HEIC if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS else None


def _nifti(head: bytes) -> MediaType | None:
    """NIfTI-1 and NIfTI-2 as one file; a lone header (`ni1`) holds no voxels."""
    lengths = {int.from_bytes(head[:4], order) for order in ("little", "big")}
    is_first = 348 in lengths and head[344:348] == b"n+1\0"
    is_second = 540 in lengths and head[4:12] == b"n+2\0\r\n\x1a\n"
    return types.NIFTI if is_first or is_second else None


def _compressed(head: bytes) -> MediaType | None:
    """gzip of NIfTI; at most 1 KiB is decompressed."""
    if not head.startswith(b"\x1f\x8b"):
        return None
    try:
        opening = zlib.decompressobj(wbits=31).decompress(head, 1024)
    except zlib.error:
        return None
    return types.NIFTI_GZIP if _nifti(opening) else None


def _parquet(sample: Sample) -> MediaType | None:
    is_parquet = sample.head.startswith(b"PAR1") and sample.tail.endswith(b"PAR1")
    return types.PARQUET if is_parquet and sample.size >= 12 else None
