"""The wrong-patient guard: the patient on a document, compared with the patient of the case."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jindan.analysis import Note
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.dates import birth_of_resident
from jindan.ocr.fields.field import FieldName
from jindan.server.documents.models import Document
from jindan.server.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the case knows of its patient. `sex` is `male`, `female` or another word."""

    name: str | None
    birth_date: date | None
    sex: str


CODES: Mapping[FieldName, str] = {
    FieldName.PATIENT_NAME: "patient-name-differs",
    FieldName.BIRTH_DATE: "birth-date-differs",
    FieldName.SEX: "patient-sex-differs",
}
"""The note for each field on which document and patient may disagree."""
HIDDEN = "*○●"
"""Signs for a syllable of a name that was masked on purpose: 홍*동, 홍○동."""


def conflicts_with(patient: Patient, *, content: DocumentContent) -> tuple[Note, ...]:
    """Return a note for each field on which document and patient disagree. A missing value is no conflict."""
    return tuple(Note(code=code) for code in dict.fromkeys(_codes(patient, content=content)))


def _codes(patient: Patient, *, content: DocumentContent) -> Iterator[str]:
    known = _Known(
        name=patient.identity().name,
        birth_date=patient.identity().birth_date,
        sex=patient.sex_at_birth,
    )
    for field in content.fields:
        if field.name is FieldName.RESIDENT_NUMBER:
            yield from _of_resident_number(field.value, known=known)
        elif field.name in CHECKS and CHECKS[field.name](field.value, known):
            yield CODES[field.name]


def conflicts_left(
    document: Document, *, before: DocumentContent, after: DocumentContent
) -> tuple[Note, ...]:
    """Return the conflicts that a correction leaves or adds, without those that a person accepted before."""
    patient = document.case.patient
    # Confirming a document clears `has_conflict`: the conflicts that its content still has are accepted then.
    accepted = () if document.has_conflict else conflicts_with(patient, content=before)
    return tuple(note for note in conflicts_with(patient, content=after) if note not in accepted)


def is_conflict(note: Note) -> bool:
    """Return whether a note says that document and patient disagree."""
    return note.code in CODES.values()


def is_same_name(read: str, known: str) -> bool:
    """Return whether two names agree, apart from spaces, the order of Latin words and masked syllables.

    Names in different scripts cannot be compared and count as the same.
    """
    if read.isascii() != known.isascii():
        return True
    left, right = _letters(read), _letters(known)
    if sorted(_words(read)) == sorted(_words(known)):
        return True
    pattern = "".join("." if letter in HIDDEN else re.escape(letter) for letter in left)
    return bool(re.fullmatch(pattern, right)) if any(c in HIDDEN for c in left) else left == right


def _of_resident_number(read: str, *, known: "_Known") -> Iterator[str]:
    """Yield the conflicts of a resident registration number, which says date of birth and sex."""
    birth = birth_of_resident(read)
    if birth is None:
        return
    birth_date, sex = birth
    if _is_born_otherwise(birth_date, known):
        yield CODES[FieldName.BIRTH_DATE]
    if _is_of_other_sex(sex, known):
        yield CODES[FieldName.SEX]


def _is_named_otherwise(read: str, known: "_Known") -> bool:
    return bool(known.name) and not is_same_name(read, known.name or "")


def _is_born_otherwise(read: str, known: "_Known") -> bool:
    return known.birth_date is not None and read != known.birth_date.isoformat()


def _is_of_other_sex(read: str, known: "_Known") -> bool:
    return known.sex in ("male", "female") and read != known.sex


def _letters(name: str) -> str:
    return "".join(unicodedata.normalize("NFC", name).split()).casefold()


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())


CHECKS: Mapping[FieldName, Callable[[str, _Known], bool]] = {
    FieldName.PATIENT_NAME: _is_named_otherwise,
    FieldName.BIRTH_DATE: _is_born_otherwise,
    FieldName.SEX: _is_of_other_sex,
}
