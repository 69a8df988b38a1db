"""What a running job has ready can be seen before it ends, by those who may; when the attempt ends it is gone."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone

import make
from jindan.confinement.errors import Crashed
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.audit.models import AuditEvent
from jindan.server.jobs import engine, previews, queries, services
from jindan.server.jobs.attempt import Heartbeat, Superseded
from jindan.server.jobs.models import Job, JobPreview, JobState
from jindan.server.roles import Role
from people import Caller
from server.conftest import _own_keyring, _quick_passwords, elsewhere, hospital, person_of  # noqa: F401
from server.jobs import toys

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def run_and_look(job, look):
    """Run the job in this thread, and `look` from another once something is shown."""
    seen, failures = [], []

    def wait():
        until = time.monotonic() + 120
        try:
            while time.monotonic() < until and not JobPreview.objects.filter(job=job).exists():
                time.sleep(0.02)
            seen.append(look())
        except Exception as error:
            failures.append(error)
        finally:
            let_go(job)
            connection.close()

    looking = threading.Thread(target=wait)
    looking.start()
    engine.execute(job.pk)
    looking.join()
    assert failures == []
    job.refresh_from_db()
    return seen[0]


def let_go(job):
    """The toy goes on; a file in its folder says so."""
    for folder in Path(configured.SCRATCH).glob(f"{job.pk}.*/outputs"):
        (folder / "seen").touch()


@pytest.fixture
def clinician(hospital, person_of):  # noqa: F811
    user, password = person_of(hospital, Role.CLINICIAN)
    return Caller(user=user, password=password).sign_in()


@pytest.fixture
def early(clinician):
    return make.job(toys.toy, case=make.case(by=clinician.user), way="shows-early")


def shown_to(caller, job):
    """What one person sees of the job's previews: their list, and the bytes of the first by its id."""
    told = caller.get(f"/jobs/{job.pk}").json()
    shown = JobPreview.objects.get(job=job)
    answer = caller.get(f"/jobs/previews/{shown.pk}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return told.get("previews"), answer.status_code, content


def test_a_file_is_seen_before_the_job_ends_and_is_its_output_afterwards(clinician, early):
    listed, status, content = run_and_look(early, lambda: shown_to(clinician, early))
    assert [(each["name"], each["media_type"], each["size"]) for each in listed] == [
        ("early.png", "image/png", 5)
    ]
    assert (status, content) == (200, b"early")
    assert early.state == JobState.COMPLETED
    assert sorted(early.outputs.values_list("name", flat=True)) == ["early.png", "letters.txt"]
    assert clinician.get(f"/jobs/{early.pk}").json()["previews"] == []
    assert not JobPreview.objects.exists()


def test_it_is_announced_on_the_stream(clinician, early):
    def first_event():
        answer = clinician.get(f"/jobs/{early.pk}/events")
        stream = iter(answer.streaming_content)
        told = (next(stream) + next(stream)).decode()
        answer.close()
        return told

    assert '"name":"early.png"' in run_and_look(early, first_event)


def test_a_stranger_and_one_who_may_not_see_findings_get_404(
    early,
    elsewhere,  # noqa: F811
    hospital,  # noqa: F811
    person_of,  # noqa: F811
):
    others = [
        Caller(user=user, password=password).sign_in()
        for user, password in (
            person_of(elsewhere, Role.CLINICIAN),
            person_of(hospital, Role.CLERK),
        )
    ]
    seen = run_and_look(early, lambda: [shown_to(other, early)[:2] for other in others])
    assert [status for _, status in seen] == [404, 403]
    assert not any(listed for listed, _ in seen)


def test_looking_is_audited(clinician, early, hospital):  # noqa: F811
    run_and_look(early, lambda: shown_to(clinician, early))
    assert AuditEvent.objects.filter(action="job-preview.seen", subject_id=early.pk).count() == 1


def test_a_refused_and_a_cancelled_job_leave_nothing_that_is_named(clinician):
    case = make.case(by=clinician.user)
    refused = make.job(toys.toy, case=case, way="shows-and-refuses")
    engine.execute(refused.pk)
    cancelled = make.job(toys.toy, case=case, way="shows-and-sleeps")
    run_and_look(cancelled, lambda: services.cancel(cancelled, by=clinician.user))
    states = Job.objects.order_by("created_at").values_list("state", flat=True)
    assert list(states) == [JobState.FAILED, JobState.CANCELLED]
    assert not JobPreview.objects.exists()
    assert not Artifact.objects.exists()
    StoredObject.objects.update(stored_at=timezone.now() - timedelta(days=2))
    artifacts.sweep_strays()
    assert not StoredObject.objects.exists()


def test_a_job_that_waits_again_shows_nothing_and_starts_anew(clinician):
    job = make.job(toys.toy, case=make.case(by=clinician.user), way="shows-and-is-away")
    engine.execute(job.pk)
    assert not queries.previews_visible_to(clinician.user).exists()
    Job.objects.update(available_at=timezone.now(), attempt=2)
    engine.execute(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert not JobPreview.objects.exists()


def test_a_late_attempt_shows_nothing(clinician, tmp_path):
    """It was paused beyond its lease, and another has the job now."""
    job = make.job(toys.toy, case=make.case(by=clinician.user))
    Job.objects.update(state=JobState.PROCESSING, attempt=2)
    job.attempt = 1
    path = tmp_path / "early.png"
    path.write_text("late")
    with pytest.raises(Superseded):
        previews.show(job, path, heartbeat=Heartbeat(job))
    assert not JobPreview.objects.exists()


def test_a_child_that_names_a_path_is_a_fault_and_shows_nothing(clinician):
    job = make.job(toys.toy, case=make.case(by=clinician.user), way="shows-a-path")
    with pytest.raises(Crashed):
        engine.execute(job.pk)
    assert not JobPreview.objects.exists()
