"""Requests and responses about the erasure of a patient's records, and the manifest of their export."""

import datetime
import uuid
from typing import Literal

from ninja import Schema

from jindan.server.kit.schemas import RequestBody
from jindan.server.rights.models import ErasureReason


class ErasureIn(RequestBody):
    """Why the records are to be erased."""

    reason: ErasureReason


class ErasureOut(Schema):
    """A proposed erasure: whose, why and by whom. It names the patient by id only."""

    id: uuid.UUID
    patient_id: uuid.UUID
    reason: ErasureReason
    proposed_by_id: uuid.UUID
    created_at: datetime.datetime
    expires_at: datetime.datetime


class ArchivedFileOut(Schema):
    """A file of an export. what: its kind, as a code. name: that of a stored file. size: in bytes, uncompressed.

    sha256: of its bytes, as hexadecimal digits.
    """

    path: str
    what: str
    name: str | None
    size: int
    sha256: str


class OmissionOut(Schema):
    """What an export does not hold, and why."""

    what: str
    why: str


class ManifestOut(Schema):
    """What an export of a patient's records holds: every file but the manifest itself. at: when it began."""

    format: Literal["jindan-patient-export/1"]
    at: datetime.datetime
    files: list[ArchivedFileOut]
    left_out: list[OmissionOut]
