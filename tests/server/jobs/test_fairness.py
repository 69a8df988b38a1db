"""Organisations take turns by what they used lately, not by what runs this instant."""

from datetime import timedelta

import pytest
from django.utils import timezone

import make
from jindan.server.jobs import engine, fairness, queries, services
from jindan.server.jobs.models import Job, JobState, Priority, RecentUse
from server.jobs import toys

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere():
    return make.case(by=make.user(organisation=make.organisation()))


def submit(case, **options):
    return services.submit(
        toys.toy, params=toys.Params(), inputs={}, case=case, by=case.created_by, **options
    )


def used(case, *, seconds=0.0, urgent_seconds=0.0, ago_s=0):
    RecentUse.objects.create(
        organisation=case.organisation,
        seconds=seconds,
        urgent_seconds=urgent_seconds,
        counted_at=timezone.now() - timedelta(seconds=ago_s),
    )


def starts(job, *, ago_s=0):
    started_at = timezone.now() - timedelta(seconds=ago_s)
    Job.objects.filter(pk=job.pk).update(state=JobState.PROCESSING, started_at=started_at)


def turn():
    return fairness.next_waiting(queue="cpu")


def test_within_an_organisation_urgent_goes_before_routine_before_bulk(case):
    bulk = submit(case, priority=Priority.BULK)
    routine = submit(case)
    urgent = submit(case, priority=Priority.URGENT)
    assert turn() == urgent
    estimates = queries.estimates_of([urgent, routine, bulk])
    assert [estimates[job.pk].ahead for job in (urgent, routine, bulk)] == [0, 1, 2]


def test_one_behind_five_thousand_of_another_starts_next_on_one_slot(case, elsewhere):
    first = submit(case)
    rows = (
        Job(
            kind=first.kind,
            version=first.version,
            fingerprint=f"{number:064d}",
            queue=first.queue,
            case=case,
            organisation=case.organisation,
            requested_by=case.created_by,
            available_at=first.available_at,
        )
        for number in range(5000)
    )
    Job.objects.bulk_create(rows, batch_size=500)
    assert engine.execute_next("cpu")  # it runs to its end, and nothing of theirs runs any more
    theirs = submit(elsewhere)
    assert Job.objects.filter(state=JobState.PROCESSING).count() == 0
    assert turn() == theirs
    assert queries.estimates_of([theirs])[theirs.pk].ahead == 0


def test_two_organisations_with_backlogs_get_the_same_time_and_not_the_same_number(case, elsewhere):
    """Theirs run for three seconds each and ours for one, so ours get three of four turns."""
    for _ in range(30):
        submit(case)
        submit(elsewhere)
    turns = []
    for _ in range(20):
        job = turn()
        turns.append(job.organisation_id)
        length_s = 3 if job.organisation_id == elsewhere.organisation_id else 1
        starts(job, ago_s=length_s)
        fairness.charge(Job.objects.get(pk=job.pk))
        Job.objects.filter(pk=job.pk).delete()
    assert turns.count(case.organisation_id) == 15


def test_use_is_forgotten_by_halves(case, elsewhere):
    used(case, seconds=1000, ago_s=2 * fairness.HALF_LIFE_S)  # 250 are left
    used(elsewhere, seconds=300)
    ours, _theirs = submit(case), submit(elsewhere)
    assert turn() == ours


def test_a_job_that_is_still_running_counts_as_use(case, elsewhere):
    used(elsewhere, seconds=100)
    starts(submit(case), ago_s=200)
    submit(case)
    theirs = submit(elsewhere)
    assert turn() == theirs


def test_jobs_that_start_in_the_same_instant_are_of_two_organisations(case, elsewhere):
    starts(submit(case))
    submit(case)
    theirs = submit(elsewhere)
    assert turn() == theirs


def test_an_urgent_job_goes_before_those_of_an_organisation_that_used_less(case, elsewhere):
    used(case, seconds=5000)
    urgent = submit(case, priority=Priority.URGENT)
    submit(elsewhere)
    assert turn() == urgent


def test_urgent_is_no_way_around_fairness(case, elsewhere, settings):
    used(case, seconds=5000, urgent_seconds=settings.URGENT_MINUTES * 60 + 1)
    urgent = submit(case, priority=Priority.URGENT)
    theirs = submit(elsewhere)
    assert turn() == theirs
    starts(theirs, ago_s=6000)
    assert turn() == urgent


def test_a_bulk_job_is_not_kept_waiting_by_routine_ones_of_others(case, elsewhere):
    used(case, seconds=10)
    submit(case)
    theirs = submit(elsewhere, priority=Priority.BULK)
    assert turn() == theirs


def test_an_organisation_that_may_run_one_at_a_time_leaves_the_other_slots_free(
    case, elsewhere, settings
):
    settings.RUNNING_JOBS_OF_ORGANISATION = 1
    used(elsewhere, seconds=1000)
    starts(submit(case))
    waiting = submit(case)
    theirs = submit(elsewhere)
    assert turn() == theirs
    assert not engine.execute(waiting.pk)
    assert engine.execute(theirs.pk)


def test_a_job_that_failed_is_counted_too(case):
    job = make.job(toys.toy, case=case, way="refuses")
    assert engine.execute(job.pk)
    assert RecentUse.objects.get().seconds > 0


def test_a_clock_that_was_set_back_takes_nothing_away(case):
    used(case, seconds=100, ago_s=-3600)
    job = submit(case)
    starts(job, ago_s=-3600)
    fairness.charge(Job.objects.get(pk=job.pk))
    assert RecentUse.objects.get().seconds == 100
