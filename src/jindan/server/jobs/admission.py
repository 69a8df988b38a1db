"""Limits of the jobs that may wait, checked before a person's request is accepted."""

from django.conf import settings
from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.jobs import fairness
from jindan.server.jobs.errors import (
    TooManyJobsOfOrganisation,
    TooManyJobsOfPerson,
    TooManyUrgentJobs,
)
from jindan.server.jobs.models import Job, JobState, Priority
from jindan.server.roles import Capability, may, require

RETRY_AFTER_S = 60


def admit(*, by: User, queue: str, priority: Priority) -> None:
    """Raise the problem that refuses one more job of this person, if there is one.

    Call it in the transaction that creates the job: requests of one organisation then pass one after the other, and
    none passes on the count of another. Raises RoleNotAllowed, TooManyUrgentJobs, TooManyJobsOfPerson and
    TooManyJobsOfOrganisation.
    """
    if priority == Priority.URGENT:
        require(by, Capability.REQUEST_URGENT)
    fairness.locked(by.organisation_id)
    waiting = Job.objects.filter(state=JobState.PENDING, queue=queue)
    of_organisation = waiting.filter(organisation=by.organisation_id)
    of_person = waiting.filter(requested_by=by)
    for jobs, most, problem in (
        (of_person, settings.WAITING_JOBS_OF_PERSON, TooManyJobsOfPerson),
        (of_organisation, settings.WAITING_JOBS_OF_ORGANISATION, TooManyJobsOfOrganisation),
    ):
        if _reaches(jobs, most=most):
            raise problem(headers={"Retry-After": str(RETRY_AFTER_S)}, limit=most)
    if priority == Priority.URGENT:
        _admit_urgent(of_organisation.filter(priority=Priority.URGENT), by=by)


def priority_for(user: User, *, wanted: Priority) -> Priority:
    """Return the priority, or routine in the place of an urgent one that this person may not request."""
    is_too_high = wanted == Priority.URGENT and not may(user, Capability.REQUEST_URGENT)
    return Priority.ROUTINE if is_too_high else wanted


def _admit_urgent(urgent: QuerySet[Job], *, by: User) -> None:
    for jobs, most in (
        (urgent.filter(requested_by=by), settings.URGENT_JOBS_OF_PERSON),
        (urgent, settings.URGENT_JOBS_OF_ORGANISATION),
    ):
        if _reaches(jobs, most=most):
            raise TooManyUrgentJobs(headers={"Retry-After": str(RETRY_AFTER_S)}, limit=most)


def _reaches(jobs: QuerySet[Job], *, most: int) -> bool:
    """Return whether there are `most` rows, without counting more than these."""
    return most > 0 and jobs.order_by()[:most].count() >= most
