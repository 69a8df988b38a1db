"""Lists in pages: a cursor tells where the last page ended, so new rows never shift the next."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Model, Q, QuerySet
from ninja import Query, Schema
from pydantic import Field

from jindan.server.kit.moments import has_date_everywhere
from jindan.server.kit.problems import RequestProblem

DEFAULT_SIZE = 50
LARGEST_SIZE = 200

Row = TypeVar("Row")
Shown = TypeVar("Shown")
Stored = TypeVar("Stored", bound=Model)


class InvalidCursor(RequestProblem):
    """The cursor is not one of this list."""

    status = 422


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """Some rows of a list, and the cursor of the rows after them (None at the end)."""

    items: list[Row]
    next: str | None

    def each(self, show: Callable[[Row], Shown]) -> "Page[Shown]":
        """Return the same page with every row converted by `show`."""
        return Page(items=[show(row) for row in self.items], next=self.next)


class PageOut(Schema, Generic[Row]):
    """One page of a list. `next` is the `cursor` of the next request, and null at the end."""

    items: list[Row]
    next: str | None


class PageRequest(Schema):
    """The requested page of a list."""

    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    size: int = Field(DEFAULT_SIZE, ge=1, le=LARGEST_SIZE, description="Most rows to return.")


Paging = Annotated[PageRequest, Query()]
"""The query parameters of every list: `def list_patients(request, paging: Paging)`."""


def page(
    queryset: QuerySet[Stored],
    *,
    cursor: str | None = None,
    size: int = DEFAULT_SIZE,
    order_by: Sequence[str] = ("-created_at", "-id"),
) -> Page[Stored]:
    """Return the rows after `cursor`, at most `size`, and never more than LARGEST_SIZE.

    order_by: concrete fields that are never null, the last of them unique. None of them may say anything about a
    patient, because cursors are part of URLs. Raises InvalidCursor.
    """
    keys = [_Key.of(name) for name in order_by]
    if cursor is not None:
        queryset = queryset.filter(_after(queryset.model, keys=keys, values=_decode(cursor)))
    limit = min(size, LARGEST_SIZE)
    rows = list(queryset.order_by(*order_by)[: limit + 1])
    more = len(rows) > limit
    return Page(items=rows[:limit], next=_encode(rows[limit - 1], keys=keys) if more else None)


@dataclass(frozen=True, kw_only=True)
class _Key:
    name: str
    lookup: str

    @classmethod
    def of(cls, ordering: str) -> "_Key":
        lookup = "lt" if ordering.startswith("-") else "gt"
        return cls(name=ordering.removeprefix("-"), lookup=lookup)


def _after(model: type[Model], *, keys: Sequence[_Key], values: Sequence[object]) -> Q:
    """Return the condition of the rows that sort behind the values: by the first key, or equal there and by the next.

    Each step begins with a bound that always holds. Without it, PostgreSQL reads no range of an index.
    """
    if len(values) != len(keys):
        raise InvalidCursor
    parsed = [
        _parsed(model, name=key.name, value=value) for key, value in zip(keys, values, strict=True)
    ]
    behind = Q()
    for key, value in reversed(list(zip(keys, parsed, strict=True))):
        beyond = Q(**{f"{key.name}__{key.lookup}": value})
        behind = (
            Q(**{f"{key.name}__{key.lookup}e": value}) & (beyond | behind) if behind else beyond
        )
    return behind


def _parsed(model: type[Model], *, name: str, value: object) -> object:
    try:
        parsed = _column(model, name=name).to_python(value)
    except (ValidationError, TypeError, OverflowError) as error:
        raise InvalidCursor from error
    if parsed is None or (isinstance(parsed, datetime) and not has_date_everywhere(parsed)):
        raise InvalidCursor
    return parsed


def _column(model: type[Model], *, name: str) -> "models.Field[Any, Any]":
    column = model._meta.get_field(name)
    if not isinstance(column, models.Field):
        raise FieldDoesNotExist(name)
    return column


def _encode(row: Model, *, keys: Sequence[_Key]) -> str:
    values = [_column(type(row), name=key.name).value_to_string(row) for key in keys]
    packed = json.dumps(values, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def _decode(cursor: str) -> list[object]:
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        values = json.loads(packed)
    except ValueError as error:
        raise InvalidCursor from error
    if not isinstance(values, list):
        raise InvalidCursor
    return values
