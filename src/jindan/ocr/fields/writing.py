"""Values that a person wrote for a field, normalised as if they had been read from the page."""

from collections.abc import Callable, Mapping

from jindan.ocr.fields.amounts import figures_of
from jindan.ocr.fields.dates import date_in
from jindan.ocr.fields.field import FieldName
from jindan.ocr.fields.identity import sex_of
from jindan.ocr.fields.laboratory import analyte_named
from jindan.ocr.fields.units import ucum_of

_READERS: Mapping[FieldName, Callable[[str], str | None]] = {
    FieldName.BIRTH_DATE: date_in,
    FieldName.DOCUMENT_DATE: date_in,
    FieldName.SPECIMEN_DATE: date_in,
    FieldName.ADMISSION_DATE: date_in,
    FieldName.DISCHARGE_DATE: date_in,
    FieldName.SEX: sex_of,
    FieldName.LAB_ANALYTE: analyte_named,
    FieldName.LAB_UNIT: ucum_of,
    FieldName.AMOUNT: figures_of,
}


def value_of(name: FieldName, text: str) -> str:
    """Return the value of a text for a field, or the text itself where there is nothing to normalise."""
    read = _READERS.get(name)
    return (read(text) if read else None) or text
