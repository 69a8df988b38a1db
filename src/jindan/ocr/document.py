"""A document that was read and understood, as values: what is kept of it, and what is told at once. Light to load."""

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Remark
from jindan.ocr.fields.field import Field
from jindan.ocr.reading import PageImage, Reading
from jindan.ocr.understanding.classes import Classification, DocumentKind
from jindan.ocr.understanding.sensitive import Masked

CONTENT = "document.json"
SEARCHABLE_PDF = "searchable.pdf"


class Content(BaseModel):
    """All that is known of a document: the text without its sensitive numbers, its class, its fields.

    masked: what was hidden, and where; the numbers themselves are kept nowhere but in the file that was sent.
    """

    model_config = ConfigDict(frozen=True)

    reading: Reading
    classification: Classification
    fields: tuple[Field, ...]
    masked: tuple[Masked, ...]


class PageSize(BaseModel):
    """A page's number, the pixels of its upright picture, and the name of that picture among the files."""

    model_config = ConfigDict(frozen=True)

    number: int
    width: int
    height: int
    file: str


class DocumentResult(BaseModel):
    """What a job that reads a document tells: nothing that names a patient; the rest is in the file CONTENT.

    lowest_confidence, low_percentile_confidence: of the words, None where there is none.
    """

    model_config = ConfigDict(frozen=True)

    engine: str
    engine_version: str
    kind: DocumentKind | None
    share: float
    pages: tuple[PageSize, ...]
    lowest_confidence: float | None
    low_percentile_confidence: float | None
    remarks: tuple[Remark, ...]


class FilingParams(BaseModel):
    """language: of the words about the pages, for readers who cannot see them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str = "ko"


class Filed(BaseModel):
    """What was filed. pages: how many."""

    model_config = ConfigDict(frozen=True)

    pages: int


def result_of(content: Content, *, images: tuple[PageImage, ...]) -> DocumentResult:
    """The part of a document's content that a job may show."""
    reading = content.reading
    files = {image.number: image.file for image in images}
    return DocumentResult(
        engine=reading.engine,
        engine_version=reading.engine_version,
        kind=content.classification.kind,
        share=content.classification.share,
        pages=tuple(
            PageSize(number=p.number, width=p.width, height=p.height, file=files[p.number])
            for p in reading.pages
        ),
        lowest_confidence=reading.lowest_confidence,
        low_percentile_confidence=reading.low_percentile_confidence,
        remarks=(*reading.remarks, *(remark for page in reading.pages for remark in page.remarks)),
    )
