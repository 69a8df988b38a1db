"""A document that was read and understood, as values: its stored content, and the result of its job. Light to load."""

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Note
from jindan.ocr.fields.field import Field
from jindan.ocr.reading import PageImage, Reading
from jindan.ocr.understanding.classes import Classification, DocumentKind
from jindan.ocr.understanding.sensitive import Masked

CONTENT = "document.json"
SEARCHABLE_PDF = "searchable.pdf"


class DocumentContent(BaseModel):
    """The content of a document: the text without its sensitive numbers, its class, its fields.

    masked: kind and place of each hidden number. The number itself is stored in the uploaded file only.
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
    """The result of a job that reads a document. Nothing in it names a patient. The text is in the file CONTENT.

    lowest_confidence, low_percentile_confidence: of the words, 0 to 1, or None where there is no word.
    """

    model_config = ConfigDict(frozen=True)

    engine: str
    engine_version: str
    kind: DocumentKind | None
    share: float
    pages: tuple[PageSize, ...]
    lowest_confidence: float | None
    low_percentile_confidence: float | None
    notes: tuple[Note, ...]


class FilingParams(BaseModel):
    """Parameters of a searchable PDF. language: of the descriptions of pages for people who cannot see them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str = "ko"


class Filed(BaseModel):
    """The result of a job that makes a searchable PDF. pages: their number."""

    model_config = ConfigDict(frozen=True)

    pages: int


def result_of(content: DocumentContent, *, images: tuple[PageImage, ...]) -> DocumentResult:
    """Return the part of a document's content that a job may show. images: one for each page."""
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
        notes=(*reading.notes, *(note for page in reading.pages for note in page.notes)),
    )
