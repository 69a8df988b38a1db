"""The decisions of patients that a person may see, and the unfinished jobs that serve a purpose."""

from uuid import UUID

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.jobs.analysis import analyses
from jindan.server.jobs.models import FINISHED, Job, JobState
from jindan.server.patients.models import Consent, ConsentPurpose, Patient
from jindan.server.patients.queries import visible_to
from jindan.server.roles import Role


def consents_visible_to(user: User, *, patient_id: UUID) -> QuerySet[Consent]:
    """Return the decisions of a patient, if the person may see the patient."""
    consents = Consent.objects.filter(patient__in=visible_to(user), patient=patient_id)
    return consents.select_related("recorded_by")


def jobs_serving(purpose: ConsentPurpose, *, patient: Patient) -> QuerySet[Job]:
    """Return the jobs of a patient that would go on against a consent.

    For an external service these are the waiting and the running ones that send to it. For research they are those
    of researchers that wait: what runs sends nothing, and they do not see its result.
    """
    jobs = Job.objects.filter(case__patient=patient).exclude(state__in=FINISHED)
    if purpose == ConsentPurpose.RESEARCH:
        return jobs.filter(requested_by__role=Role.RESEARCHER, state=JobState.PENDING)
    kinds = [
        kind
        for kind, analysis in analyses().items()
        if analysis.outbound_call is not None and analysis.outbound_call.purpose == purpose
    ]
    return jobs.filter(kind__in=kinds)
