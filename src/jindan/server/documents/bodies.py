"""What is asked of documents over the wire."""

from uuid import UUID

from ninja import Field, FilterSchema, Schema

from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.corrections import Changes
from jindan.server.documents.models import Review
from jindan.server.jobs.models import Lane

LANES = {lane.name.lower(): lane for lane in Lane}


class ReadingIn(Schema):
    """A file of the case to be read; `engine` empty: the default one; `fresh` reads anew what was read before."""

    artifact: UUID
    engine: str = Field("", max_length=64)
    lane: str = Field("routine", pattern="^(urgent|routine|bulk)$")
    fresh: bool = False


class FieldChangeIn(Schema):
    """What a field says, as on the page or normalised; the field is named by its `position`."""

    position: int = Field(ge=0, le=10_000)
    value: str = Field(min_length=1, max_length=500)


class WordChangeIn(Schema):
    """A new text of a word, which is named by its page, line and place on the line (each from 1)."""

    page: int = Field(ge=1, le=10_000)
    line: int = Field(ge=1, le=10_000)
    word: int = Field(ge=1, le=10_000)
    text: str = Field(min_length=1, max_length=500)


class CorrectionIn(Schema):
    """What you settle. `number` is the version you have looked at; an equal value or text confirms what was read."""

    number: int = Field(ge=1)
    fields: list[FieldChangeIn] = Field([], max_length=500)
    words: list[WordChangeIn] = Field([], max_length=500)

    def changes(self) -> Changes:
        """As the service takes them."""
        return Changes(
            fields={each.position: each.value for each in self.fields},
            words={(each.page, each.line, each.word): each.text for each in self.words},
        )


class ConfirmationIn(Schema):
    """`number` is the version you stand by."""

    number: int = Field(ge=1)


class SearchIn(Schema):
    """What to look for: two characters or more; a lone initial (ㅎㄱㄷ) stands for every syllable it begins."""

    query: str = Field(min_length=1, max_length=100)
    size: int = Field(10, ge=1, le=50)


class DocumentFilter(FilterSchema):
    """Which documents are listed."""

    case: UUID | None = None
    kind: DocumentKind | None = None
    review: Review | None = None
