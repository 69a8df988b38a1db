"""Recording of what a patient decides, which takes effect on waiting and running jobs at once."""

from django.db import transaction

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.consents import queries
from jindan.server.consents.errors import (
    NothingToWithdraw,
    PatientConsentMissing,
)
from jindan.server.jobs import services as jobs
from jindan.server.jobs.errors import ConsentWithdrawn, JobAlreadyFinished
from jindan.server.kit.locking import lock_row
from jindan.server.patients.models import (
    Consent,
    ConsentBasis,
    ConsentDecision,
    ConsentPurpose,
    Patient,
)
from jindan.server.patients.queries import is_consented
from jindan.server.roles import Capability, require


def record(
    patient: Patient,
    *,
    purpose: ConsentPurpose,
    decision: ConsentDecision,
    basis: ConsentBasis,
    by: User,
) -> Consent:
    """Record a decision of the patient, which takes the place of the earlier one, and return it.

    Without consent, the jobs that serve the purpose are cancelled with the reason. Raises RoleNotAllowed,
    NothingToWithdraw.
    """
    require(by, Capability.IDENTIFY_PATIENTS)
    with transaction.atomic():
        lock_row(patient)  # one decision after the other
        current = Consent.objects.filter(patient=patient, purpose=purpose, is_current=True)
        if decision == ConsentDecision.WITHDRAWN and not is_consented(patient, purpose=purpose):
            raise NothingToWithdraw
        current.update(is_current=None)
        consent = Consent.objects.create(
            patient=patient, purpose=purpose, decision=decision, basis=basis, recorded_by=by
        )
        audit.record_event(f"consent.{decision}", by=by, subject=patient, patient_id=patient.pk)
    if decision != ConsentDecision.GRANTED:
        _cancel_jobs(patient, purpose=purpose, by=by)
    return consent


def require_consent(patient: Patient, *, purpose: ConsentPurpose) -> None:
    """Raise PatientConsentMissing unless the patient consents to the purpose."""
    if not is_consented(patient, purpose=purpose):
        raise PatientConsentMissing


def _cancel_jobs(patient: Patient, *, purpose: ConsentPurpose, by: User) -> None:
    """Cancel each job that serves the purpose, in a transaction of its own: some may have just finished."""
    serving = queries.jobs_serving(purpose, patient=patient).select_related("case", "requested_by")
    for job in serving:
        try:
            jobs.cancel(job, by=by, reason=ConsentWithdrawn(purpose=purpose.value))
        except JobAlreadyFinished:
            continue
