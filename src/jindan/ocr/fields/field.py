"""A named value that was read from a document, where it stands, and how far it may be trusted. Light to load."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Remark
from jindan.ocr.reading import Quad
from jindan.ocr.understanding.rows import Token, quad_of, text_of


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
"""A wrong one may harm: where the installation asks for two persons, two confirm these."""


class Coding(BaseModel):
    """A code in a system of FHIR R4, such as LOINC or ICD-10."""

    model_config = ConfigDict(frozen=True)

    system: str
    code: str


class Place(BaseModel):
    """Where a value stands: its page, its line on the page (from 1, in reading order), and its box."""

    model_config = ConfigDict(frozen=True)

    page: int
    line: int
    quad: Quad


class Field(BaseModel):
    """One named value.

    value: normalised (dates as ISO 8601, amounts as digits); `read` is how it stands on the page.
    group: values of one table row share a number, such as analyte, value and unit of one result.
    confidence: 0 to 1, of its least certain word. doubts: why a person must confirm it.
    """

    model_config = ConfigDict(frozen=True)

    name: FieldName
    value: str
    read: str
    group: int | None
    coding: Coding | None
    place: Place
    confidence: float
    doubts: tuple[Remark, ...]

    @property
    def is_critical(self) -> bool:
        """Whether a wrong value may harm."""
        return self.name in CRITICAL


def field_of(
    name: FieldName,
    tokens: Sequence[Token],
    *,
    value: str = "",
    group: int | None = None,
    coding: Coding | None = None,
    doubts: tuple[Remark, ...] = (),
) -> Field:
    """The field that some words say; its value is their text where none is given."""
    read = text_of(tokens)
    return Field(
        name=name,
        value=value or read,
        read=read,
        group=group,
        coding=coding,
        place=Place(page=tokens[0].page, line=tokens[0].line, quad=quad_of(tokens)),
        confidence=min(token.word.confidence for token in tokens),
        doubts=(*(doubt for token in tokens for doubt in token.word.doubts), *doubts),
    )
