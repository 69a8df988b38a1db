"""How far a reading is from the truth: characters, words, digits and decimals.

Words as read are given to the true line that their middle lies in, so that the order of reading does
not count; spaces do not count for characters. Dashes that look alike are one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from jindan.ocr.distance import edits
from jindan.ocr.reading import Word
from ocr.drawing import TruePage, TrueWord

DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒―", "-") | {"∼": "~", "～": "~", "ㆍ": "·", "・": "·"})
NUMBER = re.compile(r"\d")
DECIMAL = re.compile(r"\d[.]\d")
VALUE, DIGITS = re.compile(r"\d+\.\d+"), re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Score:
    """Counts that add up over pages. word_edits: words missed or wrong (for WER). silent: decimals lost unmarked.

    unmarked: numbers of any kind of which digits are lost unmarked.
    """

    edits: int = 0
    letters: int = 0
    words_right: int = 0
    words_true: int = 0
    words_read: int = 0
    numbers_right: int = 0
    numbers: int = 0
    decimals_right: int = 0
    decimals: int = 0
    silent: int = 0
    unmarked: int = 0
    flagged: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        )

    @property
    def cer(self) -> float:
        return self.edits / max(1, self.letters)

    @property
    def f1(self) -> float:
        return 2 * self.words_right / max(1, self.words_true + self.words_read)

    @property
    def wer(self) -> float:
        return 1 - self.words_right / max(1, self.words_true)

    @property
    def digits(self) -> float:
        return self.numbers_right / max(1, self.numbers)

    @property
    def decimal(self) -> float:
        return self.decimals_right / max(1, self.decimals)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(DASHES).translate(DASHES)


def score(page: TruePage, read: Iterable[Word]) -> Score:
    by_line: dict[int, list[TrueWord]] = {}
    for word in page.words:
        by_line.setdefault(word.line, []).append(word)
    given = _assigned(by_line, list(read))
    total = Score()
    for line, words in by_line.items():
        total += _line_score([folded(word.text) for word in words], given.get(line, []))
    strays = sum(len(folded(word.text)) for word in given.get(-1, []))
    return total + Score(edits=strays, words_read=len(given.get(-1, [])))


def _assigned(by_line: dict[int, list[TrueWord]], read: Sequence[Word]) -> dict[int, list[Word]]:
    """By true line, in order along it; -1 holds what lies nowhere near one."""
    boxes = {
        line: np.concatenate([word.corners for word in words]) for line, words in by_line.items()
    }
    given: dict[int, list[Word]] = {}
    for word in read:
        middle = np.mean(word.quad, axis=0)
        given.setdefault(_nearest(middle, boxes), []).append(word)
    return {line: sorted(words, key=lambda word: word.quad[0][0]) for line, words in given.items()}


def _nearest(middle: np.ndarray, boxes: dict[int, np.ndarray]) -> int:
    best, line = 1.0, -1
    for number, corners in boxes.items():
        low, high = corners.min(0), corners.max(0)
        height = max(1.0, min(high[1] - low[1], 80))
        slope = (
            (corners[-3][1] - corners[0][1]) / max(1.0, corners[-3][0] - corners[0][0])
            if len(corners) > 4
            else 0
        )
        along = np.clip((middle[0] - low[0]) / max(1.0, high[0] - low[0]), 0, 1)
        centre = (low[1] + high[1]) / 2 + slope * (high[0] - low[0]) * (along - 0.5)
        beside = max(0.0, low[0] - middle[0], middle[0] - high[0]) / height
        distance = abs(middle[1] - centre) / height + beside
        if distance < best:
            best, line = distance, number
    return line


def _line_score(truth: Sequence[str], words: Sequence[Word]) -> Score:
    read = [folded(word.text) for word in words]
    true_counts, read_counts = Counter(truth), Counter(read)
    right = sum((true_counts & read_counts).values())
    joined_truth, joined = "".join(truth), "".join(read)
    numbers = Counter(word for word in truth if NUMBER.search(word))
    decimals = Counter(word for word in truth if DECIMAL.search(word))
    is_flagged = any(word.flags for word in words)
    return Score(
        edits=edits(joined, joined_truth),
        letters=len(joined_truth),
        words_right=right,
        words_true=len(truth),
        words_read=len(read),
        numbers_right=sum((numbers & read_counts).values()),
        numbers=sum(numbers.values()),
        decimals_right=sum((decimals & read_counts).values()),
        decimals=sum(decimals.values()),
        silent=0 if is_flagged else _lost(decimals - read_counts, VALUE, joined),
        unmarked=0 if is_flagged else _lost(numbers - read_counts, DIGITS, joined),
        flagged=sum(bool(word.flags) for word in words),
    )


def _lost(missed: Counter[str], parts: re.Pattern[str], joined: str) -> int:
    """Words of which a part is nowhere in the line as read, however it was split into words."""
    return sum(
        n for word, n in missed.items() if any(part not in joined for part in parts.findall(word))
    )
