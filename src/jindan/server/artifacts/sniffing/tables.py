"""Recognition of tables as text: CSV, TSV and VCF, in UTF-8, UTF-16 or the Korean code page 949."""

import codecs
import csv
import io
import re

from jindan.server.artifacts import media_types as types
from jindan.server.artifacts.media_types import MediaType

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_A_TABLE = ("<", "{", "[", "#!", "%", "MIME-Version")
"""Beginnings of markup, JSON, scripts, PostScript and mail."""
ROWS = 5
DELIMITERS = (("\t", types.TSV), (",", types.CSV), (";", types.CSV))


def table_type(head: bytes, *, is_whole: bool) -> MediaType | None:
    """Return CSV, TSV or VCF, or None for any other text and for what is no text.

    is_whole: `head` is the whole file, so its last line and last character are complete.
    """
    text = _decoded(head, is_whole=is_whole)
    if text is None or NOT_TEXT.search(text) or text.lstrip().startswith(NOT_A_TABLE):
        return None
    if text.startswith("##fileformat=VCF"):
        return types.VCF
    rows = _rows(text, is_whole=is_whole)
    return next((kind for mark, kind in DELIMITERS if _is_table(rows, delimiter=mark)), None)


def _rows(text: str, *, is_whole: bool) -> list[str]:
    """Return the first complete lines that are neither empty nor a comment."""
    lines = text.splitlines()
    # A single unfinished line counts too: a table of all genes has a heading of a megabyte.
    complete = lines if is_whole or len(lines) == 1 else lines[:-1]
    return [line for line in complete if line.strip() and not line.startswith("#")][:ROWS]


def _decoded(head: bytes, *, is_whole: bool) -> str | None:
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp949"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(head, final=is_whole)
        except UnicodeDecodeError:
            continue
    return None


def _is_table(rows: list[str], *, delimiter: str) -> bool:
    """Return whether the rows have the same number of columns, at least two."""
    widths = [len(row) for row in csv.reader(io.StringIO("\n".join(rows)), delimiter=delimiter)]
    heading, body = widths[:1], set(widths[1:])
    if len(body) > 1 or max(widths, default=0) < 2:
        return False
    # The heading may be one column short: R writes row names without a heading.
    return not body or heading[0] - body.pop() in (0, -1)
