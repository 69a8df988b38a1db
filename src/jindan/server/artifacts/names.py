"""Names of files: shown to people, offered at download, never used as a path."""

import re
import unicodedata
from urllib.parse import quote

LONGEST_BYTES = 255
LONGEST_SUFFIX_BYTES = 32
UNNAMED = "unnamed"
JOINER = "\u200d"
"""Holds an emoji of several people together; other format characters only deceive."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
RESERVED = re.compile(r'[<>:"|?*]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
UNSAFE_ASCII = re.compile(r'[^ -~]|["\\%]')


def display_name(given: str) -> str:
    """The name without folders, unseen characters and what file systems reserve.

    Composed (NFC), so that Korean typed on any system is the same name; at most 255 bytes of UTF-8,
    the suffix kept; `unnamed` when nothing remains.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in last)
    seen = "".join(c for c in spaced if c == JOINER or unicodedata.category(c) not in UNSEEN)
    tidy = " ".join(RESERVED.sub("_", seen).split()).strip(". " + JOINER)
    return _shortened(f"_{tidy}" if DEVICES.fullmatch(tidy) else tidy) or UNNAMED


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header that offers a name: plain ASCII first, then the real one (RFC 6266, 8187)."""
    plain = UNSAFE_ASCII.sub("_", name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shortened(name: str) -> str:
    """The name in at most 255 bytes, cut before its suffix."""
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix.encode()) > LONGEST_SUFFIX_BYTES:
        stem, suffix = name, ""
    room = LONGEST_BYTES - len((dot + suffix).encode() if suffix else b"")
    kept = stem.encode()[:room].decode(errors="ignore").rstrip(". " + JOINER)
    return f"{kept}.{suffix}" if suffix else kept
