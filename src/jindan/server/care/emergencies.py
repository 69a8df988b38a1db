"""Emergency access: begun with a reason, told to others at once, ended by time, and reviewed by somebody else."""

import unicodedata
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.care import queries
from jindan.server.care.errors import (
    EmergencyEnded,
    EmergencyReviewed,
    OwnEmergency,
    PatientInReach,
    ReasonTooShort,
    UnknownPatientCode,
)
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use
from jindan.server.kit import circumstances
from jindan.server.kit.names import seen_line
from jindan.server.notifications import services as notifications
from jindan.server.patients import codes
from jindan.server.patients.models import AccessVerdict, EmergencyAccess, Patient
from jindan.server.patients.queries import policy_of, visible_to
from jindan.server.roles import CAPABILITIES, Capability, Role, require

SHORTEST_REASON = 10
LONGEST_REASON = 1000
REVIEWERS = [role for role in Role if Capability.READ_AUDIT in CAPABILITIES[role]]


def begin(*, code: str, reason: str, by: User) -> EmergencyAccess:
    """Let the actor see the patient of this exact code for a limited time, and tell the reviewers and the care team.

    A code that no patient has leaves an audit event too. Raises RoleNotAllowed, ReasonTooShort,
    UnknownPatientCode, PatientInReach.
    """
    require(by, Capability.ACCESS_IN_EMERGENCY)
    reason = _stated(reason)
    patient = Patient.objects.filter(
        organisation_id=by.organisation_id, code=codes.normalised(code)
    ).first()
    if patient is None:
        audit.record_event("emergency-access.not-found", by=by, subject=by.organisation)
        raise UnknownPatientCode
    if visible_to(by).filter(pk=patient.pk).exists():
        raise PatientInReach
    return _begin(patient, reason=reason, by=by)


@transaction.atomic
def _begin(patient: Patient, *, reason: str, by: User) -> EmergencyAccess:
    hours = policy_of(by.organisation_id).emergency_hours
    access = EmergencyAccess(
        organisation_id=by.organisation_id,
        patient=patient,
        person=by,
        until=timezone.now() + timedelta(hours=hours),
    )
    access.sealed_reason = _seal(reason, column="reason", access=access)
    access.save(force_insert=True)
    with circumstances.purpose(circumstances.Purpose.BREAK_THE_GLASS):
        audit.record_event("emergency-access.begun", by=by, subject=patient, patient_id=patient.pk)
    _alert(access)
    return access


def _alert(access: EmergencyAccess) -> None:
    """Notify the reviewers of the organisation and those who care for the patient."""
    notice = {"subject": "emergency-access-begun", "kind": "emergency-access"}
    reviewers = User.objects.filter(
        organisation_id=access.organisation_id, role__in=REVIEWERS, is_active=True
    )
    notifications.notify_all(reviewers, link=f"/emergency-accesses/{access.pk}", **notice)
    carers = queries.people_caring_for(access.patient).exclude(role__in=REVIEWERS)
    notifications.notify_all(carers, link=f"/patients/{access.patient_id}", **notice)


@transaction.atomic
def end(access: EmergencyAccess, *, by: User) -> None:
    """End an emergency access before its time: its person may, and who reviews. Raises EmergencyEnded."""
    now = timezone.now()
    if not EmergencyAccess.objects.filter(pk=access.pk, until__gt=now).update(until=now):
        raise EmergencyEnded
    audit.record_event(
        "emergency-access.ended", by=by, subject=access.patient, patient_id=access.patient_id
    )


@transaction.atomic
def review(access: EmergencyAccess, *, verdict: AccessVerdict, note: str, by: User) -> None:
    """State whether an emergency access was justified, and tell its person.

    Raises RoleNotAllowed, OwnEmergency, ReasonTooShort, EmergencyReviewed.
    """
    require(by, Capability.READ_AUDIT)
    if access.person_id == by.pk:
        raise OwnEmergency
    note = _stated(note)
    is_first = EmergencyAccess.objects.filter(pk=access.pk, verdict="").update(
        verdict=verdict,
        sealed_note=_seal(note, column="note", access=access),
        reviewed_by=by,
        reviewed_at=timezone.now(),
    )
    if not is_first:
        raise EmergencyReviewed
    audit.record_event(
        "emergency-access.reviewed", by=by, subject=access.patient, patient_id=access.patient_id
    )
    notifications.notify(
        to=access.person,
        subject="emergency-access-reviewed",
        kind="emergency-access",
        link=f"/emergency-accesses/{access.pk}",
    )


def reason_of(access: EmergencyAccess) -> str:
    """Return the reason that was stated. Raises UnknownKey, BrokenSeal."""
    return _unseal(bytes(access.sealed_reason), column="reason", access=access)


def note_of(access: EmergencyAccess) -> str:
    """Return the reviewer's note, empty before the review. Raises UnknownKey, BrokenSeal."""
    return _unseal(bytes(access.sealed_note), column="note", access=access)


@transaction.atomic
def reseal() -> int:
    """Seal every reason and note under the organisation's newest key. Return how many accesses had older seals."""
    current, count = keys.current_key_ids(), 0
    for access in EmergencyAccess.objects.select_for_update().order_by("pk"):
        sealed = [bytes(access.sealed_reason), bytes(access.sealed_note)]
        if all(keys.key_id_of(value) in current for value in sealed if value):
            continue
        reason, note = reason_of(access), note_of(access)
        EmergencyAccess.objects.filter(pk=access.pk).update(
            sealed_reason=_seal(reason, column="reason", access=access),
            sealed_note=_seal(note, column="note", access=access) if note else b"",
        )
        count += 1
    return count


def _stated(words: str) -> str:
    """Return the words in composed form (NFC). Raises ReasonTooShort, which counts what is seen of them."""
    words = unicodedata.normalize("NFC", words).strip()
    if len(seen_line(words)) < SHORTEST_REASON:
        raise ReasonTooShort(least=SHORTEST_REASON)
    return words


def _seal(words: str, *, column: str, access: EmergencyAccess) -> bytes:
    return keys.seal(
        words.encode(),
        use=Use.EMERGENCY_ACCESS,
        organisation_id=access.organisation_id,
        context=_context(column, access),
    )


def _unseal(sealed: bytes, *, column: str, access: EmergencyAccess) -> str:
    if not sealed:
        return ""
    return keys.unseal(
        sealed,
        use=Use.EMERGENCY_ACCESS,
        organisation_id=access.organisation_id,
        context=_context(column, access),
    ).decode()


def _context(column: str, access: EmergencyAccess) -> bytes:
    return f"patients.emergency.{column}:{access.pk}".encode()
