"""All named values of a reading, by the class of the document."""

from collections.abc import Iterator, Sequence

from jindan.ocr.fields.amounts import amounts_in
from jindan.ocr.fields.diagnosis import diagnoses_in
from jindan.ocr.fields.field import Field
from jindan.ocr.fields.identity import identity_in
from jindan.ocr.fields.laboratory import results_in
from jindan.ocr.fields.medication import drugs_in
from jindan.ocr.reading import Reading
from jindan.ocr.understanding.classes import DocumentKind
from jindan.ocr.understanding.rows import Row, rows_of

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
    """The fields of a reading; a class that has no use for a kind of value is not searched for it."""
    fields: list[Field] = []
    for page in reading.pages:
        fields += _of_page(rows_of(page), kind=kind, first_group=_next_group(fields))
    return tuple(fields)


def _of_page(
    rows: Sequence[Row], *, kind: DocumentKind | None, first_group: int
) -> Iterator[Field]:
    yield from identity_in(rows)
    if kind in _CLINICAL:
        found: list[Field] = []
        for search in (results_in, drugs_in, diagnoses_in):
            found += search(rows, first_group=max(first_group, _next_group(found)))
        yield from found
    elif kind is DocumentKind.INSURANCE_CLAIM:
        yield from diagnoses_in(rows, first_group=first_group)
    if kind in _MONEY:
        yield from amounts_in(rows)


def _next_group(fields: Sequence[Field]) -> int:
    return max((field.group + 1 for field in fields if field.group is not None), default=0)
