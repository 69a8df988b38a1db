"""The class of a document, by weighted evidence, or none where the evidence is weak or divided."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from jindan.ocr.layout.tokens import Row, row_text, rows_of
from jindan.ocr.reading import Reading

ENOUGH = 4.0
"""Weight below which no class is named: one common word is not enough (T27)."""
MARGIN = 1.25
"""Weight that the best class needs over that of the second."""
TITLE_ROWS = 4
TITLE_BONUS = 2.0
"""Factor of the weight of words among the first rows of the first page."""
FULL_TEXT = 40
"""Characters from which a page without evidence is a general document, and not just unknown."""


class DocumentKind(StrEnum):
    """The classes of documents."""

    LAB_REPORT = "lab-report"
    PATHOLOGY_REPORT = "pathology-report"
    PRESCRIPTION = "prescription"
    REFERRAL = "referral"
    DISCHARGE_SUMMARY = "discharge-summary"
    IMAGING_REPORT = "imaging-report"
    CONSENT = "consent"
    INSURANCE_CLAIM = "insurance-claim"
    RECEIPT = "receipt"
    RESIDENT_ID = "resident-id"
    BUSINESS_REGISTRATION = "business-registration"
    CONTRACT = "contract"
    GENERAL = "general"


class Evidence(BaseModel):
    """Words that are a sign of a class, with their place and weight."""

    model_config = ConfigDict(frozen=True)

    kind: DocumentKind
    words: str
    page: int
    line: int
    weight: float


class Classification(BaseModel):
    """The class of a document, or None where the evidence does not decide.

    share: weight of this class over that of all classes, 0 to 1. It is no probability.
    """

    model_config = ConfigDict(frozen=True)

    kind: DocumentKind | None
    share: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A pattern that is a sign of a class. It is matched without spaces, in small letters."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    weight: float


def classify(reading: Reading) -> Classification:
    """Return the class of a reading, by the signs among its words."""
    evidence = _evidence(reading)
    weights = {
        kind: sum(item.weight for item in evidence if item.kind is kind) for kind in DocumentKind
    }
    best, second = sorted(weights, key=lambda kind: -weights[kind])[:2]
    if weights[best] < ENOUGH:
        is_text = len("".join(reading.text.split())) >= FULL_TEXT
        kind = DocumentKind.GENERAL if is_text and not weights[best] else None
        return Classification(kind=kind, share=0.0, evidence=evidence)
    share = weights[best] / sum(weights.values())
    is_clear = weights[best] >= MARGIN * weights[second]
    return Classification(kind=best if is_clear else None, share=share, evidence=evidence)


def _evidence(reading: Reading) -> tuple[Evidence, ...]:
    """Return the strongest place of each sign: a word that is repeated ten times counts once."""
    strongest: dict[Sign, Evidence] = {}
    for page in reading.pages:
        for number, row in enumerate(rows_of(page)):
            is_title = page.number == reading.pages[0].number and number < TITLE_ROWS
            for sign, evidence in _in_row(row, is_title=is_title):
                if sign not in strongest or evidence.weight > strongest[sign].weight:
                    strongest[sign] = evidence
    return tuple(strongest.values())


def _in_row(row: Row, *, is_title: bool) -> Sequence[tuple[Sign, Evidence]]:
    squeezed = "".join(row_text(row).lower().split())
    first = row[0][0]
    return [
        (
            sign,
            Evidence(
                kind=sign.kind,
                words=match[0],
                page=first.page,
                line=first.line,
                weight=sign.weight * (TITLE_BONUS if is_title else 1.0),
            ),
        )
        for sign in _signs()
        if (match := sign.pattern.search(squeezed))
    ]


@cache
def _signs() -> tuple[Sign, ...]:
    path = Path(__file__).with_name("classes.toml")
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Sign(kind=DocumentKind(kind), pattern=re.compile(pattern), weight=weight)
        for kind, signs in table.items()
        for pattern, weight in signs.items()
    )
