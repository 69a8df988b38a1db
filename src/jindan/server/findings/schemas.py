"""Findings and their subjects as they go over the wire. TypeScript has the same types, generated."""

import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jindan.findings.finding import Finding, FindingStatus, FocusKind, Interpretation, MadeBy
from jindan.findings.places import Place
from jindan.findings.values import (
    CodedValue,
    Comparator,
    Concept,
    Probability,
    Quantity,
    TextValue,
    amount,
    percent,
)
from jindan.report.phrases import label_of, name_of
from jindan.report.wording import words
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.kit.schemas import NoteOut, note_out


class SubjectOut(Schema):
    """What findings are about. id: of the series, risk score or document, of which this is the `version`.

    source: how the places of findings name it. at: its clinical date, which is never that of the job. It is null
    where none is known: a finding of the document notes why.
    """

    kind: SubjectKind
    id: UUID
    version: int
    source: str
    at: datetime.date | None


class ConceptOut(Schema):
    """Something with a code and words. system, code: null where no terminology has it."""

    name: str
    system: str | None
    code: str | None
    text: str


class FocusOut(ConceptOut):
    """What a finding is about."""

    kind: FocusKind


class QuantityOut(Schema):
    """A number as it is reported, rounded. `text` has the digits and the unit that every output prints."""

    kind: Literal["quantity"]
    value: float
    decimals: int
    unit: str
    comparator: Comparator
    text: str


class ProbabilityOut(Schema):
    """A probability from 0 to 1 with its interval. The texts are in per cent."""

    kind: Literal["probability"]
    value: float
    low: float | None
    high: float | None
    level: float
    text: str
    low_text: str | None
    high_text: str | None


class CodedValueOut(Schema):
    """A value that is a concept."""

    kind: Literal["coded"]
    concept: ConceptOut
    text: str


class TextValueOut(Schema):
    """A value in words."""

    kind: Literal["text"]
    text: str


ValueOut = Annotated[
    QuantityOut | ProbabilityOut | CodedValueOut | TextValueOut, Field(discriminator="kind")
]


class FindingOut(Schema):
    """One finding. value: null exactly where `status` is `withheld`, and `reason` says why.

    at: when it was true. confidence: 0 to 1 in hundredths, rounded down. text: the whole in one line.
    """

    id: str
    focus: FocusOut
    code: ConceptOut
    value: ValueOut | None
    at: datetime.date | None
    place: Place | None
    status: FindingStatus
    reason: NoteOut | None
    notes: list[NoteOut]
    confidence: float | None
    interpretation: Interpretation | None
    reference: str
    derived_from: list[str]
    made_by: MadeBy | None
    text: str


def subject_out(subject: Subject) -> SubjectOut:
    """Return a subject as a reference to what it is a version of."""
    return SubjectOut(
        kind=SubjectKind(subject.kind),
        id=subject.of,
        version=subject.version,
        source=subject.source,
        at=subject.at,
    )


def finding_out(finding: Finding, *, language: str) -> FindingOut:
    """Return a finding in the reader's language."""
    focus = _concept(finding.focus, language=language)
    return FindingOut(
        id=finding.id,
        focus=FocusOut(kind=finding.focus.kind, **focus.dict()),
        code=_concept(finding.code, language=language),
        value=_value(finding, language=language),
        at=finding.at,
        place=finding.place,
        status=finding.status,
        reason=note_out(finding.reason, language=language) if finding.reason else None,
        notes=[note_out(note, language=language) for note in finding.notes],
        confidence=finding.confidence,
        interpretation=finding.interpretation,
        reference=finding.reference,
        derived_from=list(finding.derived_from),
        made_by=finding.made_by,
        text=words(label_of(finding), language=language),
    )


def _concept(concept: Concept, *, language: str) -> ConceptOut:
    return ConceptOut(
        name=concept.name,
        system=concept.coding.system if concept.coding else None,
        code=concept.coding.code if concept.coding else None,
        text=words(name_of(concept), language=language),
    )


def _value(finding: Finding, *, language: str) -> ValueOut | None:
    value = finding.value
    match value:
        case Quantity():
            said = amount(value, language=language)
            return QuantityOut(**value.model_dump() | {"value": value.rounded}, text=said)
        case Probability():
            return ProbabilityOut(
                **value.model_dump(),
                text=amount(percent(value.value), language=language),
                low_text=_share(value.low, language=language),
                high_text=_share(value.high, language=language),
            )
        case CodedValue():
            concept = _concept(value.concept, language=language)
            return CodedValueOut(kind="coded", concept=concept, text=concept.text)
        case TextValue():
            return TextValueOut(kind="text", text=value.text)
    return None


def _share(share: float | None, *, language: str) -> str | None:
    return None if share is None else amount(percent(share), language=language)
