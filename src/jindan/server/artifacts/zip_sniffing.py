"""ZIP archives and what uses them as a container, by a bounded look at the names inside."""

import io
import zipfile

from jindan.server.artifacts import media_types as types
from jindan.server.artifacts.media_types import MediaType

FIRST_ENTRY = b"PK\x03\x04"
FIRST_NAME_AT = 30
CONTAINERS = ("[Content_Types].xml", "_rels/", "META-INF/", "mimetype", "AndroidManifest.xml")
"""How office documents, Java archives, e-books and apps begin."""
MACROS = "xl/vbaProject.bin"


def zip_type(head: bytes, *, tail: bytes) -> MediaType | None:
    """ZIP or XLSX; None for other containers, workbooks with macros, and no archive."""
    if not head.startswith(FIRST_ENTRY):
        return None
    names = _listed_names(tail) or [_first_name(head)]
    if not any(name.startswith(CONTAINERS) for name in names):
        return types.ZIP
    return types.XLSX if "xl/workbook.xml" in names and MACROS not in names else None


def _listed_names(tail: bytes) -> list[str]:
    """Names of the central directory where the tail holds it whole, as in every workbook."""
    try:
        return zipfile.ZipFile(io.BytesIO(tail)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _first_name(head: bytes) -> str:
    length = int.from_bytes(head[26:28], "little")
    return head[FIRST_NAME_AT : FIRST_NAME_AT + length].decode("utf-8", errors="replace")
