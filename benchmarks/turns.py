"""Time to pick the next job, and to accept one, before growing backlogs, beside the pick of the oldest.

On SQLite in a temporary home, or on the database of JINDAN_DATABASE_URL. `make bench-turns` runs it.
"""

import statistics
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.server.accounts.models import Organisation, User
from jindan.server.jobs import admission, fairness, queries
from jindan.server.jobs.models import Job, Priority
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role

BACKLOGS = (100, 1_000, 10_000, 100_000)
ORGANISATIONS = 20
ROUNDS = 50


def main() -> None:
    settings.WAITING_JOBS_OF_PERSON = settings.WAITING_JOBS_OF_ORGANISATION = 10**6
    call_command("migrate", interactive=False, verbosity=0)
    cases = [_case(number) for number in range(ORGANISATIONS)]
    print(f"{ORGANISATIONS} organisations; medians of {ROUNDS} in ms")
    print("waiting | next in turn | oldest first | ratio | accepting one")
    filled = 0
    for backlog in BACKLOGS:
        _fill(cases, jobs=backlog - filled)
        filled = backlog
        turn = _median_ms(lambda: fairness.next_waiting(queue="cpu"))
        oldest = _median_ms(_oldest)
        by = cases[0].created_by
        accepting = _median_ms(lambda by=by: _accept(by))
        print(f"{backlog} | {turn:.2f} | {oldest:.2f} | {turn / oldest:.1f} | {accepting:.2f}")


def _case(number: int) -> Case:
    organisation = Organisation.objects.create(name=f"Hospital {number}")
    user = User.objects.create(
        email=f"{number}@example.org", organisation=organisation, role=Role.CLINICIAN
    )
    patient = Patient.objects.create(organisation=organisation, code="P", created_by=user)
    return Case.objects.create(organisation=organisation, patient=patient, created_by=user)


def _fill(cases: list[Case], *, jobs: int) -> None:
    """Add waiting jobs, nine of ten of the first organisation."""
    now = timezone.now()
    rows = (
        Job(
            kind="none",
            version="1",
            fingerprint="0" * 64,
            queue="cpu",
            case=case,
            organisation_id=case.organisation_id,
            requested_by_id=case.created_by_id,
            available_at=now,
        )
        for number in range(jobs)
        for case in [cases[0] if number % 10 else cases[number // 10 % len(cases)]]
    )
    Job.objects.bulk_create(rows, batch_size=500)


@transaction.atomic
def _accept(by: User) -> None:
    admission.admit(by=by, queue="cpu", priority=Priority.ROUTINE)


def _oldest() -> Job | None:
    waiting = queries.waiting(queue="cpu", now=timezone.now())
    return waiting.order_by("priority", "created_at", "pk").only("pk").first()


def _median_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
