"""Names that people give: of persons, teams, organisations and passkeys. None is blank."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from jindan.server.kit.problems import InvalidRequest

LONGEST_NAME = 100
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing. The Hangul fillers are typed where a form asks for a name."""


class UnfitName(InvalidRequest):
    """The name is blank, longer than 100 characters, or contains control characters."""


def fit_name(name: str) -> str:
    """Return the name in composed form (NFC), so that Hangul typed on a Mac is the same name, without outer blanks.

    Raises UnfitName.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name.isprintable() or len(name) > LONGEST_NAME or not _is_seen(name):
        raise UnfitName
    return name


def fit_name_or_none(name: str) -> str:
    """Return the same, or the empty string where no name was given. Raises UnfitName, also for one of blanks."""
    return fit_name(name) if name else ""


def _is_seen(name: str) -> bool:
    """Return whether any character draws something by itself: no blank, no mark without a letter, no filler."""
    return any(unicodedata.category(c)[0] not in "ZM" and c not in FILLERS for c in name)


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(fit_name)]
"""A member of a body that is a name."""
NameOrNone = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(fit_name_or_none)]
"""A name, or the empty string where none is known."""
