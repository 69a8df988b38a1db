"""Make any text printable in the report's font: nothing lost silently, nothing that deceives."""

import re
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from jindan.fonts import korean_font

ZERO_WIDTH_SPACE = "\u200b"
LONGEST_UNBROKEN = 32
"""Characters in a row without a place to break a line; a longer word would run over the margin."""


def legible(text: str) -> str:
    """Return the text with every character that cannot be shown written as ‹U+1F600›.

    That includes control characters and those that change direction or hide (U+202E, U+200B): in
    a record they deceive. Line ends and tabs stay. Long unbroken Latin runs get places to break.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    shown = "".join(_shown(character) for character in composed)
    return re.sub(rf"[!-~]{{{LONGEST_UNBROKEN + 1},}}", _with_breaks, shown)


def _shown(character: str) -> str:
    if character in "\n\t" or (ord(character) in _drawn() and not _deceives(character)):
        return character
    plain = unicodedata.normalize("NFKC", character)  # µ (micro sign) → μ (Greek mu), ﬁ → fi
    if plain != character and all(ord(part) in _drawn() for part in plain):
        return plain
    return f"‹U+{ord(character):04X}›"


def _deceives(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn")


def _with_breaks(run: re.Match[str]) -> str:
    return ZERO_WIDTH_SPACE.join(re.findall(rf".{{1,{LONGEST_UNBROKEN}}}", run.group()))


@cache
def _drawn() -> frozenset[int]:
    """Return the code points that both weights in use can draw."""
    weights = (TTFont(korean_font("regular")), TTFont(korean_font("bold")))
    regular, bold = (set(font.getBestCmap()) for font in weights)
    return frozenset(regular & bold)
