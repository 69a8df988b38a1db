"""Whatever happens to jobs, in whatever order: the row does as docs/reference/states.md says (Hypothesis)."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

import make
from jindan.confinement.errors import ProblemReported
from jindan.server.jobs import endings, engine, services
from jindan.server.jobs.attempt import Cancelled, Heartbeat, Superseded
from jindan.server.jobs.errors import JobAlreadyFinished
from jindan.server.jobs.models import FINISHED, Job, JobState
from jindan.server.notifications.models import Notification
from server.jobs import toys
from server.jobs.toy_computations import Counted

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@dataclass
class Expected:
    """What the row must say."""

    state: JobState = JobState.PENDING
    attempt: int = 0
    is_to_stop: bool = False
    is_silent: bool = False
    days_off: int = 0

    @property
    def is_lost(self):
        return self.state == JobState.PROCESSING and (self.is_silent or self.days_off != 0)

    def beats(self):
        self.is_silent, self.days_off = False, 0


class Life(RuleBasedStateMachine):
    """Jobs, the attempts at them that some worker believes it runs, and a model of the rows."""

    jobs = Bundle("jobs")
    attempts = Bundle("attempts")

    def __init__(self):
        super().__init__()
        self.rows = transaction.atomic()
        self.rows.__enter__()
        self.case = make.case(by=make.user(organisation=make.organisation()))
        self.expected = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.rows.__exit__(None, None, None)

    @rule(target=jobs)
    def submit(self):
        job = make.job(toys.toy, case=self.case, number=len(self.expected))
        self.expected[job.pk] = Expected()
        return job.pk

    @rule(target=attempts, job=jobs)
    def start(self, job):
        expected = self.expected[job]
        now = timezone.now()
        pausing = Job.objects.filter(pk=job, available_at__range=(now, now + endings.LONGEST_PAUSE))
        pausing.update(available_at=now)
        started = engine._start(job)
        assert (started is not None) == (expected.state == JobState.PENDING)
        if started is not None:
            expected.state, expected.attempt = JobState.PROCESSING, expected.attempt + 1
            expected.beats()
        return started or Job.objects.select_related("requested_by", "case").get(pk=job)

    @rule(attempt=attempts, fraction=st.floats(0.02, 0.98))
    def goes_on(self, attempt, fraction):
        with self._refused_as_expected(attempt, hears_stop=True):
            Heartbeat(attempt).progress(fraction, f"stage-{fraction}")
            self.expected[attempt.pk].beats()

    @rule(attempt=consumes(attempts))
    def completes(self, attempt):
        with self._refused_as_expected(attempt, hears_stop=False):
            engine._close(attempt, toys.toy, result=Counted(letters=1), files={}, reused=None)
            self.expected[attempt.pk].state = JobState.COMPLETED

    @rule(attempt=consumes(attempts))
    def is_interrupted(self, attempt):
        endings.wait_again(attempt, pause_s=0)
        self._gave_back(attempt)

    @rule(attempt=consumes(attempts), is_unavailable=st.booleans())
    def is_refused(self, attempt, is_unavailable):
        endings.refuse(
            attempt, ProblemReported(slug="away", values={}, is_unavailable=is_unavailable)
        )
        if is_unavailable and attempt.attempt < endings.MAX_ATTEMPTS:
            self._gave_back(attempt)
        elif self._holds(attempt):
            self.expected[attempt.pk].state = JobState.FAILED

    @rule(job=jobs)
    def cancel(self, job):
        expected = self.expected[job]
        if expected.state in FINISHED:
            with pytest.raises(JobAlreadyFinished):
                services.cancel(Job.objects.get(pk=job), by=self.case.created_by)
            return
        services.cancel(Job.objects.get(pk=job), by=self.case.created_by)
        expected.is_to_stop = True
        if expected.state == JobState.PENDING:
            expected.state = JobState.CANCELLED

    @rule(job=jobs)
    def falls_silent(self, job):
        long_ago = timezone.now() - services.LEASE * 2
        if Job.objects.filter(pk=job, state=JobState.PROCESSING).update(heartbeat_at=long_ago):
            self.expected[job].is_silent, self.expected[job].days_off = True, 0

    @rule()
    def sweep(self):
        lost = [each for each in self.expected.values() if each.is_lost]
        assert services.put_back_lost() == len(lost)
        for each in lost:
            used_up = JobState.FAILED if each.attempt >= endings.MAX_ATTEMPTS else JobState.PENDING
            each.state = JobState.CANCELLED if each.is_to_stop else used_up

    @rule(days=st.sampled_from([-1, 1]))
    def clock_jumps(self, days):
        """The times written before are a day off, and the next sweep is never far."""
        for name in ("available_at", "heartbeat_at"):
            for job in Job.objects.exclude(state__in=FINISHED).exclude(**{name: None}):
                Job.objects.filter(pk=job.pk).update(
                    **{name: getattr(job, name) + timedelta(days=days)}
                )
        for expected in self.expected.values():
            expected.days_off += days
        self.sweep()

    @invariant()
    def rows_are_as_expected(self):
        for job in Job.objects.filter(pk__in=self.expected):
            expected = self.expected[job.pk]
            assert (job.state, job.attempt) == (expected.state, expected.attempt)
            told = Notification.objects.filter(link=f"/jobs/{job.pk}").values_list(
                "subject", flat=True
            )
            assert list(told) == ([f"job-{job.state}"] if job.state in FINISHED else [])

    def _holds(self, attempt):
        expected = self.expected[attempt.pk]
        return (expected.state, expected.attempt) == (JobState.PROCESSING, attempt.attempt)

    def _gave_back(self, attempt):
        if self._holds(attempt):
            expected = self.expected[attempt.pk]
            expected.state = JobState.CANCELLED if expected.is_to_stop else JobState.PENDING

    def _refused_as_expected(self, attempt, *, hears_stop):
        if not self._holds(attempt):
            return pytest.raises(Superseded)
        is_to_stop = hears_stop and self.expected[attempt.pk].is_to_stop
        return pytest.raises(Cancelled) if is_to_stop else nullcontext()


def test_jobs_do_as_the_states_say():
    small = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=small)
