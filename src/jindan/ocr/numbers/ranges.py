"""Ranges that a living person's values lie in. A number outside was probably misread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Plausible:
    """The range of an analyte in one unit, far wider than a reference range. unit: as laboratories write it."""

    names: tuple[str, ...]
    unit: str
    low: float
    high: float


PLAUSIBLE = (
    Plausible(names=("hemoglobin", "혈색소", "hb", "hgb"), unit="g/dL", low=2, high=25),
    Plausible(names=("wbc", "백혈구"), unit="10³/μL", low=0.05, high=500),
    Plausible(names=("rbc", "적혈구"), unit="10⁶/μL", low=0.5, high=10),
    Plausible(names=("platelet", "plt", "혈소판"), unit="10³/μL", low=1, high=3000),
    Plausible(names=("hba1c", "당화혈색소"), unit="%", low=2.5, high=22),
    Plausible(names=("creatinine", "크레아티닌"), unit="mg/dL", low=0.1, high=40),
    Plausible(names=("potassium", "칼륨"), unit="mmol/L", low=1, high=12),
    Plausible(names=("sodium", "나트륨"), unit="mmol/L", low=90, high=200),
    Plausible(names=("albumin", "알부민"), unit="g/dL", low=0.5, high=7),
    Plausible(names=("총빌리루빈", "bilirubin"), unit="mg/dL", low=0.05, high=60),
    Plausible(names=("glucose", "공복혈당", "혈당"), unit="mg/dL", low=5, high=2000),
    Plausible(names=("tsh",), unit="μIU/mL", low=0.001, high=600),
    Plausible(names=("uric", "요산"), unit="mg/dL", low=0.2, high=40),
)
PLAIN = re.compile(r"[<>≤≥]?(\d+(?:\.\d+)?)")


def implausible(words: Sequence[str]) -> tuple[int, Plausible] | None:
    """Return the position of the first number after an analyte's name, with the range that it is outside of.

    words: of one row. None where the number is plausible, or the row does not print the unit of the range.
    """
    plain = [word.lower().strip("():,") for word in words]
    for limits in PLAUSIBLE:
        if limits.unit.lower() not in plain or not any(word in limits.names for word in plain):
            continue
        start = next(k for k, word in enumerate(plain) if word in limits.names)
        for k in range(start + 1, len(plain)):
            number = PLAIN.fullmatch(plain[k])
            if number:
                is_out = not limits.low <= float(number[1]) <= limits.high
                return (k, limits) if is_out else None
    return None
