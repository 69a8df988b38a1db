"""Types of ZIP archives and of files in a ZIP container, by a bounded look at the names inside."""

import io
import zipfile

from jindan.server.artifacts import media_types as types
from jindan.server.artifacts.media_types import MediaType

FIRST_ENTRY = b"PK\x03\x04"
FIRST_NAME_AT = 30
CONTAINERS = ("[Content_Types].xml", "_rels/", "META-INF/", "mimetype", "AndroidManifest.xml")
"""Beginnings of the names inside office documents, Java archives, e-books and apps."""
MACROS = "xl/vbaProject.bin"


def zip_type(head: bytes, *, tail: bytes) -> MediaType | None:
    """Return ZIP or XLSX, or None for other containers, for workbooks with macros, and for what is no archive."""
    if not head.startswith(FIRST_ENTRY):
        return None
    names = _listed_names(tail) or [_first_name(head)]
    if not any(name.startswith(CONTAINERS) for name in names):
        return types.ZIP
    return types.XLSX if "xl/workbook.xml" in names and MACROS not in names else None


def _listed_names(tail: bytes) -> list[str]:
    """Return the names of the central directory, or none where the tail does not have all of it.

    The tail of every ordinary workbook has all of it.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(tail)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _first_name(head: bytes) -> str:
    length = int.from_bytes(head[26:28], "little")
    return head[FIRST_NAME_AT : FIRST_NAME_AT + length].decode("utf-8", errors="replace")
