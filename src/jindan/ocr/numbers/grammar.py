"""The forms that numbers and units have in documents, and the forms of misread ones."""

import re
import unicodedata

from jindan.ocr.characters import LEVEL_OF

DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒―", "-"))
DIGIT = re.compile(r"\d")
CRITICAL = re.compile(r"[\d.,+\-<>≤≥±%~/:]")
"""Characters that must not be misread in a number: digits, signs, comparison, separators."""

UNITS = frozenset(
    [
        "mg/dL",
        "g/dL",
        "mmol/L",
        "umol/L",
        "μmol/L",
        "U/L",
        "IU/L",
        "mIU/L",
        "mIU/mL",
        "μIU/mL",
        "ng/mL",
        "pg/mL",
        "ng/dL",
        "μg/dL",
        "mg/L",
        "mEq/L",
        "fL",
        "pg",
        "mmHg",
        "10^3/μL",
        "10^6/μL",
        "10³/μL",
        "10⁶/μL",
        "×10³/μL",
        "×10⁶/μL",
        "10⁹/L",
        "10¹²/L",
        "K/μL",
        "M/μL",
        "mL/min",
        "mL/min/1.73㎡",
        "mm/hr",
        "IU/mL",
        "U/mL",
        "kU/L",
        "mg",
        "mL",
        "kg",
        "cm",
        "mm",
        "mcg",
        "μg",
        "IU",
    ]
)
RAISED = "".join(LEVEL_OF)
POWERS = re.compile(rf"^[×x]?10[^\d{RAISED}]{{0,2}}/[μu]?L$")
"""A power of ten whose exponent was not read as a digit."""

TEN, OVER = re.compile(r"[×xX]?10"), re.compile(rf"\W{{0,2}}[\d{RAISED}]?/[μuµ]?L")
"""A power of ten that was separated from its unit, so that its exponent may be lost (`10 /μL`)."""

DATE = re.compile(r"(?:19|20)\d\d\.\d{1,2}\.\d{1,2}\.?|\d{1,3}\.")
"""A date with points, or the number of a paragraph."""

CONFUSED = re.compile(r"(?<=[\d.,])[OolIS|](?=[\d.,]|$)|^[OolI|](?=[.,]\d)")
"""A letter where a digit must be, as in `1O.5` or `l.2`."""

BROKEN = re.compile(
    r"\d[.,]{2,}\d|\d\.$|^\D?[.,]\d|\d[)(\]\[}{'\"`°]\d|\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\.\d+\.\d+\.\d+\."
    r"|[.,]\+|\d\+\d"
)
"""Points and commas that no number has: doubled, at an end, or a comma that separates no thousands.

Or a plus inside, which is what a fax leaves of a 4 (`3.+`).
"""

PLAIN = re.compile(r"[\d.,<>+-]+")
_DIGITS = str.maketrans("OoIl|", "00111")
_SAME = str.maketrans({"I": "l", "1": "l", "|": "l", "u": "μ", "µ": "μ", "O": "0", "o": "0"})


def folded(text: str) -> str:
    """Return the text with one form of dash, without spaces."""
    return text.translate(DASHES).replace(" ", "")


def skeleton(text: str, *, like: str = "") -> str:
    """Return only the characters that must not be misread, in order.

    Letters that look like digits count as digits where `like` is a plain number.
    """
    if PLAIN.fullmatch(like):
        text = text.translate(_DIGITS)
    plain = folded(unicodedata.normalize("NFKC", text)).replace("~", "-")
    return "".join(CRITICAL.findall(plain)).strip(".,:/")


def has_number(text: str) -> bool:
    """Return whether the text has a digit."""
    return bool(DIGIT.search(text))


def is_misshapen(text: str) -> bool:
    """Return whether a word with digits has a form that no number has: a stroke may have been lost or added."""
    plain = folded(text).strip("()[]{}<>\"':;※·•")
    return bool(
        CONFUSED.search(plain)
        or (BROKEN.search(plain) and not DATE.fullmatch(plain))
        or POWERS.match(plain)
    )


def is_parted_power(text: str, *, follows: str) -> bool:
    """Return whether a word is the ten of a unit such as 10³/μL, without its exponent."""
    return bool(TEN.fullmatch(folded(text)) and OVER.match(folded(follows)))


def repaired_unit(text: str) -> str:
    """Return the one unit that differs from a word by look-alikes only (`μlU/mL`), or the word itself."""
    if text in UNITS or has_number(text.replace("1", "l").replace("0", "o")):
        return text
    candidates = [unit for unit in UNITS if unit.translate(_SAME) == text.translate(_SAME)]
    return candidates[0] if len(candidates) == 1 else text
