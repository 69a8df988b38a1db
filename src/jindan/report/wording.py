"""What a report can say: phrases, quantities and dates in no language yet, and typed words."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from jindan.analysis import Note
from jindan.catalogue import Scalar, text
from jindan.findings.values import Frozen, Quantity, amount


class Verbatim(Frozen):
    """Text exactly as a person or a device wrote it. It is never read as markup."""

    kind: Literal["verbatim"] = "verbatim"
    text: str


class Day(Frozen):
    """A calendar date without a time, such as a DICOM study date."""

    kind: Literal["day"] = "day"
    on: date


class Moment(Frozen):
    """A point in time, shown in the offset it carries."""

    kind: Literal["moment"] = "moment"
    at: AwareDatetime


class Phrase(Frozen):
    """A catalogue message. Its values may be phrases, quantities or dates themselves."""

    kind: Literal["phrase"] = "phrase"
    key: str
    values: "dict[str, Scalar | Wording]" = {}


Wording = Annotated[Phrase | Verbatim | Quantity | Day | Moment, Field(discriminator="kind")]


def phrase(key: str, **values: "Scalar | Wording") -> Phrase:
    """Return a catalogue message with its values: `phrase("ct-statement-volume", organ=…, volume=…)`."""
    return Phrase(key=key, values=values)


def note_phrase(note: Note) -> Phrase:
    """Return an analysis' note as a phrase of a report."""
    return Phrase(key=f"note-{note.code}", values=dict(note.values))


def words(wording: Wording, *, language: str) -> str:
    """Return the wording in `ko` or `en`.

    Raises KeyError when the catalogue lacks the phrase or one of its values.
    """
    match wording:
        case Phrase():
            return text(wording.key, language=language, **_filled(wording, language=language))
        case Verbatim():
            return wording.text
        case Quantity():
            return amount(wording, language=language)
        case Day():
            return wording.on.isoformat()
        case Moment():
            return f"{wording.at:%Y-%m-%d %H:%M} (UTC{_offset(wording)})"


def _filled(wording: Phrase, *, language: str) -> dict[str, Scalar]:
    return {
        name: words(value, language=language) if isinstance(value, Frozen) else value
        for name, value in wording.values.items()
    }


def _offset(moment: Moment) -> str:
    """Return `+09:00`. Seconds of historical offsets do not occur in reports."""
    return re.sub(r"(\d\d)(\d\d)$", r"\1:\2", f"{moment.at:%z}")
