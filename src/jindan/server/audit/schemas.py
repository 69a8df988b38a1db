"""Requests and responses of the audit trail."""

import datetime
import uuid
from typing import Annotated

from ninja import FilterLookup, FilterSchema, Schema
from pydantic import Field

from jindan.server.audit.models import EventOutcome
from jindan.server.kit.moments import Moment


class AuditEventOut(Schema):
    """One act: who did what to which record, when, from where, why (HL7 v3 PurposeOfUse) and how it ended.

    `actor_id` is null if the installation itself acted, `sequence` until the event has its place in the chain.
    """

    id: uuid.UUID
    at: datetime.datetime
    actor_id: uuid.UUID | None
    role: str
    action: str
    subject_kind: str
    subject_id: uuid.UUID
    case_id: uuid.UUID | None
    patient_id: uuid.UUID | None
    request_id: str
    address: str
    outcome: EventOutcome
    purpose: str
    filters: str
    sequence: int | None


class AuditFilter(FilterSchema):
    """Conditions of the listed events, all of which must be met."""

    actor_id: uuid.UUID | None = None
    action: str | None = Field(None, max_length=64)
    subject_kind: str | None = Field(None, max_length=64)
    subject_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    patient_id: uuid.UUID | None = None
    outcome: EventOutcome | None = None
    since: Annotated[Moment | None, FilterLookup("at__gte")] = None
    until: Annotated[Moment | None, FilterLookup("at__lt")] = None


class AuditChainOut(Schema):
    """How far the chain of events is, when it was last signed, and when it was last verified, with what result."""

    events: int
    checkpoint_at: datetime.datetime | None
    checkpoint_events: int | None
    verified_at: datetime.datetime | None
    is_whole: bool | None
