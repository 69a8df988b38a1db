"""Names that people give: of persons, teams, organisations and passkeys. None is blank. Lines that people write."""

import unicodedata
from itertools import groupby
from typing import Annotated

from pydantic import AfterValidator, Field

from jindan.server.kit.problems import InvalidRequest

LONGEST_NAME = 100
MOST_MARKS = 5
"""How many marks may stand on one letter. A heap of them covers the lines above and below."""
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing. The Hangul fillers are typed where a form asks for a name."""


class UnfitName(InvalidRequest):
    """The name is blank, longer than 100 characters, has control characters, or a heap of marks on a letter."""


def fit_name(name: str) -> str:
    """Return the name in composed form (NFC), so that Hangul typed on a Mac is the same name, without outer blanks.

    Raises UnfitName.
    """
    name = unicodedata.normalize("NFC", name).strip()
    is_line = name.isprintable() and len(name) <= LONGEST_NAME and _most_marks(name) <= MOST_MARKS
    if not is_line or not _is_seen(name):
        raise UnfitName
    return name


def seen_line(words: str) -> str:
    """Return words as one line in composed form (NFC), without what shows nothing or turns what follows around.

    It is empty where no letter is left.
    """
    composed = unicodedata.normalize("NFC", words)
    blank = "".join(" " if c in FILLERS else c for c in composed)
    line = " ".join("".join(c for c in blank if c.isspace() or c.isprintable()).split())
    return line if _is_seen(line) else ""


def fit_name_or_none(name: str) -> str:
    """Return the same, or the empty string where no name was given. Raises UnfitName, also for one of blanks."""
    return fit_name(name) if name else ""


def _is_seen(name: str) -> bool:
    """Return whether any character draws something by itself: no blank, no mark without a letter, no filler."""
    return any(unicodedata.category(c)[0] not in "ZM" and c not in FILLERS for c in name)


def _most_marks(name: str) -> int:
    """Return how many marks stand on the letter that has most."""
    runs = groupby(name, key=lambda c: unicodedata.category(c) in {"Mn", "Me"})
    return max((len(list(run)) for is_mark, run in runs if is_mark), default=0)


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(fit_name)]
"""A member of a body that is a name."""
NameOrNone = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(fit_name_or_none)]
"""A name, or the empty string where none is known."""
