"""Requests about documents, as JSON."""

from uuid import UUID

from ninja import Field, FilterSchema

from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.models import DocumentReview
from jindan.server.documents.services.corrections import Changes
from jindan.server.jobs.schemas import PriorityName
from jindan.server.kit.schemas import RequestBody

MOST_HITS = 50


class ReadingIn(RequestBody):
    """A file of the case to be read. Without `engine`, the default one reads it. `fresh` reads it once more."""

    artifact: UUID
    engine: str = Field("", max_length=64)
    priority: PriorityName = PriorityName.ROUTINE
    fresh: bool = False


class FieldChangeIn(RequestBody):
    """The right value of the field at `position`, as on the page or normalised."""

    position: int = Field(ge=0, le=10_000)
    value: str = Field(min_length=1, max_length=500)


class WordChangeIn(RequestBody):
    """The right text of a word, named by its page, line and place on the line (each from 1)."""

    page: int = Field(ge=1, le=10_000)
    line: int = Field(ge=1, le=10_000)
    word: int = Field(ge=1, le=10_000)
    text: str = Field(min_length=1, max_length=500)


class CorrectionIn(RequestBody):
    """Your changes to version `number`. A value or text equal to what was read confirms it."""

    number: int = Field(ge=1)
    fields: list[FieldChangeIn] = Field([], max_length=500)
    words: list[WordChangeIn] = Field([], max_length=500)

    def changes(self) -> Changes:
        """Return the changes as the service expects them."""
        return Changes(
            fields={field.position: field.value for field in self.fields},
            words={(word.page, word.line, word.word): word.text for word in self.words},
        )


class ConfirmationIn(RequestBody):
    """The `number` of the version that you confirm."""

    number: int = Field(ge=1)


class SearchIn(RequestBody):
    """A search of two characters or more. A lone initial (ㅎ) matches every syllable that begins with it."""

    query: str = Field(min_length=1, max_length=100)
    size: int = Field(10, ge=1, le=MOST_HITS)


class DocumentFilter(FilterSchema):
    """A filter of the list of documents."""

    case: UUID | None = None
    kind: DocumentKind | None = None
    review: DocumentReview | None = None
