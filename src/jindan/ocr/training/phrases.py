"""Text for synthetic lines: Korean words, clinical words, numbers with units, names, and any syllable."""

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from faker import Faker

from jindan.ocr.characters import (
    ASCII,
    CHARACTERS,
    COMMON_SYLLABLES,
    LEVEL_OF,
    RARE_SYLLABLES,
    SYMBOLS,
)
from jindan.ocr.training import results


def _words(kind: str) -> tuple[str, ...]:
    stored = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
    return tuple(str(stored[kind]).split())


ENGLISH, KOREAN, UNITS = _words("english"), _words("korean"), _words("units")
RAISED = tuple(unit for unit in UNITS if set(unit) & set(LEVEL_OF))
RESULT_CELLS = results.cells(names=(*ENGLISH, *KOREAN), units=UNITS)
COUNTED = _words("counted")
PARTICLES = _words("particles")
WRAPPED = (
    "({})",
    "{},",
    "{}.",
    "{}:",
    "{} :",
    "※ {}",
    "[{}]",
    '"{}"',
    "• {}",
    "- {}",
    "<{}>",
    "☐ {}",
    "✓{}",
)
JOINTS = ("/", "·", "-", "~", ",", ":", " / ", " ~ ")


def dictionary(path: Path) -> tuple[str, ...]:
    """Return the Korean words of a Hunspell dictionary that are two to eight characters long."""
    known = frozenset(CHARACTERS)
    lines = unicodedata.normalize("NFC", path.read_text("utf-8", errors="ignore")).splitlines()[1:]
    words = (line.split("/")[0].strip() for line in lines)
    return tuple(word for word in words if 1 < len(word) < 9 and known.issuperset(word))


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """A source of random text as documents have it. All randomness comes from `drawn`."""

    drawn: random.Random
    words: tuple[str, ...]
    korean: Faker
    english: Faker

    def line(self, *, longest: int, is_latin: bool) -> str:
        """Return a line of at most `longest` characters, only ASCII where `is_latin`."""
        token = self._latin if is_latin else self._token
        line = self._wrapped(token())
        while self.drawn.random() < 0.8:
            joint = " " if self.drawn.random() < 0.92 else self.drawn.choice(JOINTS)
            longer = line + joint + self._wrapped(token())
            if len(longer) > longest:
                break
            line = longer
        known = ASCII if is_latin else CHARACTERS
        readable = "".join(letter for letter in line if letter == " " or letter in known)
        return re.sub(" +", " ", readable)[:longest].strip()

    def result(self) -> str:
        """Return a line of a result table."""
        return results.line(self.drawn, RESULT_CELLS)

    def _token(self) -> str:
        kinds = (
            self._korean_word,
            self._clinical,
            self._syllables,
            self.number,
            self._latin,
            self._person,
        )
        (kind,) = self.drawn.choices(kinds, weights=(34, 12, 14, 24, 10, 6))
        return kind()

    def _korean_word(self) -> str:
        return self.drawn.choice(self.words) + self._particle()

    def _clinical(self) -> str:
        return self.drawn.choice(KOREAN) + self._particle()

    def _particle(self) -> str:
        return self.drawn.choice(PARTICLES) if self.drawn.random() < 0.7 else ""

    def _syllables(self) -> str:
        alphabet = RARE_SYLLABLES if self.drawn.random() < 0.1 else COMMON_SYLLABLES
        length = self.drawn.randint(1, 2 if alphabet is RARE_SYLLABLES else 4)
        return "".join(self.drawn.choices(alphabet, k=length))

    def _latin(self) -> str:
        kinds = (self._english_word, self.number, self._symbols)
        (kind,) = self.drawn.choices(kinds, weights=(74, 20, 6))
        return kind()

    def _english_word(self) -> str:
        word = self.drawn.choice(ENGLISH) if self.drawn.random() < 0.6 else str(self.english.word())
        change = self.drawn.random()
        return word.upper() if change < 0.1 else word.capitalize() if change < 0.25 else word

    def _symbols(self) -> str:
        return "".join(self.drawn.choices(ASCII + SYMBOLS, k=self.drawn.randint(1, 4)))

    def _person(self) -> str:
        kinds = (self.korean.name, self.korean.address, self.korean.company, self.korean.job)
        return str(self.drawn.choice(kinds)())

    def _wrapped(self, token: str) -> str:
        return self.drawn.choice(WRAPPED).format(token) if self.drawn.random() < 0.22 else token

    def number(self) -> str:
        """Return a number as documents print them: value, date, code, amount, range, dose."""
        return str(self.drawn.choice(NUMBERS)(self.drawn))


NUMBERS = (
    lambda drawn: (
        f"{drawn.randint(1990, 2030)}-{drawn.randint(1, 12):02d}-{drawn.randint(1, 31):02d}"
    ),
    lambda drawn: (
        f"{drawn.randint(1990, 2030)}.{drawn.randint(1, 12):02d}.{drawn.randint(1, 31):02d}"
    ),
    lambda drawn: (
        f"{drawn.randint(1990, 2030)}년 {drawn.randint(1, 12)}월 {drawn.randint(1, 31)}일"
    ),
    lambda drawn: (
        f"{drawn.randint(0, 999999):06d}-{drawn.randint(1, 4)}{drawn.randint(0, 999999):06d}"
    ),
    lambda drawn: f"{drawn.randint(1, 9999999):,}" + drawn.choice(("", "원")),
    lambda drawn: (
        f"0{drawn.randint(2, 70)}-{drawn.randint(100, 9999)}-{drawn.randint(0, 9999):04d}"
    ),
    lambda drawn: f"{drawn.random() * 300:.{drawn.randint(0, 2)}f} {drawn.choice(UNITS)}",
    lambda drawn: f"{drawn.random() * 20:.{drawn.randint(1, 3)}f}",
    lambda drawn: f"{drawn.random() * 20:.1f}{drawn.choice(UNITS)}",
    lambda drawn: f"{drawn.randint(0, 23):02d}:{drawn.randint(0, 59):02d}",
    lambda drawn: (
        f"{drawn.randint(100, 999)}-{drawn.randint(10, 99)}-{drawn.randint(10000, 99999)}"
    ),
    lambda drawn: (
        f"{drawn.random() * 20:.1f}{drawn.choice((' - ', '-', '~', ' ~ '))}{drawn.random() * 200:.1f}"
    ),
    lambda drawn: f"{drawn.choice('<>≤≥')} {drawn.random() * 20:.2f}",
    lambda drawn: f"{drawn.choice('+-±')}{drawn.random() * 9:.1f}",
    lambda drawn: (
        drawn.choice("ABCDEFGIJKLMN") + f"{drawn.randint(0, 99):02d}.{drawn.randint(0, 9)}"
    ),
    lambda drawn: f"제{drawn.randint(1, 99999)}호",
    lambda drawn: drawn.choice(RAISED),
    lambda drawn: f"{drawn.random() * 20:.1f} {drawn.choice(RAISED)}",
    lambda drawn: f"{drawn.randint(1, 99)}{drawn.choice(COUNTED)}",
    lambda drawn: f"{drawn.choice(COUNTED)} {drawn.randint(1, 9)}{drawn.choice(COUNTED)}",
    lambda drawn: (
        f"{drawn.randint(0, 20)}{drawn.choice((' - ', '-', '~', ' ~ '))}{drawn.randint(20, 400)}"
    ),
    lambda drawn: str(drawn.randint(0, 10 ** drawn.randint(1, 9))),
)
