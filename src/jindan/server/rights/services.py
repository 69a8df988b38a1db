"""What a patient may ask for: the log of who looked at their records, their export, their erasure by two persons."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.artifacts.downloads import holding_place
from jindan.server.audit import queries
from jindan.server.audit import services as audit
from jindan.server.audit.models import AuditEvent
from jindan.server.kit.problems import NotFound
from jindan.server.patients.models import Patient
from jindan.server.patients.queries import is_within_lasting_reach
from jindan.server.rights.erasing import erase
from jindan.server.rights.errors import (
    EmergencyDoesNotErase,
    EmergencyDoesNotExport,
    ErasurePending,
    ErasureVoid,
    OwnErasure,
    PatientInUse,
)
from jindan.server.rights.exporting import archive_of
from jindan.server.rights.models import ErasureProposal, ErasureReason
from jindan.server.rights.retention import refuse_kept
from jindan.server.roles import Capability, may, require

VALID = timedelta(days=7)
"""How long a proposed erasure waits for another person."""


def proposals_visible_to(user: User) -> QuerySet[ErasureProposal]:
    """Return the erasures that wait for an administrator of the organisation."""
    if not may(user, Capability.MANAGE_USERS):
        return ErasureProposal.objects.none()
    waiting = ErasureProposal.objects.filter(
        organisation_id=user.organisation_id, expires_at__gt=timezone.now()
    )
    return waiting.select_related("proposed_by")


@transaction.atomic
def read_access_log(patient_id: UUID, *, by: User) -> Iterator[AuditEvent]:
    """Return the events of a patient until now, oldest first, and record the reading.

    They are there after the patient was erased too. Raises RoleNotAllowed, NotFound.
    """
    require(by, Capability.READ_AUDIT)
    events = queries.visible_to(by).filter(patient_id=patient_id)
    if not events.exists():
        raise NotFound
    audit.record_event(
        "audit-event.exported", by=by, subject=by.organisation, patient_id=patient_id
    )
    return queries.in_order(events, until=timezone.now())


@transaction.atomic
def export(patient: Patient, *, by: User, language: str) -> Iterator[bytes]:
    """Return the ZIP archive of a patient's records, to be sent as it is made, and record the export.

    Raises RoleNotAllowed, EmergencyDoesNotExport, TooManyTransfers, TransfersFull, and while it is sent what
    `archive_of` raises.
    """
    require(by, Capability.IDENTIFY_PATIENTS)
    if not is_within_lasting_reach(patient, user=by):
        raise EmergencyDoesNotExport
    audit.record_event("patient.exported", by=by, subject=patient, patient_id=patient.pk)
    return holding_place(lambda: archive_of(patient, by=by, language=language), by=by)


@transaction.atomic
def propose_erasure(patient: Patient, *, reason: ErasureReason, by: User) -> ErasureProposal:
    """Propose to erase all records of a patient. An administrator approves it within a week.

    Raises RoleNotAllowed, EmergencyDoesNotErase, RecordsKept, ErasurePending.
    """
    require(by, Capability.IDENTIFY_PATIENTS)
    if not is_within_lasting_reach(patient, user=by):
        raise EmergencyDoesNotErase
    refuse_kept(patient)
    ErasureProposal.objects.filter(patient=patient, expires_at__lte=timezone.now()).delete()
    try:
        with transaction.atomic():
            proposal = ErasureProposal.objects.create(
                organisation_id=patient.organisation_id,
                patient=patient,
                reason=reason,
                proposed_by=by,
                expires_at=timezone.now() + VALID,
            )
    except IntegrityError as error:
        raise ErasurePending from error
    action = f"patient.erasure-proposed-{reason}"
    audit.record_event(action, by=by, subject=patient, patient_id=patient.pk)
    return proposal


def approve_erasure(proposal: ErasureProposal, *, by: User) -> None:
    """Erase all records of the patient for whom it was proposed. The audit stays, with ids only.

    Raises RoleNotAllowed, OwnErasure, ErasureVoid, RecordsKept, PatientInUse.
    """
    require(by, Capability.MANAGE_USERS)
    if by.pk == proposal.proposed_by_id:
        raise OwnErasure
    try:
        _erase(proposal, by=by)
    except IntegrityError as error:
        raise PatientInUse from error


@transaction.atomic
def _erase(proposal: ErasureProposal, *, by: User) -> None:
    patient = Patient.objects.select_for_update().get(pk=proposal.patient_id)
    is_valid = proposal.expires_at > timezone.now() and _still_may(
        User.objects.get(pk=proposal.proposed_by_id), patient=patient
    )
    # The count decides between two approvals, also where the database locks no rows.
    if not is_valid or ErasureProposal.objects.filter(pk=proposal.pk).delete()[0] != 1:
        raise ErasureVoid
    refuse_kept(patient)
    audit.record_event("patient.erased", by=by, subject=patient, patient_id=patient.pk)
    erase(patient)


@transaction.atomic
def withdraw_erasure(proposal: ErasureProposal, *, by: User) -> None:
    """Refuse a proposed erasure. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_USERS)
    ErasureProposal.objects.filter(pk=proposal.pk).delete()
    audit.record_event(
        "patient.erasure-withdrawn",
        by=by,
        subject=proposal.patient,
        patient_id=proposal.patient_id,
    )


def _still_may(proposer: User, *, patient: Patient) -> bool:
    return (
        proposer.is_active
        and may(proposer, Capability.IDENTIFY_PATIENTS)
        and is_within_lasting_reach(patient, user=proposer)
    )
