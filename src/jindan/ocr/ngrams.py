"""Search in Korean text: bigrams, and initial consonants (초성), which stand for every syllable they begin.

Spaces count for nothing: Korean spacing varies, and an engine may have added or lost one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
SYLLABLES_OF_AN_INITIAL = 588
SHORTEST_QUERY = 2


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
    """What a text is found by: each two characters that stand together, and two and three initials."""
    plain = normalised(text)
    found = {f"t{pair}" for pair in _runs(plain, length=2)}
    for run in _hangul_runs(plain):
        found |= {f"c{gram}" for length in (2, 3) for gram in _runs(run, length=length)}
    return found


def grams_of_query(query: str) -> set[str]:
    """What a text must hold to be worth a look; empty for a query that is too short."""
    plain = normalised(query)
    pairs = _runs(plain, length=2)
    found = {f"t{pair}" for pair in pairs if not set(pair) & set(INITIALS)}
    if set(plain) & set(INITIALS):
        for run in _hangul_runs(plain):
            length = 3 if len(run) >= 3 else 2
            found |= {f"c{gram}" for gram in _runs(run, length=length)}
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


def _runs(text: str, *, length: int) -> Sequence[str]:
    return [text[start : start + length] for start in range(len(text) - length + 1)]


def _hangul_runs(text: str) -> Iterator[str]:
    """The initials of each stretch of Hangul."""
    for is_hangul, characters in groupby(text, key=lambda character: bool(initial_of(character))):
        if is_hangul:
            yield "".join(map(initial_of, characters))
