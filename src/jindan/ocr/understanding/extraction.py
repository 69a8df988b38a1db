"""All named values of a reading, by the class of the document."""

from collections.abc import Iterator, Sequence

from jindan.ocr.fields.amounts import amounts_in
from jindan.ocr.fields.diagnosis import diagnoses_in
from jindan.ocr.fields.field import Field
from jindan.ocr.fields.identity import identity_in
from jindan.ocr.fields.laboratory import results_in
from jindan.ocr.fields.medication import drugs_in
from jindan.ocr.layout.tokens import Row, rows_of
from jindan.ocr.reading import Reading
from jindan.ocr.understanding.classes import DocumentKind

_CLINICAL = frozenset(
    {
        DocumentKind.LAB_REPORT,
        DocumentKind.PATHOLOGY_REPORT,
        DocumentKind.PRESCRIPTION,
        DocumentKind.REFERRAL,
        DocumentKind.DISCHARGE_SUMMARY,
        DocumentKind.IMAGING_REPORT,
        DocumentKind.GENERAL,
        None,
    }
)
_MONEY = frozenset(
    {
        DocumentKind.RECEIPT,
        DocumentKind.INSURANCE_CLAIM,
        DocumentKind.BUSINESS_REGISTRATION,
        DocumentKind.CONTRACT,
        None,
    }
)


def extract(reading: Reading, *, kind: DocumentKind | None) -> tuple[Field, ...]:
    """Return the fields of a reading. kind: class of the document, which decides what is searched for."""
    fields: list[Field] = []
    for page in reading.pages:
        fields += _of_page(rows_of(page), kind=kind, first_group=_next_group(fields))
    return tuple(fields)


def _of_page(
    rows: Sequence[Row], *, kind: DocumentKind | None, first_group: int
) -> Iterator[Field]:
    yield from identity_in(rows)
    if kind in _CLINICAL:
        fields: list[Field] = []
        for search in (results_in, drugs_in, diagnoses_in):
            fields += search(rows, first_group=max(first_group, _next_group(fields)))
        yield from fields
    elif kind is DocumentKind.INSURANCE_CLAIM:
        yield from diagnoses_in(rows, first_group=first_group)
    if kind in _MONEY:
        yield from amounts_in(rows)


def _next_group(fields: Sequence[Field]) -> int:
    return max((field.group + 1 for field in fields if field.group is not None), default=0)
