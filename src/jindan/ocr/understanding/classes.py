"""Which kind of document this is, by weighted evidence; where the evidence is thin or divided, none is named."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from jindan.ocr.reading import Reading
from jindan.ocr.understanding.rows import Row, row_text, rows_of

ENOUGH = 4.0
"""Weight below which no class is named: one common word is no evidence (trap T27)."""
MARGIN = 1.25
"""How many times the runner-up's weight the best class must weigh."""
TITLE_ROWS = 4
TITLE_BONUS = 2.0
"""Words among the first rows of the first page weigh this many times as much."""
FULL_TEXT = 40
"""Characters from which a page without evidence is a general document, and not just unknown."""


class DocumentKind(StrEnum):
    """The classes of documents that are told apart."""

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
    """Words that speak for a class, where they stand, and how much they weigh."""

    model_config = ConfigDict(frozen=True)

    kind: DocumentKind
    words: str
    page: int
    line: int
    weight: float


class Classification(BaseModel):
    """The class of a document; None where the evidence does not decide.

    share: the weight for this class among all weight found, 0 to 1; it is no probability.
    """

    model_config = ConfigDict(frozen=True)

    kind: DocumentKind | None
    share: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A pattern that speaks for a class, spaces left out, letters small."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    weight: float


def classify(reading: Reading) -> Classification:
    """The class that the words of a reading speak for."""
    evidence = _evidence(reading)
    weights = {kind: _weight(evidence, kind=kind) for kind in DocumentKind}
    best, second = sorted(weights, key=lambda kind: -weights[kind])[:2]
    if weights[best] < ENOUGH:
        is_text = len("".join(reading.text.split())) >= FULL_TEXT
        kind = DocumentKind.GENERAL if is_text and not weights[best] else None
        return Classification(kind=kind, share=0.0, evidence=evidence)
    share = weights[best] / sum(weights.values())
    is_clear = weights[best] >= MARGIN * weights[second]
    return Classification(kind=best if is_clear else None, share=share, evidence=evidence)


def _evidence(reading: Reading) -> tuple[Evidence, ...]:
    """The strongest place of each sign; a word said ten times counts once."""
    strongest: dict[Sign, Evidence] = {}
    for page in reading.pages:
        for number, row in enumerate(rows_of(page)):
            is_title = page.number == reading.pages[0].number and number < TITLE_ROWS
            for sign, found in _in_row(row, is_title=is_title):
                if sign not in strongest or found.weight > strongest[sign].weight:
                    strongest[sign] = found
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


def _weight(evidence: Sequence[Evidence], *, kind: DocumentKind) -> float:
    return sum(each.weight for each in evidence if each.kind is kind)


@cache
def _signs() -> tuple[Sign, ...]:
    path = Path(__file__).with_name("classes.toml")
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Sign(kind=DocumentKind(kind), pattern=re.compile(pattern), weight=weight)
        for kind, signs in table.items()
        for pattern, weight in signs.items()
    )
