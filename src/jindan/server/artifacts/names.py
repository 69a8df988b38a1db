"""Names of files, as people see them and as a download offers them. They are never used as a path."""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.utils import timezone

from jindan.server.artifacts.media_types import ACCEPTED

LONGEST_BYTES = 255
LONGEST_SUFFIX_BYTES = 32
UNNAMED = "unnamed"
JOINER = "\u200d"
"""Joins the parts of an emoji, such as a family. Other format characters serve only to deceive."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
RESERVED = re.compile(r'[<>:"|?*]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
UNSAFE_ASCII = re.compile(r'[^ -~]|["\\%]')


def display_name(raw: str) -> str:
    """Return the name without folders, invisible characters and characters that file systems reserve.

    It is composed (NFC), so that Korean typed on any system gives the same name. It has at most 255 bytes of UTF-8, the
    suffix included, and is `unnamed` when nothing remains.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in last)
    seen = "".join(c for c in spaced if c == JOINER or unicodedata.category(c) not in UNSEEN)
    tidy = " ".join(RESERVED.sub("_", seen).split()).strip(". " + JOINER)
    return _shortened(f"_{tidy}" if DEVICES.fullmatch(tidy) else tidy) or UNNAMED


def neutral_name(media_type: str, *, at: datetime, row: UUID) -> str:
    """Return a name from type, local date and id, such as `DICOM-2026-11-28-1a2b3c4d.dcm`, that names nobody."""
    kind = next((kind for kind in ACCEPTED if kind.name == media_type), None)
    stem = f"{timezone.localtime(at):%Y-%m-%d}-{row.hex[:8]}"
    return f"{kind.slug.upper()}-{stem}.{kind.suffixes[0]}" if kind else f"FILE-{stem}"


def content_disposition(name: str, *, inline: bool = False) -> str:
    """Return the header that offers a name: in plain ASCII first, then the real one (RFC 6266, 8187)."""
    plain = UNSAFE_ASCII.sub("_", name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shortened(name: str) -> str:
    """Return the name in at most 255 bytes, cut before its suffix."""
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix.encode()) > LONGEST_SUFFIX_BYTES:
        stem, suffix = name, ""
    room = LONGEST_BYTES - len((dot + suffix).encode() if suffix else b"")
    cut = stem.encode()[:room].decode(errors="ignore").rstrip(". " + JOINER)
    return f"{cut}.{suffix}" if suffix else cut
