"""Search in Korean text: runs of two and three characters, and of their initial consonants (초성), by which each
syllable may be asked for.

Spaces count for nothing: Korean spacing varies, and an engine may have added or lost one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
SYLLABLES_OF_AN_INITIAL = 588
LENGTHS = (2, 3)
_WHOLE = re.compile(f"[^{INITIALS}]+")
"""A stretch of a query that stands for itself, between initials that stand for syllables."""


def normalised(text: str) -> str:
    """The text composed (NFC), in small letters, without spaces."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(character for character in composed if not character.isspace())


def initial_of(character: str) -> str:
    """The initial consonant of a syllable, a lone consonant itself, nothing for any other character."""
    if FIRST_SYLLABLE <= character <= LAST_SYLLABLE:
        return INITIALS[(ord(character) - ord(FIRST_SYLLABLE)) // SYLLABLES_OF_AN_INITIAL]
    return character if character in INITIALS else ""


def grams_of(text: str) -> set[str]:
    """What a text is found by: two and three characters that stand together, and two and three initials."""
    plain = normalised(text)
    found = _tagged("t", plain, lengths=LENGTHS)
    for run in _hangul_runs(plain):
        found |= _tagged("c", run, lengths=LENGTHS)
    return found


def grams_of_query(query: str) -> set[str]:
    """What a text must hold to be worth a look, as long as it can be: the longer, the rarer. Empty: too short."""
    plain = normalised(query)
    found = {gram for part in _WHOLE.findall(plain) for gram in _longest("t", part)}
    if set(plain) & set(INITIALS):
        found |= {gram for run in _hangul_runs(plain) for gram in _longest("c", run)}
    return found


def places_of(query: str, text: str) -> Iterator[int]:
    """Where the normalised query begins in a normalised text."""
    if not query or len(query) > len(text):
        return
    if not set(query) & set(INITIALS):
        start = text.find(query)
        while start >= 0:
            yield start
            start = text.find(query, start + 1)
        return
    pattern = "".join(_pattern_of(asked) for asked in query)
    for match in re.finditer(f"(?={pattern})", text):
        yield match.start()


def _pattern_of(asked: str) -> str:
    """A lone initial as the syllables that it begins, anything else as it is."""
    if asked not in INITIALS:
        return re.escape(asked)
    first = ord(FIRST_SYLLABLE) + INITIALS.index(asked) * SYLLABLES_OF_AN_INITIAL
    return f"[{asked}{chr(first)}-{chr(first + SYLLABLES_OF_AN_INITIAL - 1)}]"


def _longest(tag: str, text: str) -> set[str]:
    return _tagged(tag, text, lengths=(max(LENGTHS) if len(text) >= max(LENGTHS) else 2,))


def _tagged(tag: str, text: str, *, lengths: Sequence[int]) -> set[str]:
    """The parts of a text that are as long, behind a letter that tells characters from initials."""
    return {
        tag + text[start : start + length]
        for length in lengths
        for start in range(len(text) - length + 1)
    }


def _hangul_runs(text: str) -> Iterator[str]:
    """The initials of each stretch of Hangul."""
    for is_hangul, characters in groupby(text, key=lambda character: bool(initial_of(character))):
        if is_hangul:
            yield "".join(map(initial_of, characters))
