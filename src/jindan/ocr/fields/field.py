"""A named value that was read from a document, its place on the page, and its confidence. Light to load."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Note
from jindan.findings.values import Coding
from jindan.ocr.layout.tokens import Token, quad_of, text_of
from jindan.ocr.reading import Quad


class FieldName(StrEnum):
    """What can be read from a document by name."""

    PATIENT_NAME = "patient-name"
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    RESIDENT_NUMBER = "resident-number"
    PATIENT_NUMBER = "patient-number"
    HOSPITAL = "hospital"
    DOCUMENT_DATE = "document-date"
    SPECIMEN_DATE = "specimen-date"
    ADMISSION_DATE = "admission-date"
    DISCHARGE_DATE = "discharge-date"
    LAB_ANALYTE = "lab-analyte"
    LAB_VALUE = "lab-value"
    LAB_UNIT = "lab-unit"
    LAB_REFERENCE = "lab-reference"
    LAB_FLAG = "lab-flag"
    DRUG = "drug"
    STRENGTH = "strength"
    DOSE = "dose"
    DOSE_UNIT = "dose-unit"
    ROUTE = "route"
    FREQUENCY = "frequency"
    DURATION = "duration"
    DIAGNOSIS = "diagnosis"
    DIAGNOSIS_CODE = "diagnosis-code"
    AMOUNT = "amount"
    BUSINESS_NUMBER = "business-number"


CRITICAL = frozenset(
    {
        FieldName.LAB_VALUE,
        FieldName.LAB_UNIT,
        FieldName.DRUG,
        FieldName.STRENGTH,
        FieldName.DOSE,
        FieldName.DOSE_UNIT,
        FieldName.FREQUENCY,
    }
)
"""Fields that may harm when they are wrong. Two persons confirm them where the installation requires it."""


class FieldPlace(BaseModel):
    """The place of a value: its page, its line on the page (from 1, in reading order), and its box."""

    model_config = ConfigDict(frozen=True)

    page: int
    line: int
    quad: Quad


class Field(BaseModel):
    """One named value.

    value: normalised (dates as ISO 8601, amounts as digits). read: as it is written on the page.
    group: a number that the values of one table row share, such as analyte, value and unit of one result.
    confidence: 0 to 1, of its least certain word. flags: why a person must confirm it.
    """

    model_config = ConfigDict(frozen=True)

    name: FieldName
    value: str
    read: str
    group: int | None
    coding: Coding | None
    place: FieldPlace
    confidence: float
    flags: tuple[Note, ...]

    @property
    def is_critical(self) -> bool:
        """True where a wrong value may harm."""
        return self.name in CRITICAL


def field_of(
    name: FieldName,
    tokens: Sequence[Token],
    *,
    value: str = "",
    group: int | None = None,
    coding: Coding | None = None,
    flags: tuple[Note, ...] = (),
) -> Field:
    """Return the field that was read from some words. Its value is their text unless another is given."""
    read = text_of(tokens)
    return Field(
        name=name,
        value=value or read,
        read=read,
        group=group,
        coding=coding,
        place=FieldPlace(page=tokens[0].page, line=tokens[0].line, quad=quad_of(tokens)),
        confidence=min(token.word.confidence for token in tokens),
        flags=(*(flag for token in tokens for flag in token.word.flags), *flags),
    )
