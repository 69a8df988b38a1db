"""Requests and responses of jobs, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import FilterSchema, Header, Schema

from jindan.catalogue import text
from jindan.confinement.messages import Held
from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.jobs import queries
from jindan.server.jobs.analysis import required_capability
from jindan.server.jobs.models import FINISHED, Job, JobState, Priority
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page
from jindan.server.kit.problems import problem_body
from jindan.server.kit.schemas import ProblemOut
from jindan.server.patients.queries import title_for
from jindan.server.roles import may

IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=128)]
"""Identifies a request, so that one which is sent twice creates one job."""


class PriorityName(StrEnum):
    """Priority of a job, as the API shows it."""

    URGENT = "urgent"
    ROUTINE = "routine"
    BULK = "bulk"


class PreviewOut(Schema):
    """A file that a running job has ready. Its content is at `/jobs/previews/{id}` while the job runs."""

    id: UUID
    name: str
    media_type: str
    size: int


class JobOut(Schema):
    """One job. `progress` is 0 to 1, `remaining_s` an estimate in seconds.

    `ahead` is the number of your organisation's waiting jobs that run before it. Organisations take turns.
    A waiting job with `attempt` above 0 is retried at `available_at`. `reused` is the earlier job whose result this job
    has. `previews` can be seen before the job ends. `may_change` is true if you may cancel it or, when it has finished,
    repeat it.
    `confinement` is what held the process of the last attempt, null where none was started.
    """

    id: UUID
    kind: str
    version: str
    case: UUID
    case_title: str
    patient_code: str
    state: JobState
    is_finished: bool
    priority: PriorityName
    stage: str
    stage_text: str
    progress: float
    ahead: int
    remaining_s: float | None
    attempt: int
    cancel_requested: bool
    may_change: bool
    problem: ProblemOut | None
    reused: UUID | None
    created_at: datetime
    available_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    previews: list[PreviewOut]
    confinement: Held | None


def job_out(job: Job, request: HttpRequest) -> JobOut:
    """Return the job as the requester may see it, in their language."""
    return _jobs_by_id([job], request)[job.pk]


def jobs_out(jobs: Page[Job], request: HttpRequest) -> Page[JobOut]:
    """Return a page of jobs as the requester may see them, in their language."""
    by_id = _jobs_by_id(jobs.items, request)
    return jobs.each(lambda job: by_id[job.pk])


def _jobs_by_id(jobs: Sequence[Job], request: HttpRequest) -> Mapping[UUID, JobOut]:
    estimates = queries.estimates_of(jobs)
    user = person(request)
    previews = _previews_of(jobs, by=user)
    hidden = queries.with_hidden_inputs(jobs, to=user)
    language = language_of(request)
    return {
        job.pk: _out(
            job,
            estimates[job.pk],
            previews=previews[job.pk],
            is_hidden=job.pk in hidden,
            by=user,
            language=language,
        )
        for job in jobs
    }


def _previews_of(jobs: Sequence[Job], *, by: User) -> Mapping[UUID, list[PreviewOut]]:
    """Return the previews of each job by its id, with one query for a page and none where nothing runs."""
    by_id: Mapping[UUID, list[PreviewOut]] = {job.pk: [] for job in jobs}
    running = [job.pk for job in jobs if job.state == JobState.PROCESSING]
    previews = queries.previews_visible_to(by).filter(job__in=running) if running else ()
    for preview in previews:
        by_id[preview.job_id].append(PreviewOut.from_orm(preview))
    return by_id


def _out(
    job: Job,
    estimate: queries.JobEstimate,
    *,
    previews: list[PreviewOut],
    is_hidden: bool,
    by: User,
    language: str,
) -> JobOut:
    return JobOut(
        id=job.pk,
        kind=job.kind,
        version=job.version,
        case=job.case_id,
        case_title=title_for(job.case, to=by),
        patient_code=job.case.patient.code,
        state=JobState(job.state),
        is_finished=job.state in FINISHED,
        priority=PriorityName[Priority(job.priority).name],
        stage=job.stage,
        stage_text=text(f"stage-{job.stage}", language=language) if job.stage else "",
        progress=job.progress,
        ahead=estimate.ahead,
        remaining_s=estimate.remaining_s,
        attempt=job.attempt,
        cancel_requested=job.cancel_requested,
        may_change=may(by, required_capability(job.kind)) and not is_hidden,
        problem=ProblemOut(**problem_body(job.problem, language=language)) if job.problem else None,
        reused=job.reused_id,
        created_at=job.created_at,
        available_at=job.available_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        previews=previews,
        confinement=Held.model_validate(job.confinement) if job.confinement else None,
    )


class JobFilter(FilterSchema):
    """Conditions of the listed jobs."""

    state: JobState | None = None
    kind: str | None = None
    case: UUID | None = None
