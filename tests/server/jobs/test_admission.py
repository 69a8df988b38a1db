"""How many jobs may wait, and who may ask for an urgent one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

import make
from jindan.server.jobs import services
from jindan.server.jobs.errors import (
    TooManyJobsOfOrganisation,
    TooManyJobsOfPerson,
    TooManyUrgentJobs,
)
from jindan.server.jobs.models import Job, Priority
from jindan.server.roles import Role, RoleNotAllowed
from server.jobs import toys

pytestmark = pytest.mark.django_db


def submit(case, *, by=None, **options):
    person = by or case.created_by
    return services.submit(
        toys.toy, params=toys.Params(), inputs={}, case=case, by=person, **options
    )


def test_one_person_may_have_so_many_waiting(case, settings):
    settings.WAITING_JOBS_OF_PERSON = 2
    jobs = [submit(case), submit(case)]
    with pytest.raises(TooManyJobsOfPerson):
        submit(case)
    submit(case, by=make.user(organisation=case.organisation))
    services.cancel(jobs[0], by=case.created_by)
    submit(case)


def test_one_organisation_may_have_so_many_waiting(case, settings):
    settings.WAITING_JOBS_OF_ORGANISATION = 1
    submit(case)
    with pytest.raises(TooManyJobsOfOrganisation):
        submit(case, by=make.user(organisation=case.organisation))
    submit(make.case(by=make.user(organisation=make.organisation())))


@pytest.mark.parametrize("limit", ["URGENT_JOBS_OF_PERSON", "URGENT_JOBS_OF_ORGANISATION"])
def test_so_many_urgent_ones_may_wait(case, settings, limit):
    setattr(settings, limit, 1)
    submit(case, priority=Priority.URGENT)
    with pytest.raises(TooManyUrgentJobs):
        submit(case, priority=Priority.URGENT)
    submit(case)


def test_urgent_is_a_capability(case):
    person = make.user(organisation=case.organisation, role=Role.RESEARCHER)
    with pytest.raises(RoleNotAllowed):
        submit(case, by=person, priority=Priority.URGENT)
    submit(case, by=person)


def test_who_may_not_request_an_urgent_job_repeats_one_as_routine(case):
    job = submit(case, priority=Priority.URGENT)
    services.cancel(job, by=case.created_by)
    job.refresh_from_db()
    researcher = make.user(organisation=case.organisation, role=Role.RESEARCHER)
    assert services.repeat(job, by=researcher).priority == Priority.ROUTINE


def test_the_next_step_of_an_accepted_request_is_never_refused(case, settings):
    settings.WAITING_JOBS_OF_PERSON = 1
    submit(case)
    services.enqueue(
        toys.toy, params=toys.Params(), inputs={}, case=case, by=case.created_by,
        priority=Priority.URGENT,
    )  # fmt: skip
    assert Job.objects.count() == 2


def test_the_same_key_is_answered_at_the_limit_too(case, settings):
    settings.WAITING_JOBS_OF_PERSON = 1
    job = submit(case, idempotency_key="k")
    assert submit(case, idempotency_key="k") == job


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_requests_at_once_do_not_pass_on_the_count_of_each_other(case, settings):
    settings.WAITING_JOBS_OF_ORGANISATION = 5

    def request(_number):
        try:
            submit(case)
        except TooManyJobsOfOrganisation:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as threads:
        accepted = list(threads.map(request, range(20)))
    assert accepted.count(True) == Job.objects.count() == 5
