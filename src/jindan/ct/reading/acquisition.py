"""Facts of the acquisition in a header, reduced to terms that cannot identify anyone."""

import re
from datetime import date

from pydicom import Dataset

from jindan.ct.imported import ContrastPhase

OLDEST_STATED_AGE = 89
"""Ages above are stated as 90 (HIPAA safe harbour, 45 CFR 164.514(b)(2)(i)(C))."""

_PHASE_WORDS = (
    ("portal-venous", r"portal|venous|\bpv[pi]?\b|문맥|정맥"),
    ("arterial", r"arter|\bart\b|\bap\b|동맥"),
    ("delayed", r"delay|late|equil|excret|지연"),
    ("native", r"native|non.?contrast|without|\bn/?c\b|unenhanced|plain|\bpre\b|조영전"),
)
_SHARP_KERNELS = (
    r"^(LUNG|BONE|BONEPLUS|EDGE|ULTRA|CHST|DETAIL)",  # GE
    r"^(L|D|YA|YB|YC|YD|E|F)$",  # Philips
    r"^FC(3\d|5\d|8\d)",  # Canon
)


def phase_of(header: Dataset) -> ContrastPhase:
    """Return the phase named in the free texts of the header, else CONTRAST or UNKNOWN."""
    keywords = ("SeriesDescription", "ProtocolName", "AcquisitionComments", "ImageComments")
    words = " ".join(str(header.get(keyword, "")) for keyword in keywords)
    for phase, pattern in _PHASE_WORDS:
        if re.search(pattern, words, re.IGNORECASE):
            return ContrastPhase(phase)
    return ContrastPhase.CONTRAST if header.get("ContrastBolusAgent") else ContrastPhase.UNKNOWN


def age_years_of(header: Dataset) -> int | None:
    """Return the age in years at the study, from PatientAge or the birth date: 90 above 89."""
    stated = re.fullmatch(r"(\d{1,3})([DWMY])", str(header.get("PatientAge", "")).strip())
    years: int | None
    if stated:
        days = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}[stated[2]] * int(stated[1])
        years = int(days / 365.25)
    else:
        years = _years_between(
            str(header.get("PatientBirthDate", "")), str(header.get("StudyDate", ""))
        )
    return None if years is None else min(years, OLDEST_STATED_AGE + 1)


def _years_between(birth: str, study: str) -> int | None:
    """Return completed years between two dates as YYYYMMDD, None if either is not one."""
    if not (re.fullmatch(r"\d{8}", birth) and re.fullmatch(r"\d{8}", study)):
        return None
    years = (int(study) - int(birth)) // 10_000
    return years if 0 <= years < 130 else None


def acquired_on(header: Dataset) -> date | None:
    """Return the day of the acquisition, else of series or study, or None where none is stated as a date."""
    for keyword in ("AcquisitionDate", "SeriesDate", "StudyDate"):
        stated = str(header.get(keyword, "")).strip()
        if re.fullmatch(r"\d{8}", stated):
            try:
                return date(int(stated[:4]), int(stated[4:6]), int(stated[6:]))
            except ValueError:  # such as 00010101 or a 31st of June
                continue
    return None


def sex_of(header: Dataset) -> str | None:
    """Return M, F or O as in DICOM, None when not stated."""
    stated = str(header.get("PatientSex", "")).strip().upper()
    return stated if stated in ("M", "F", "O") else None


def term_of(header: Dataset, keyword: str) -> str | None:
    """Return a short technical term such as a kernel or a model name, None for any other text."""
    stated = header.get(keyword)
    first = stated[0] if isinstance(stated, (list, tuple)) and stated else stated
    text = str(first or "").strip()
    return text if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._+/-]{0,31}", text) else None


def is_sharp(kernel: str | None) -> bool:
    """Return whether a convolution kernel is meant for bone or lung, by the vendors' names."""
    if kernel is None:
        return False
    # Siemens numbers its kernels by sharpness: B30f, Br40, I70f.
    siemens = re.match(r"[A-Z][a-z]?(\d{2})", kernel)
    if siemens:
        return int(siemens[1]) > 49
    return any(re.match(pattern, kernel, re.IGNORECASE) for pattern in _SHARP_KERNELS)
