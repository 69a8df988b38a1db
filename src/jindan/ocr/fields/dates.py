"""Dates as they are written on Korean and English documents, as ISO 8601."""

import re
from datetime import date

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:18|19|20)\d{2})\s*[-./년]\s*(?P<m>\d{1,2})\s*[-./월]\s*(?P<d>\d{1,2})(?!\d)"
)
_RUN_TOGETHER = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})[ -](?P<n>{'|'.join(_MONTHS)})[a-z]*\.?[ ,-]*(?P<y>\d{{4}})", re.I
)
_MONTH_FIRST = re.compile(
    rf"(?P<n>{'|'.join(_MONTHS)})[a-z]*\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})", re.I
)
_BIRTH_OF_RESIDENT = re.compile(r"(?<!\d)(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})\s*[-–—~]\s*(?P<g>\d)")
_CENTURY = {
    "9": 1800,
    "0": 1800,
    "1": 1900,
    "2": 1900,
    "5": 1900,
    "6": 1900,
    "3": 2000,
    "4": 2000,
    "7": 2000,
    "8": 2000,
}
"""Century of birth by the seventh digit of a resident number."""


def date_in(text: str) -> str | None:
    """Return the first date of a text with a four-digit year, or None where there is none, or no such day.

    A date of numbers only counts where the year comes first: 03/04/2024 is two days in two countries.
    """
    for pattern in (_YEAR_FIRST, _RUN_TOGETHER, _DAY_FIRST, _MONTH_FIRST):
        if match := pattern.search(text):
            return _iso(match)
    return None


def birth_of_resident(text: str) -> tuple[str, str] | None:
    """Return birth date and sex (`male`, `female`) from the part of a resident number that stays visible.

    None where the text has no such number or its day does not exist.
    """
    match = _BIRTH_OF_RESIDENT.search(text)
    if match is None:
        return None
    born = _day(_CENTURY[match["g"]] + int(match["y"]), int(match["m"]), int(match["d"]))
    return (born, "male" if int(match["g"]) % 2 else "female") if born else None


def _iso(match: re.Match[str]) -> str | None:
    named = match.groupdict()
    month = _MONTHS.index(named["n"].lower()) + 1 if "n" in named else int(named["m"])
    return _day(int(named["y"]), month, int(named["d"]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
