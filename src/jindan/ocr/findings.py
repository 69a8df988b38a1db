"""What a document says, as findings: its class, and each result, drug and diagnosis on it."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from jindan.analysis import Note
from jindan.findings.codes import LOINC, OWN
from jindan.findings.finding import (
    Finding,
    FindingStatus,
    Focus,
    FocusKind,
    Interpretation,
)
from jindan.findings.places import LinePlace
from jindan.findings.values import (
    LONGEST_NAME,
    CodedValue,
    Coding,
    Comparator,
    Concept,
    FindingValue,
    Quantity,
    TextValue,
)
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field, FieldName
from jindan.ocr.fields.laboratory import is_contradicted
from jindan.ocr.outputs.fhir import TYPES
from jindan.ocr.understanding.classes import DocumentKind

HEADS = {
    FieldName.LAB_ANALYTE: "lab",
    FieldName.DRUG: "drug",
    FieldName.DIAGNOSIS_CODE: "diagnosis",
    FieldName.DIAGNOSIS: "diagnosis",
}
"""The field that a row is about, and how the id of its finding begins. The other fields of the row say more of it."""
DOCUMENT = Focus(kind=FocusKind.DOCUMENT, name="document", key="focus-document")
PATIENT = Focus(kind=FocusKind.PATIENT, name="patient", key="focus-patient")
_NUMBER = re.compile(r"^(?P<sign><=|>=|[<>≤≥]?)\s*(?P<figures>\d+(?:\.(?P<decimals>\d{1,6}))?)$")
MOST_FIGURES = 15
"""More are not kept exactly by a number, and are given as text."""
_SIGNS: Mapping[str, Comparator] = {
    "": "",
    "<": "<",
    ">": ">",
    "≤": "<=",
    "≥": ">=",
    "<=": "<=",
    ">=": ">=",
}

Row = Mapping[FieldName, Field]


def findings_of(
    content: DocumentContent, *, below: float, is_confirmed: bool
) -> tuple[Finding, ...]:
    """Return the findings of a document.

    below: the confidence under which a person must look. is_confirmed: a person has confirmed this
    version; before that, a flagged value is to be checked and is no fact.
    """
    at = _date(content.fields, below=below, is_confirmed=is_confirmed)
    rows = (
        _finding(head, row=row, number=number, at=at, below=below, is_confirmed=is_confirmed)
        for number, (head, row) in enumerate(rows_of(content), 1)
    )
    return (_kind(content, at=at, is_confirmed=is_confirmed), *rows)


def rows_of(content: DocumentContent) -> list[tuple[Field, Row]]:
    """Return the rows that were read, each after the field it is about. A row without one is left out."""
    rows: dict[int, dict[FieldName, Field]] = {}
    for field in content.fields:
        if field.group is not None:
            rows.setdefault(field.group, {})[field.name] = field
    return [(head, row) for row in rows.values() if (head := _head(row)) is not None]


def _head(row: Row) -> Field | None:
    return next((row[name] for name in HEADS if name in row), None)


def is_flagged(field: Field, *, below: float) -> bool:
    """Return whether a person must confirm this value."""
    return bool(field.flags) or field.confidence < below


def _kind(content: DocumentContent, *, at: datetime.date | None, is_confirmed: bool) -> Finding:
    kind = content.classification.kind
    is_open = kind is None and not is_confirmed
    return Finding(
        id="kind",
        focus=DOCUMENT,
        code=_own("document-kind", key="document-fact-kind"),
        value=CodedValue(concept=_kind_concept(kind)),
        at=at,
        place=LinePlace(page=1, line=1) if _has_first_line(content) else None,
        status=FindingStatus.TO_CHECK if is_open else FindingStatus.REPORTED,
        reason=Note(code="document-kind-undecided") if is_open else None,
        notes=() if at else (_no_date(content.fields),),
    )


def _kind_concept(kind: DocumentKind | None) -> Concept:
    code = TYPES.get(kind) if kind else None
    return Concept(
        name=kind or "unknown",
        coding=Coding(system=LOINC, code=code) if code else None,
        key=f"document-kind-{kind or 'unknown'}",
    )


def _has_first_line(content: DocumentContent) -> bool:
    return any(block.lines for page in content.reading.pages[:1] for block in page.blocks)


def _finding(
    head: Field,
    *,
    row: Row,
    number: int,
    at: datetime.date | None,
    below: float,
    is_confirmed: bool,
) -> Finding:
    flagged = [field for field in row.values() if is_flagged(field, below=below)]
    reasons = [note for field in flagged for note in field.flags]
    is_open = bool(flagged) and not is_confirmed
    reference = row.get(FieldName.LAB_REFERENCE)
    return Finding(
        id=f"{HEADS[head.name]}-{number}",
        focus=PATIENT,
        code=_code(head),
        value=_value(head, row=row),
        at=at,
        place=LinePlace(page=head.place.page, line=head.place.line),
        status=FindingStatus.TO_CHECK if is_open else FindingStatus.REPORTED,
        reason=(reasons or [Note(code="low-confidence")])[0] if is_open else None,
        confidence=min(field.confidence for field in row.values()),
        interpretation=_interpretation(row),
        reference=reference.read if reference else "",
    )


def _code(head: Field) -> Concept:
    """Return what is said: the analyte or drug by its name as written, else that it is a diagnosis."""
    if HEADS[head.name] == "diagnosis":
        return _own("diagnosis", key="field-diagnosis")
    return Concept(name=head.value[:LONGEST_NAME], coding=head.coding, text=head.read)


def _value(head: Field, *, row: Row) -> FindingValue:
    if HEADS[head.name] == "diagnosis":
        return CodedValue(concept=_diagnosis(head, row=row))
    if head.name is FieldName.LAB_ANALYTE and (quantity := _quantity(row)):
        return quantity
    return TextValue(text=_rest(head, row=row) or "–")


def _diagnosis(head: Field, *, row: Row) -> Concept:
    name = row.get(FieldName.DIAGNOSIS)
    words = [head.read] if name is None or name is head else [head.read, name.read]
    return Concept(name=head.value[:LONGEST_NAME], coding=head.coding, text=" ".join(words))


def _quantity(row: Row) -> Quantity | None:
    """Return the number with its unit, decimals as written, or None where either cannot be told.

    A result without a unit is a number only where its code is that of a quantity without one, such as the INR.
    """
    value, unit = row.get(FieldName.LAB_VALUE), row.get(FieldName.LAB_UNIT)
    match = _NUMBER.match(value.value) if value else None
    if match is None or len(match["figures"]) > MOST_FIGURES:
        return None
    has_unit = bool(unit.value) if unit else row[FieldName.LAB_ANALYTE].coding is not None
    if not has_unit:
        return None
    return Quantity(
        value=float(match["figures"]),
        decimals=len(match["decimals"] or ""),
        unit=unit.value if unit else "1",
        comparator=_SIGNS[match["sign"]],
    )


def _rest(head: Field, *, row: Row) -> str:
    """Return the other fields of a row as they are written, each word of the page once."""
    apart = (FieldName.LAB_FLAG, FieldName.LAB_REFERENCE)
    rest = [field for field in row.values() if field is not head and field.name not in apart]
    return " ".join(dict.fromkeys(field.read for field in rest))


def _interpretation(row: Row) -> Interpretation | None:
    """Return the printed flag, or None where a person has corrected the value and the flag no longer fits it."""
    flag, value = row.get(FieldName.LAB_FLAG), row.get(FieldName.LAB_VALUE)
    if flag is None or flag.value not in tuple(Interpretation):
        return None
    reference = row.get(FieldName.LAB_REFERENCE)
    is_stale = is_contradicted(
        value.value if value else "",
        lab_flag=flag.value,
        reference=reference.value if reference else "",
    )
    return None if is_stale else Interpretation(flag.value)


def _date(fields: Sequence[Field], *, below: float, is_confirmed: bool) -> datetime.date | None:
    """Return when the specimen was taken, else when the document was written.

    It is None while that date must be checked: the other one in its place would only look certain.
    """
    for field, date in _dates(fields):
        return date if is_confirmed or not is_flagged(field, below=below) else None
    return None


def _no_date(fields: Sequence[Field]) -> Note:
    """Return why a document has no date: it must be checked, or none was read."""
    has_one = any(True for _ in _dates(fields))
    return Note(code="document-date-to-check" if has_one else "document-date-missing")


def _dates(fields: Sequence[Field]) -> Iterator[tuple[Field, datetime.date]]:
    for name in (FieldName.SPECIMEN_DATE, FieldName.DOCUMENT_DATE):
        for field in fields:
            if field.name is name:
                try:
                    yield field, datetime.date.fromisoformat(field.value)
                except ValueError:  # a person may have written it otherwise
                    continue


def _own(name: str, *, key: str) -> Concept:
    return Concept(name=name, coding=Coding(system=OWN, code=name), key=key)
