"""Requests and responses about the erasure of a patient's records, and the manifest of their export."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Literal

from ninja import Schema

from jindan.server.accounts.proofs.schemas import ProofIn
from jindan.server.care.schemas import PersonOut, person_out
from jindan.server.kit.schemas import RequestBody
from jindan.server.rights.models import ErasureProposal, ErasureReason
from jindan.server.rights.retention import RecordKind


class ErasureIn(RequestBody):
    """Why the records are to be erased."""

    reason: ErasureReason


class ErasureApprovalIn(RequestBody):
    """The proof that the approval is the person's own."""

    proof: ProofIn


class ErasureOut(Schema):
    """A proposed erasure: whose, why and by whom. It names the patient by id only."""

    id: uuid.UUID
    patient_id: uuid.UUID
    reason: ErasureReason
    proposed_by: PersonOut
    created_at: datetime.datetime
    expires_at: datetime.datetime


class KeptOut(Schema):
    """Records that must be kept, and the last day of it."""

    kind: RecordKind
    until: datetime.date


class ErasabilityOut(Schema):
    """What keeps a patient's records from being erased, if anything, and the proposal that waits, if there is one."""

    kept: list[KeptOut]
    proposal: ErasureOut | None


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


def erasure_out(proposal: ErasureProposal) -> ErasureOut:
    """Return a proposed erasure whose proposer was fetched."""
    return ErasureOut(
        id=proposal.pk,
        patient_id=proposal.patient_id,
        reason=ErasureReason(proposal.reason),
        proposed_by=person_out(proposal.proposed_by),
        created_at=proposal.created_at,
        expires_at=proposal.expires_at,
    )


def erasability_out(
    kept: Mapping[RecordKind, datetime.date], *, proposal: ErasureProposal | None
) -> ErasabilityOut:
    """Return what must be kept, and the proposal that waits, whose proposer was fetched."""
    return ErasabilityOut(
        kept=[KeptOut(kind=kind, until=until) for kind, until in kept.items()],
        proposal=erasure_out(proposal) if proposal else None,
    )
