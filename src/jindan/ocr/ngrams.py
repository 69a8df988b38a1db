"""N-grams for searching Korean text: two and three characters, and two and three initial consonants (초성).

Spaces are ignored: Korean spacing varies, and an engine may have added or lost one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
SYLLABLES_OF_AN_INITIAL = 588  # 21 medials times 28 finals
LENGTHS = (2, 3)
_WHOLE = re.compile(f"[^{INITIALS}]+")
"""A part of a query without lone initials, each of which stands for any syllable that it begins."""


def normalised(text: str) -> str:
    """Return the text composed (NFC), in small letters, without spaces."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(character for character in composed if not character.isspace())


def initial_of(character: str) -> str:
    """Return the initial consonant of a syllable, or a lone consonant itself. Empty for any other character."""
    if FIRST_SYLLABLE <= character <= LAST_SYLLABLE:
        return INITIALS[(ord(character) - ord(FIRST_SYLLABLE)) // SYLLABLES_OF_AN_INITIAL]
    return character if character in INITIALS else ""


def ngrams_of(text: str) -> set[str]:
    """Return the n-grams of a text: of its characters (tag `t`) and of the initials of its Hangul (tag `c`)."""
    plain = normalised(text)
    ngrams = _tagged("t", plain, lengths=LENGTHS)
    for run in _hangul_runs(plain):
        ngrams |= _tagged("c", run, lengths=LENGTHS)
    return ngrams


def ngrams_of_query(query: str) -> set[str]:
    """Return the n-grams that a text must have to match a query, or an empty text where the query is too short.

    They are as long as the query allows, since longer ones are rarer.
    """
    plain = normalised(query)
    ngrams = {ngram for part in _WHOLE.findall(plain) for ngram in _longest("t", part)}
    if set(plain) & set(INITIALS):
        ngrams |= {ngram for run in _hangul_runs(plain) for ngram in _longest("c", run)}
    return ngrams


def places_of(query: str, text: str) -> Iterator[int]:
    """Yield each position at which the normalised query begins in a normalised text."""
    if not query or len(query) > len(text):
        return
    if not set(query) & set(INITIALS):
        start = text.find(query)
        while start >= 0:
            yield start
            start = text.find(query, start + 1)
        return
    pattern = "".join(_pattern_of(character) for character in query)
    # looked ahead, so that matches may overlap
    for match in re.finditer(f"(?={pattern})", text):
        yield match.start()


def _pattern_of(character: str) -> str:
    """Return a pattern for a lone initial and the syllables that it begins, or for the character itself."""
    if character not in INITIALS:
        return re.escape(character)
    first = ord(FIRST_SYLLABLE) + INITIALS.index(character) * SYLLABLES_OF_AN_INITIAL
    return f"[{character}{chr(first)}-{chr(first + SYLLABLES_OF_AN_INITIAL - 1)}]"


def _longest(tag: str, text: str) -> set[str]:
    return _tagged(tag, text, lengths=(max(LENGTHS) if len(text) >= max(LENGTHS) else 2,))


def _tagged(tag: str, text: str, *, lengths: Sequence[int]) -> set[str]:
    """Return the parts of a text of these lengths, each behind its tag."""
    return {
        tag + text[start : start + length]
        for length in lengths
        for start in range(len(text) - length + 1)
    }


def _hangul_runs(text: str) -> Iterator[str]:
    """Yield the initials of each run of Hangul."""
    for is_hangul, characters in groupby(text, key=lambda character: bool(initial_of(character))):
        if is_hangul:
            yield "".join(map(initial_of, characters))
