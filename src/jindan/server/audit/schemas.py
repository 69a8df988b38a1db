"""Audit events over the wire."""

import datetime
import uuid
from typing import Annotated

from ninja import FilterLookup, FilterSchema, Schema
from pydantic import Field


class AuditEventOut(Schema):
    """One act: who (`actor_id` null: the installation itself), what, to which record, when."""

    id: uuid.UUID
    at: datetime.datetime
    actor_id: uuid.UUID | None
    role: str
    action: str
    subject_kind: str
    subject_id: uuid.UUID
    case_id: uuid.UUID | None
    request_id: str


class AuditFilter(FilterSchema):
    """Which events are asked for; every condition given must hold."""

    actor_id: uuid.UUID | None = None
    action: str | None = Field(None, max_length=64)
    subject_kind: str | None = Field(None, max_length=64)
    subject_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    since: Annotated[datetime.datetime | None, FilterLookup("at__gte")] = None
    until: Annotated[datetime.datetime | None, FilterLookup("at__lt")] = None
