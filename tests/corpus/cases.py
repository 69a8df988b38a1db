"""What a hostile or broken input is: its files, who refuses it and with which words, within which limits."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

Files = dict[str, bytes]

UPLOAD, IMPORT = "the upload", "the import"


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One input. Never taken out again: each was, or could be, a bug.

    name: what is wrong with it. files: made when they are needed. refused: the problem's slug.
    status: of HTTP, where the upload refuses. cpu_s, peak_mb: that the confined child may use.
    """

    name: str
    files: Callable[[], Files]
    refused: str
    by: str = IMPORT
    status: int = 415
    cpu_s: float = 10.0
    peak_mb: int = 400


def poked(whole: bytes, at: int, layout: str, *values: object) -> bytes:
    """Bytes with numbers written over them at a place."""
    content = bytearray(whole)
    struct.pack_into(f"<{layout}", content, at, *values)
    return bytes(content)
