"""What a patient may ask for: the log of who looked at their records, their export, their erasure by two persons."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.artifacts.downloads import holding_place
from jindan.server.audit import queries
from jindan.server.audit import services as audit
from jindan.server.audit.models import AuditEvent
from jindan.server.kit.problems import NotFound
from jindan.server.notifications import services as notifications
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
from jindan.server.roles import Capability, Role, may, require

VALID = timedelta(days=7)
"""How long a proposed erasure waits for another person."""


def proposals_visible_to(user: User) -> QuerySet[ErasureProposal]:
    """Return the erasures that wait: to an administrator those of the organisation, to others what they proposed."""
    waiting = ErasureProposal.objects.filter(
        organisation_id=user.organisation_id, expires_at__gt=timezone.now()
    ).select_related("proposed_by")
    return waiting if may(user, Capability.MANAGE_USERS) else waiting.filter(proposed_by=user)


def proposal_for(patient: Patient) -> ErasureProposal | None:
    """Return the erasure of a patient that waits for an administrator, whoever has proposed it."""
    waiting = ErasureProposal.objects.filter(patient=patient, expires_at__gt=timezone.now())
    return waiting.select_related("proposed_by").first()


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
    """Propose to erase all records of a patient. Administrators are told, and one approves it within a week.

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
    _tell_administrators(proposal)
    return proposal


def approve_erasure(proposal: ErasureProposal, *, by: User, proof: ProofMethod) -> None:
    """Erase all records of the patient for whom it was proposed. The audit stays, with ids only.

    proof: how the administrator has proved this very act (`approving.approval`).
    Raises RoleNotAllowed, OwnErasure, ErasureVoid, RecordsKept, PatientInUse.
    """
    require(by, Capability.MANAGE_USERS)
    if by.pk == proposal.proposed_by_id:
        raise OwnErasure
    try:
        _erase(proposal, by=by, proof=proof)
    except IntegrityError as error:
        raise PatientInUse from error


@transaction.atomic
def _erase(proposal: ErasureProposal, *, by: User, proof: ProofMethod) -> None:
    patient = Patient.objects.select_for_update().filter(pk=proposal.patient_id).first()
    if patient is None:  # another approval was first
        raise ErasureVoid
    is_valid = proposal.expires_at > timezone.now() and _still_may(
        User.objects.get(pk=proposal.proposed_by_id), patient=patient
    )
    # The count decides between two approvals, also where the database locks no rows.
    if not is_valid or ErasureProposal.objects.filter(pk=proposal.pk).delete()[0] != 1:
        raise ErasureVoid
    refuse_kept(patient)
    for action in ("patient.erased", f"signature.proved-by-{proof}"):
        audit.record_event(action, by=by, subject=patient, patient_id=patient.pk)
    erase(patient)
    _tell_proposer(proposal, subject="erasure-approved", link="/cases")


@transaction.atomic
def withdraw_erasure(proposal: ErasureProposal, *, by: User) -> None:
    """Withdraw an erasure that one has proposed, or refuse that of another, who is told.

    Raises RoleNotAllowed, ErasureVoid.
    """
    is_own = by.pk == proposal.proposed_by_id
    if not is_own:
        require(by, Capability.MANAGE_USERS)
    if not ErasureProposal.objects.filter(pk=proposal.pk).delete()[0]:
        raise ErasureVoid
    patient = proposal.patient
    action = "patient.erasure-withdrawn" if is_own else "patient.erasure-refused"
    audit.record_event(action, by=by, subject=patient, patient_id=patient.pk)
    if not is_own:
        _tell_proposer(proposal, subject="erasure-refused", link=f"/patients/{patient.pk}")


def _tell_administrators(proposal: ErasureProposal) -> None:
    administrators = User.objects.filter(
        organisation_id=proposal.organisation_id, role=Role.ADMINISTRATOR, is_active=True
    )
    notifications.notify_all(
        administrators.exclude(pk=proposal.proposed_by_id),
        subject="erasure-proposed",
        kind="erasure",
        link=f"/erasures/{proposal.pk}",
    )


def _tell_proposer(proposal: ErasureProposal, *, subject: str, link: str) -> None:
    notifications.notify(to=proposal.proposed_by, subject=subject, kind="erasure", link=link)


def _still_may(proposer: User, *, patient: Patient) -> bool:
    return (
        proposer.is_active
        and may(proposer, Capability.IDENTIFY_PATIENTS)
        and is_within_lasting_reach(patient, user=proposer)
    )
