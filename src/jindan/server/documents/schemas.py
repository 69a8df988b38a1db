"""Documents as they go over the wire, in the reader's language."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.analysis import Remark
from jindan.catalogue import text
from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field as ReadField
from jindan.ocr.fields.field import FieldName
from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.doubts import Doubt, doubts_of, is_doubted
from jindan.server.documents.finding import Hit
from jindan.server.documents.models import Document, ReadingVersion, Review
from jindan.server.documents.page_schemas import Box, DocumentPageOut, box_of, page_out
from jindan.server.documents.services import Taken
from jindan.server.jobs.schemas import JobOut
from jindan.server.kit.problems import problem_body, stored
from jindan.server.kit.schemas import ProblemOut


class DocumentOut(Schema):
    """A document. `kind` is null where the evidence does not decide; `number` is the newest version.

    doubts: how many a person must settle, null where that was not counted yet. lowest_confidence,
    low_percentile_confidence: of the words, 0 to 1; null where there is none.
    """

    id: UUID
    case: UUID
    case_title: str
    patient_code: str
    source: UUID
    name: str
    pages: int
    doubts: int | None
    kind: DocumentKind | None
    kind_text: str
    review: Review
    has_conflict: bool
    number: int
    engine: str
    lowest_confidence: float | None
    low_percentile_confidence: float | None
    remarks: list[str]
    created_at: datetime


class DocumentVersionOut(Schema):
    """One version of what a document says; `corrected_by` is null where an engine read it.

    is_filed: its searchable PDF is ready.
    """

    number: int
    job: UUID | None
    corrected_by: UUID | None
    corrections: list[str]
    confirmed_by: list[UUID]
    is_filed: bool
    created_at: datetime


class FieldOut(Schema):
    """A named value. `group` holds the values of one row together; `code` is in the terminology `system`."""

    position: int
    name: FieldName
    name_text: str
    value: str
    read: str
    group: int | None
    system: str | None
    code: str | None
    page: int
    line: int
    box: Box
    confidence: float
    is_doubted: bool
    is_critical: bool
    doubts: list[str]


class DoubtOut(Schema):
    """What a person must settle: the field at `position`, or else the word at place `word` of its line (from 1).

    reasons: what speaks against it; none where it is only less certain than the limit.
    """

    page: int
    line: int
    position: int | None
    word: int | None
    text: str
    box: Box
    reasons: list[str]


class ReadingOut(Schema):
    """A version of a document in full. `evidence` are the words its class was told by; `doubts` in reading order."""

    document: DocumentOut
    version: DocumentVersionOut
    pages: list[DocumentPageOut]
    fields: list[FieldOut]
    doubts: list[DoubtOut]
    evidence: list[str]
    masked: int


class PlaceOut(Schema):
    """Where a document says what was searched for: the words of the hit, their boxes, the words around them."""

    page: int
    line: int
    before: str
    found: str
    after: str
    boxes: list[Box]


class HitOut(Schema):
    """A document that was found, and at most five places in it."""

    document: UUID
    case: UUID
    case_title: str
    patient_code: str
    kind: DocumentKind | None
    kind_text: str
    created_at: datetime
    places: list[PlaceOut]


class VersionOfJobOut(Schema):
    """Which version of which document a job read, or filed and reported."""

    document: UUID
    number: int


class TakenOut(Schema):
    """What became of one file of a batch: a job that reads it, or the problem with it."""

    number: int
    name: str
    job: JobOut | None
    problem: ProblemOut | None
    text: str


def document_out(document: Document, *, language: str) -> DocumentOut:
    """A document in the reader's language; its readings are fetched newest first."""
    newest: ReadingVersion = max(document.readings.all(), key=lambda each: each.number)
    return DocumentOut(
        id=document.pk,
        case=document.case_id,
        case_title=document.case.title,
        patient_code=document.case.patient.code,
        source=document.source_id,
        name=document.source.name,
        pages=len(newest.pictures.pages.all()),
        doubts=newest.doubts,
        kind=_kind(document),
        kind_text=_kind_text(document, language=language),
        review=Review(document.review),
        has_conflict=document.has_conflict,
        number=newest.number,
        engine=newest.engine,
        lowest_confidence=newest.lowest_confidence,
        low_percentile_confidence=newest.low_percentile_confidence,
        remarks=[Remark.model_validate(r).in_language(language) for r in newest.remarks],
        created_at=document.created_at,
    )


def version_out(reading: ReadingVersion) -> DocumentVersionOut:
    """A version, and who stands by it."""
    return DocumentVersionOut(
        number=reading.number,
        job=reading.job_id,
        corrected_by=reading.corrected_by_id,
        corrections=[each.what for each in reading.corrections.all()],
        confirmed_by=[each.by_id for each in reading.confirmations.all()],
        is_filed=reading.searchable_id is not None,
        created_at=reading.created_at,
    )


def reading_out(reading: ReadingVersion, content: Content, *, language: str) -> ReadingOut:
    """A version in full."""
    return ReadingOut(
        document=document_out(reading.document, language=language),
        version=version_out(reading),
        pages=[
            page_out(
                page,
                document=reading.document_id,
                number=reading.number,
                engine=content.reading.engine,
                language=language,
            )
            for page in content.reading.pages
        ],
        fields=[
            _field(field, position=n, language=language) for n, field in enumerate(content.fields)
        ],
        doubts=[_doubt(doubt, language=language) for doubt in doubts_of(content)],
        evidence=[each.words for each in content.classification.evidence],
        masked=len(content.masked),
    )


def hit_out(hit: Hit, *, language: str) -> HitOut:
    """A hit with its places; the document's case and patient are fetched."""
    document = hit.document
    return HitOut(
        document=document.pk,
        case=document.case_id,
        case_title=document.case.title,
        patient_code=document.case.patient.code,
        kind=_kind(document),
        kind_text=_kind_text(document, language=language),
        created_at=document.created_at,
        places=[PlaceOut.model_validate(asdict(place)) for place in hit.places],
    )


def taken_out(taken: Taken, *, job: JobOut | None, language: str) -> TakenOut:
    """What became of one file, with a sentence for the person who sent it."""
    key = "document-taken" if taken.problem is None else "document-not-taken"
    body = problem_body(stored(taken.problem), language=language) if taken.problem else None
    return TakenOut(
        number=taken.number,
        name=taken.name,
        job=job,
        problem=ProblemOut(**body) if body else None,
        text=text(key, language=language, name=taken.name),
    )


def _kind(document: Document) -> DocumentKind | None:
    return DocumentKind(document.kind) if document.kind else None


def _kind_text(document: Document, *, language: str) -> str:
    return text(f"document-kind-{document.kind or 'unknown'}", language=language)


def _doubt(doubt: Doubt, *, language: str) -> DoubtOut:
    return DoubtOut(
        page=doubt.page,
        line=doubt.line,
        position=doubt.position,
        word=doubt.word,
        text=doubt.text,
        box=box_of(doubt.quad),
        reasons=[reason.in_language(language) for reason in doubt.reasons],
    )


def _field(field: ReadField, *, position: int, language: str) -> FieldOut:
    return FieldOut(
        position=position,
        name=field.name,
        name_text=text(f"field-{field.name}", language=language),
        value=field.value,
        read=field.read,
        group=field.group,
        system=field.coding.system if field.coding else None,
        code=field.coding.code if field.coding else None,
        page=field.place.page,
        line=field.place.line,
        box=box_of(field.place.quad),
        confidence=field.confidence,
        is_doubted=is_doubted(field),
        is_critical=field.is_critical,
        doubts=[doubt.in_language(language) for doubt in field.doubts],
    )
