"""Recognition of a file's kind by its first bytes. Its name is never trusted."""

import struct
from enum import StrEnum
from pathlib import Path

HEAD_BYTES = 352
"""Bytes that `content_of` needs: a NIfTI-1 header and the four bytes after it."""


class ContentKind(StrEnum):
    """The kinds of file that an upload of a CT may hold."""

    DICOM = "dicom"
    NIFTI = "nifti"
    NIFTI_PAIR = "nifti-pair"
    ZIP = "zip"
    GZIP = "gzip"
    OTHER = "other"


def content_of_file(path: Path) -> ContentKind:
    """Return the kind of the file at `path`."""
    with path.open("rb") as file:
        return content_of(file.read(HEAD_BYTES))


def content_of(head: bytes) -> ContentKind:
    """Return the kind of a file that begins with `head` (its first `HEAD_BYTES` bytes).

    DICOM is tested first: its preamble may imitate another format (CVE-2019-11687).
    """
    if head[128:132] == b"DICM" or _begins_a_dataset(head):
        return ContentKind.DICOM
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return ContentKind.ZIP
    if head[:2] == b"\x1f\x8b":
        return ContentKind.GZIP
    return _nifti_content(head)


def _begins_a_dataset(head: bytes) -> bool:
    """Return whether a data set starts without preamble: group 0002 or 0008, short first element."""
    if len(head) < 8:
        return False
    group, element, length = struct.unpack_from("<HHI", head)
    is_explicit = head[4:6].isalpha() and head[4:6].isupper()
    return group in (0x0002, 0x0008) and element <= 0x0070 and (is_explicit or length < 256)


def _nifti_content(head: bytes) -> ContentKind:
    """Return which kind of NIfTI a file is, or OTHER. Its first field is the header's size."""
    sizes = {struct.unpack_from(f"{order}i", head)[0] for order in "<>" if len(head) >= 4}
    if 540 in sizes:
        return ContentKind.NIFTI_PAIR if head[4:7] == b"ni2" else ContentKind.NIFTI
    if 348 in sizes:
        return ContentKind.NIFTI if head[344:347] == b"n+1" else ContentKind.NIFTI_PAIR
    return ContentKind.OTHER
