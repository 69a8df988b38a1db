"""Schemas that all parts of the API share."""

import datetime
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from ninja import Schema
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from jindan.analysis import Note
from jindan.catalogue import Scalar

WRITTEN_AS: Mapping[type, tuple[type, ...]] = {
    bool: (bool,),
    int: (int, float),
    float: (int, float),
    datetime.date: (str,),
}
"""The JSON types of what pydantic also makes from others: a date from a number, a truth from a word."""


class RequestBody(BaseModel):
    """The body of a request. A member that is not known is refused, so that a misspelt one never goes unnoticed.

    A member of another JSON type than the declared one is refused too, and not converted.
    """

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _is_as_declared(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - of any member
        declared = _members_of(cls.model_fields[info.field_name or ""].annotation) - {NoneType}
        if value is None or not declared or not declared <= WRITTEN_AS.keys():
            return value
        written = {written for kind in declared for written in WRITTEN_AS[kind]}
        is_date = datetime.date in declared and len(str(value)) != len("2026-01-31")
        if type(value) not in written or is_date:
            message = "is of another type"
            raise ValueError(message)
        return value


def _members_of(annotation: Any) -> set[Any]:  # noqa: ANN401 - of any member
    """Return the types of a union, or the one type that an annotation is."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members_of(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return set().union(*map(_members_of, get_args(annotation)))
    return {origin or annotation}


class ProblemOut(Schema):
    """RFC 9457 problem details. `remedy` says what to do. `errors` (422 only) names the wrong parts of the request.

    code: the last part of `type`. values: those in the sentences.
    """

    type: str
    code: str
    values: dict[str, Scalar]
    title: str
    status: int
    detail: str
    remedy: str


class NoteOut(Schema):
    """An observation: its code, the values in its sentence, and that sentence in the reader's language."""

    code: str
    values: dict[str, Scalar]
    text: str


def note_out(note: Note, *, language: str) -> NoteOut:
    """Return the note in the reader's language."""
    return NoteOut(code=note.code, values=note.values, text=note.in_language(language))


PROBLEMS = {
    frozenset({400, 401, 403, 404, 408, 409, 413, 414, 415, 422, 429, 431, 503}): ProblemOut
}
"""Put into `response=` of each operation so that generated clients know the error type."""
