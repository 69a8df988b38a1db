"""Documents as JSON, in the reader's language."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.analysis import Note
from jindan.catalogue import text
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field as ReadField
from jindan.ocr.fields.field import FieldName
from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.field_words import value_text
from jindan.server.documents.flags import Flag, flags_of, is_flagged
from jindan.server.documents.models import Document, DocumentReview, ReadingVersion
from jindan.server.documents.page_schemas import Box, DocumentPageOut, box_of, page_out
from jindan.server.documents.search.search import Hit
from jindan.server.documents.services.requesting import BatchItem
from jindan.server.jobs.schemas import JobOut
from jindan.server.kit.problems import problem_body, stored
from jindan.server.kit.schemas import NoteOut, ProblemOut, note_out


class DocumentOut(Schema):
    """A document. `kind` is null where its type is unknown. `number` is the newest version.

    flags: how many a person must resolve, null where they were not counted. lowest_confidence,
    low_percentile_confidence: of the words, 0 to 1, null where there is no word.
    """

    id: UUID
    case: UUID
    case_title: str
    patient_code: str
    source: UUID
    name: str
    pages: int
    flags: int | None
    kind: DocumentKind | None
    kind_text: str
    review: DocumentReview
    has_conflict: bool
    number: int
    engine: str
    lowest_confidence: float | None
    low_percentile_confidence: float | None
    notes: list[NoteOut]
    created_at: datetime


class DocumentVersionOut(Schema):
    """One version of what a document says. `corrected_by` is null where an engine read it.

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
    """A named value. Values of one row have the same `group`. `code` is in the terminology `system`.

    value_text: the value as people write it: its unit, how often, how long.
    """

    position: int
    name: FieldName
    name_text: str
    value: str
    value_text: str
    read: str
    group: int | None
    system: str | None
    code: str | None
    page: int
    line: int
    box: Box
    confidence: float
    is_flagged: bool
    is_critical: bool
    flags: list[NoteOut]


class FlagOut(Schema):
    """A value to check: the field at `position`, or else the word at place `word` of its line (from 1).

    reasons: notes on what is wrong with it. Without any, its confidence is below the limit.
    """

    page: int
    line: int
    position: int | None
    word: int | None
    text: str
    box: Box
    reasons: list[NoteOut]


class ReadingOut(Schema):
    """A version of a document in full. `evidence` are the words that decided its type. `flags` are in reading order."""

    document: DocumentOut
    version: DocumentVersionOut
    pages: list[DocumentPageOut]
    fields: list[FieldOut]
    flags: list[FlagOut]
    evidence: list[str]
    masked: int


class PlaceOut(Schema):
    """A place where a document contains the query: the words, their boxes, and the words around them."""

    page: int
    line: int
    before: str
    found: str
    after: str
    boxes: list[Box]


class HitOut(Schema):
    """A document that contains the query, and at most five places in it."""

    document: UUID
    case: UUID
    case_title: str
    patient_code: str
    kind: DocumentKind | None
    kind_text: str
    created_at: datetime
    places: list[PlaceOut]


class BatchItemOut(Schema):
    """The outcome of one file of a batch: a job that reads it, or the problem with it."""

    number: int
    name: str
    job: JobOut | None
    problem: ProblemOut | None
    text: str


def document_out(document: Document, *, language: str) -> DocumentOut:
    """Return a document in the reader's language. Its newest reading is fetched."""
    newest: ReadingVersion = max(document.readings.all(), key=lambda reading: reading.number)
    return DocumentOut(
        id=document.pk,
        case=document.case_id,
        case_title=document.case.title,
        patient_code=document.case.patient.code,
        source=document.source_id,
        name=document.source.name,
        pages=len(newest.pictures.pages.all()),
        flags=newest.flags,
        kind=_kind(document),
        kind_text=_kind_text(document, language=language),
        review=DocumentReview(document.review),
        has_conflict=document.has_conflict,
        number=newest.number,
        engine=newest.engine,
        lowest_confidence=newest.lowest_confidence,
        low_percentile_confidence=newest.low_percentile_confidence,
        notes=[note_out(Note.model_validate(note), language=language) for note in newest.notes],
        created_at=document.created_at,
    )


def version_out(reading: ReadingVersion) -> DocumentVersionOut:
    """Return a version, with who confirmed it."""
    return DocumentVersionOut(
        number=reading.number,
        job=reading.job_id,
        corrected_by=reading.corrected_by_id,
        corrections=[correction.what for correction in reading.corrections.all()],
        confirmed_by=[confirmation.by_id for confirmation in reading.confirmations.all()],
        is_filed=reading.searchable_id is not None,
        created_at=reading.created_at,
    )


def reading_out(reading: ReadingVersion, content: DocumentContent, *, language: str) -> ReadingOut:
    """Return a version in full."""
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
        flags=[_flag(flag, language=language) for flag in flags_of(content)],
        evidence=[evidence.words for evidence in content.classification.evidence],
        masked=len(content.masked),
    )


def hit_out(hit: Hit, *, language: str) -> HitOut:
    """Return a hit with its places."""
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


def batch_item_out(item: BatchItem, *, job: JobOut | None, language: str) -> BatchItemOut:
    """Return the outcome of one file, with a sentence for the person who uploaded it."""
    key = "document-accepted" if item.problem is None else "document-not-accepted"
    body = problem_body(stored(item.problem), language=language) if item.problem else None
    return BatchItemOut(
        number=item.number,
        name=item.name,
        job=job,
        problem=ProblemOut(**body) if body else None,
        text=text(key, language=language, name=item.name),
    )


def _kind(document: Document) -> DocumentKind | None:
    return DocumentKind(document.kind) if document.kind else None


def _kind_text(document: Document, *, language: str) -> str:
    return text(f"document-kind-{document.kind or 'unknown'}", language=language)


def _flag(flag: Flag, *, language: str) -> FlagOut:
    return FlagOut(
        page=flag.page,
        line=flag.line,
        position=flag.position,
        word=flag.word,
        text=flag.text,
        box=box_of(flag.quad),
        reasons=[note_out(reason, language=language) for reason in flag.reasons],
    )


def _field(field: ReadField, *, position: int, language: str) -> FieldOut:
    return FieldOut(
        position=position,
        name=field.name,
        name_text=text(f"field-{field.name}", language=language),
        value=field.value,
        value_text=value_text(field, language=language),
        read=field.read,
        group=field.group,
        system=field.coding.system if field.coding else None,
        code=field.coding.code if field.coding else None,
        page=field.place.page,
        line=field.place.line,
        box=box_of(field.place.quad),
        confidence=field.confidence,
        is_flagged=is_flagged(field),
        is_critical=field.is_critical,
        flags=[note_out(flag, language=language) for flag in field.flags],
    )
