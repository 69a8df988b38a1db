"""What a finding is called, and its value, place and status, as wordings. PDF, screen and export read these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jindan.analysis import Note
from jindan.findings.finding import Finding, FindingStatus, FocusKind
from jindan.findings.places import CellPlace, LinePlace, Place, SlicePlace
from jindan.findings.values import (
    CodedValue,
    Concept,
    Probability,
    Quantity,
    TextValue,
    percent,
)
from jindan.report.blocks import CellPart, Row
from jindan.report.provenance import Source
from jindan.report.wording import Phrase, Verbatim, Wording, note_phrase, phrase

UNNAMED_FOCUS = frozenset({FocusKind.PATIENT, FocusKind.DOCUMENT})
"""A finding about these is named by its code alone: `CA 19-9 48.5 U/mL`."""


def name_of(concept: Concept) -> Wording:
    """Return what a concept is called."""
    return phrase(concept.key) if concept.key else Verbatim(text=concept.text)


def value_of(finding: Finding) -> Wording | None:
    """Return the value as it is printed, or None where it is withheld."""
    match finding.value:
        case Quantity():
            return finding.value
        case Probability():
            return percent(finding.value.value)
        case CodedValue():
            return name_of(finding.value.concept)
        case TextValue():
            return Verbatim(text=finding.value.text)
    return None


def label_of(finding: Finding) -> Phrase:
    """Return a finding in one line: `Liver: Volume 1,322.2 mL`."""
    value = value_of(finding) or phrase("finding-status-withheld")
    if finding.focus.kind in UNNAMED_FOCUS:
        return phrase("finding-label-short", code=name_of(finding.code), value=value)
    return phrase(
        "finding-label", focus=name_of(finding.focus), code=name_of(finding.code), value=value
    )


def place_of(place: Place, *, source: Source) -> Phrase:
    """Return where a place is, for a reader who has the source before them."""
    match place:
        case SlicePlace():
            height_mm = place.ras_mm[2]
            return phrase(
                "place-slice",
                source=source.name,
                slice=place.slice,
                side="S" if height_mm >= 0 else "I",
                distance=Quantity(value=abs(height_mm), decimals=1, unit="mm"),
            )
        case CellPlace():
            row = str(place.row)  # a row of a sheet has no thousands separator
            return phrase("place-cell", table=place.table, row=row, column=place.column)
        case LinePlace():
            return phrase("place-line", source=source.name, page=place.page, line=place.line)


def cell_of(finding: Finding, part: CellPart, *, sources: Sequence[Source]) -> Wording | None:
    """Return what a cell prints of a finding, or None where there is nothing."""
    match part:
        case CellPart.VALUE:
            return value_of(finding)
        case CellPart.LOW | CellPart.HIGH:
            return _bound(finding, part=part)
        case CellPart.PLACE:
            return _place(finding, sources=sources)
        case CellPart.REFERENCE:
            return Verbatim(text=finding.reference) if finding.reference else None
        case CellPart.STATUS:
            return phrase(f"finding-status-{finding.status}")


def _bound(finding: Finding, *, part: CellPart) -> Quantity | None:
    if not isinstance(finding.value, Probability):
        return None
    share = finding.value.low if part is CellPart.LOW else finding.value.high
    return None if share is None else percent(share)


def _place(finding: Finding, *, sources: Sequence[Source]) -> Phrase | None:
    if finding.place is None:
        return None
    source = next(source for source in sources if source.holds(finding.place))
    return place_of(finding.place, source=source)


@dataclass(frozen=True, kw_only=True)
class RowSummary:
    """What a row says as a whole of the findings that it names.

    withheld: why no value is given, where none is. confidence: the lowest of its findings.
    """

    withheld: Phrase | None
    confidence: float | None
    notes: tuple[Phrase, ...]


def summary_of(row: Row, findings: Iterable[Finding]) -> RowSummary:
    """Return what a row says of its findings as a whole."""
    named = [finding for finding in findings if finding.id in row.findings]
    confidences = [finding.confidence for finding in named if finding.confidence is not None]
    is_withheld = bool(named) and all(finding.is_withheld for finding in named)
    reasons = [finding.reason for finding in named if finding.reason]
    to_check = [f.reason for f in named if f.status is FindingStatus.TO_CHECK and f.reason]
    notes = [*to_check, *(note for finding in named for note in finding.notes)]
    return RowSummary(
        withheld=note_phrase(reasons[0]) if is_withheld else None,
        confidence=min(confidences, default=None),
        notes=tuple(note_phrase(note) for note in _each_once(notes)),
    )


def _each_once(notes: Iterable[Note]) -> list[Note]:
    unique: list[Note] = []
    for note in notes:
        if note not in unique:
            unique.append(note)
    return unique
