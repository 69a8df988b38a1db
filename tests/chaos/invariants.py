"""What must hold after every run, whatever befell it; each check gives the sentences that are not true."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.artifacts.storage import sweeping
from jindan.server.audit.models import AuditEvent
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs import scratch
from jindan.server.jobs.endings import MAX_ATTEMPTS
from jindan.server.jobs.models import FINISHED, Job, JobPreview, JobState
from jindan.server.notifications.models import Notification
from jindan.server.reports.models import Report, ReportVersion

OUTPUTS = {"chaos": {"letters.txt"}}
CHAIN = {"chaos": "chaos", "ct-import": "ct-segmentation", "ct-segmentation": "report-rendering"}


def broken(case: str, *, may_end: list[str], key: str) -> list[str]:
    """Everything that is not as it must be, of one case and of the store."""
    jobs = list(Job.objects.filter(case=case).order_by("created_at", "pk"))
    first = [job for job in jobs if job.idempotency_key == key]
    return [
        *(f"{len(first)} jobs of one key" for _ in [0] if len(first) != 1),
        *(f"{job.kind} ended {job.state} {slug(job)}" for job in first if job.state not in may_end),
        *(said for job in jobs for said in of_job(job)),
        *of_chain(jobs),
        *of_rows(case, jobs),
        *of_bytes(case),
        *of_audit(case, jobs),
        *of_strays(),
    ]


def slug(job: Job) -> str:
    return (job.problem or {}).get("slug", "")


def of_job(job: Job) -> Iterator[str]:
    """One final state, told once, that nothing outlives."""
    notices = Notification.objects.filter(link=f"/jobs/{job.pk}").values_list("subject", flat=True)
    if job.state not in FINISHED:
        yield f"{job.kind} is {job.state}"
    if (job.state == JobState.FAILED) != (job.problem is not None):
        yield f"{job.kind} {job.state} with problem {slug(job)}"
    if slug(job) == "unexpected":
        yield f"{job.kind} failed by a fault of ours"
    if list(notices) != [f"job-{job.state}"]:
        yield f"notices {list(notices)} of a job {job.state}"
    if job.attempt > MAX_ATTEMPTS:
        yield f"{job.attempt} attempts"
    yield from of_files(job)


def of_files(job: Job) -> Iterator[str]:
    """The outputs of its kind where it completed; none otherwise, and no preview of what has ended."""
    names = {output.name for output in job.outputs.all()}
    expected = OUTPUTS.get(job.kind, names) if job.state == JobState.COMPLETED else set()
    if names != expected or (job.state == JobState.COMPLETED and not names):
        yield f"{job.state} with outputs {sorted(names)}"
    if JobPreview.objects.filter(job=job).exists():
        yield f"{job.kind} has ended and still shows a preview"


def of_chain(jobs: list[Job]) -> Iterator[str]:
    """A completed job was followed once, where it is to be; another one never."""
    follows = sum(
        job.state == JobState.COMPLETED
        and (job.kind != "chaos" or job.params["is_followed"])
        and job.kind in CHAIN
        for job in jobs
    )
    if len(jobs) != follows + 1:
        yield f"{len(jobs)} jobs where {follows} are followed"


def of_rows(case: str, jobs: list[Job]) -> Iterator[str]:
    """At most one set of rows for a job: exactly one where it completed."""
    for model, kind, rows in (
        ("study", "ct-import", Study.objects.filter(case=case).count()),
        ("series", "ct-import", Series.objects.filter(study__case=case).count()),
        (
            "segmentation",
            "ct-segmentation",
            Segmentation.objects.filter(series__study__case=case).count(),
        ),
        ("report", "ct-segmentation", Report.objects.filter(case=case).count()),
        (
            "report version",
            "ct-segmentation",
            ReportVersion.objects.filter(report__case=case).count(),
        ),
    ):
        completed = sum(job.kind == kind and job.state == JobState.COMPLETED for job in jobs)
        if rows != completed:
            yield f"{rows} rows of {model} for {completed} jobs"


def of_bytes(case: str) -> Iterator[str]:
    """Every artifact opens and is what it was, and one that was computed belongs to its job or report."""
    contents = set(
        ReportVersion.objects.filter(report__case=case).values_list("content", flat=True)
    )
    for artifact in Artifact.objects.filter(case=case).select_related("stored"):
        with artifacts.open_plain(artifact) as file:
            if len(file.read()) != artifact.size:
                yield f"artifact {artifact.name} is not whole"
        if not (artifact.is_received or artifact.joboutput_set.exists() or artifact.pk in contents):
            yield f"artifact {artifact.name} belongs to nothing"


def of_audit(case: str, jobs: list[Job]) -> Iterator[str]:
    """As many events as acts, and none that can be changed."""
    events = AuditEvent.objects.filter(case_id=case)
    for action, acts in (
        ("job.submitted", len(jobs)),
        ("artifact.stored", Artifact.objects.filter(case=case).count()),
        ("report.drafted", Report.objects.filter(case=case).count()),
    ):
        if (told := events.filter(action=action).count()) != acts:
            yield f"{told} events {action} of {acts} acts"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE audit_auditevent SET action = 'x.y' WHERE case_id = %s",
                [case.replace("-", "")],
            )
            if cursor.rowcount:
                yield "an audit event was changed"
    except DatabaseError:
        return


def of_strays() -> Iterator[str]:
    """After a sweep no bytes lie without a row, no row without a name, no folder without a worker."""
    sweeping.GRACE = timedelta(0)
    sweeping.sweep()
    scratch.sweep()
    kept = Path(settings.STORAGES["artifacts"]["OPTIONS"]["location"])
    files = {str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file()}
    known = set(StoredObject.objects.values_list("path", flat=True))
    if files != known:
        yield f"{len(files - known)} files without a row, {len(known - files)} rows without a file"
    if unnamed := StoredObject.objects.filter(artifacts=None).count():
        yield f"{unnamed} stored objects without an artifact"
    for folder in (Path(settings.INCOMING), Path(settings.SCRATCH)):
        if folder.is_dir() and any(folder.iterdir()):
            yield f"{folder.name} is not empty"
