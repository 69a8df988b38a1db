"""Documents as they go over the wire, in the reader's language."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.analysis import Remark
from jindan.catalogue import text
from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field as ReadField
from jindan.ocr.fields.field import FieldName
from jindan.ocr.reading import Page as ReadPage
from jindan.ocr.reading import Word
from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.finding import Hit
from jindan.server.documents.models import Document, ReadingVersion, Review
from jindan.server.documents.reviewing import is_doubted
from jindan.server.documents.services import Taken
from jindan.server.jobs.schemas import JobOut
from jindan.server.kit.problems import problem_body, stored
from jindan.server.kit.schemas import ProblemOut

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the picture of the page."""


class DocumentOut(Schema):
    """A document. `kind` is null where the evidence does not decide; `number` is the newest version.

    lowest_confidence, low_percentile_confidence: of the words, 0 to 1; null where there is none.
    """

    id: UUID
    case: UUID
    source: UUID
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


class VersionOut(Schema):
    """One version of what a document says; `corrected_by` is null where an engine read it."""

    number: int
    job: UUID | None
    corrected_by: UUID | None
    corrections: list[str]
    confirmed_by: list[UUID]
    created_at: datetime


class WordOut(Schema):
    """A word, its box and its confidence; `doubts` say why a person must confirm it."""

    text: str
    box: Box
    confidence: float
    doubts: list[str]


class LineOut(Schema):
    """A line of a page; `number` counts from 1 in reading order."""

    number: int
    text: str
    words: list[WordOut]


class DocumentPageOut(Schema):
    """A page: its size in pixels, where its picture is, and its text in reading order."""

    number: int
    width: int
    height: int
    image: str
    text: str
    lines: list[LineOut]
    remarks: list[str]


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


class ReadingOut(Schema):
    """A version of a document in full. `evidence` are the words its class was told by."""

    document: DocumentOut
    version: VersionOut
    pages: list[DocumentPageOut]
    fields: list[FieldOut]
    evidence: list[str]
    masked: int


class PlaceOut(Schema):
    """Where a document says what was searched for; `boxes` are those of the words of the hit."""

    page: int
    line: int
    preview: str
    boxes: list[Box]


class HitOut(Schema):
    """A document that was found, and at most five places in it."""

    document: UUID
    case: UUID
    kind: DocumentKind | None
    places: list[PlaceOut]


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
        source=document.source_id,
        kind=_kind(document),
        kind_text=text(f"document-kind-{document.kind or 'unknown'}", language=language),
        review=Review(document.review),
        has_conflict=document.has_conflict,
        number=newest.number,
        engine=newest.engine,
        lowest_confidence=newest.lowest_confidence,
        low_percentile_confidence=newest.low_percentile_confidence,
        remarks=[Remark.model_validate(r).in_language(language) for r in newest.remarks],
        created_at=document.created_at,
    )


def version_out(reading: ReadingVersion) -> VersionOut:
    """A version, and who stands by it."""
    return VersionOut(
        number=reading.number,
        job=reading.job_id,
        corrected_by=reading.corrected_by_id,
        corrections=[each.what for each in reading.corrections.all()],
        confirmed_by=[each.by_id for each in reading.confirmations.all()],
        created_at=reading.created_at,
    )


def reading_out(reading: ReadingVersion, content: Content, *, language: str) -> ReadingOut:
    """A version in full."""
    return ReadingOut(
        document=document_out(reading.document, language=language),
        version=version_out(reading),
        pages=[
            _page(page, document=reading.document_id, number=reading.number, language=language)
            for page in content.reading.pages
        ],
        fields=[
            _field(field, position=n, language=language) for n, field in enumerate(content.fields)
        ],
        evidence=[each.words for each in content.classification.evidence],
        masked=len(content.masked),
    )


def hit_out(hit: Hit) -> HitOut:
    """A hit with its places."""
    return HitOut(
        document=hit.document.pk,
        case=hit.document.case_id,
        kind=_kind(hit.document),
        places=[
            PlaceOut(page=p.page, line=p.line, preview=p.preview, boxes=list(p.boxes))
            for p in hit.places
        ],
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


def _page(page: ReadPage, *, document: UUID, number: int, language: str) -> DocumentPageOut:
    lines = [line for block in page.blocks for line in block.lines]
    return DocumentPageOut(
        number=page.number,
        width=page.width,
        height=page.height,
        image=f"/documents/{document}/pages/{page.number}/image?number={number}",
        text=page.text,
        lines=[
            LineOut(
                number=place,
                text=line.text,
                words=[_word(word, language=language) for word in line.words],
            )
            for place, line in enumerate(lines, 1)
        ],
        remarks=[remark.in_language(language) for remark in page.remarks],
    )


def _word(word: Word, *, language: str) -> WordOut:
    return WordOut(
        text=word.text,
        box=_box(word.quad),
        confidence=word.confidence,
        doubts=[doubt.in_language(language) for doubt in word.doubts],
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
        box=_box(field.place.quad),
        confidence=field.confidence,
        is_doubted=is_doubted(field),
        is_critical=field.is_critical,
        doubts=[doubt.in_language(language) for doubt in field.doubts],
    )


def _box(quad: tuple[tuple[float, float], ...]) -> Box:
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return (min(across), min(down), max(across), max(down))
