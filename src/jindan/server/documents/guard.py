"""The wrong-patient guard: what a document says of its patient, held against the case's patient."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jindan.analysis import Remark
from jindan.ocr.document import Content
from jindan.ocr.fields.dates import birth_of_resident
from jindan.ocr.fields.field import FieldName
from jindan.server.documents.models import Document
from jindan.server.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class _Known:
    name: str | None
    birth_date: date | None
    sex: str


CODES: Mapping[FieldName, str] = {
    FieldName.PATIENT_NAME: "patient-name-differs",
    FieldName.BIRTH_DATE: "birth-date-differs",
    FieldName.SEX: "patient-sex-differs",
}
"""The remark for each thing on which paper and patient may disagree."""
HIDDEN = "*○●"
"""What stands for a syllable of a name that was blotted out on purpose: 홍*동, 홍○동."""


def conflicts_with(patient: Patient, *, content: Content) -> tuple[Remark, ...]:
    """A remark for each thing on which paper and patient disagree; what either does not say is no conflict."""
    return tuple(Remark(code=code) for code in dict.fromkeys(_codes(patient, content=content)))


def _codes(patient: Patient, *, content: Content) -> Iterator[str]:
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


def conflicts_left(document: Document, *, before: Content, after: Content) -> tuple[Remark, ...]:
    """The conflicts that a correction leaves or makes; one that a person has let pass does not come back."""
    patient = document.case.patient
    let_pass = () if document.has_conflict else conflicts_with(patient, content=before)
    return tuple(
        remark for remark in conflicts_with(patient, content=after) if remark not in let_pass
    )


def is_conflict(remark: Remark) -> bool:
    """Whether a remark says that paper and patient disagree."""
    return remark.code in CODES.values()


def is_same_name(read: str, known: str) -> bool:
    """Whether two names agree, spaces, order of Latin words and blotted syllables aside."""
    if read.isascii() != known.isascii():
        return True  # in another script: nothing to compare
    left, right = _letters(read), _letters(known)
    if sorted(_words(read)) == sorted(_words(known)):
        return True
    pattern = "".join("." if letter in HIDDEN else re.escape(letter) for letter in left)
    return bool(re.fullmatch(pattern, right)) if any(c in HIDDEN for c in left) else left == right


def _of_resident_number(read: str, *, known: "_Known") -> Iterator[str]:
    told = birth_of_resident(read)
    if told is not None and _is_born_otherwise(told[0], known):
        yield CODES[FieldName.BIRTH_DATE]
    if told is not None and _is_of_other_sex(told[1], known):
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
