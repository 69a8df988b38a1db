"""Pseudonymous codes of patients, and the personal numbers that must not be used as one."""

import re

CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,63}", re.ASCII)

# Resident and alien registration numbers: birth date YYMMDD, then a digit for sex and century, then six more. The check
# digit is not tested, because numbers issued since October 2020 have none.
REGISTRATION_NUMBER = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-._ ]?[0-9]\d{6}(?!\d)", re.ASCII
)
MOBILE_NUMBER = re.compile(r"(?<!\d)01[016-9][-._ ]?\d{3,4}[-._ ]?\d{4}(?!\d)", re.ASCII)


def normalised(code: str) -> str:
    """Return the code as it is stored: in capitals, so that p-7 and P-7 are the same patient."""
    return code.strip().upper()


def is_code(code: str) -> bool:
    """Return whether a normalised code has the right form and contains no personal number."""
    return CODE.fullmatch(code) is not None and not names_a_person(code)


def names_a_person(text: str) -> bool:
    """Return whether the text contains a resident registration number or a mobile phone number."""
    return any(pattern.search(text) for pattern in (REGISTRATION_NUMBER, MOBILE_NUMBER))
