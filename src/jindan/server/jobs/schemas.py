"""A job as it goes over the wire, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import FilterSchema, Schema

from jindan.catalogue import text
from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.jobs import queries
from jindan.server.jobs.analysis import asked_for
from jindan.server.jobs.models import FINISHED, Job, Lane, State
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page
from jindan.server.kit.problems import problem_body
from jindan.server.kit.schemas import ProblemOut
from jindan.server.roles import may


class PreviewOut(Schema):
    """A file that a running job has ready before its end: `/jobs/previews/{id}` has it while the job runs."""

    id: UUID
    name: str
    media_type: str
    size: int


class JobOut(Schema):
    """One job. `progress` is 0 to 1, `ahead` the waiting jobs taken before it, `remaining_s` an estimate in seconds.

    A waiting job with `attempt` above 0 is tried again at `available_at`. `reused` names the earlier job whose equal
    result stands here. `previews`: files that can be seen before the job ends. `may_change`: you may
    cancel or repeat it.
    """

    id: UUID
    kind: str
    version: str
    case: UUID
    case_title: str
    patient_code: str
    state: State
    is_finished: bool
    lane: str
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


def job_out(job: Job, request: HttpRequest) -> JobOut:
    """The job as the person who asks may see it, in their language."""
    return _each_out([job], request)[job.pk]


def jobs_out(jobs: Page[Job], request: HttpRequest) -> Page[JobOut]:
    """A page of jobs as the person who asks may see them, in their language."""
    told = _each_out(jobs.items, request)
    return jobs.each(lambda job: told[job.pk])


def _each_out(jobs: Sequence[Job], request: HttpRequest) -> Mapping[UUID, JobOut]:
    standings = queries.standing_of(jobs)
    user = person(request)
    previews = _previews_of(jobs, by=user)
    language = language_of(request)
    return {
        job.pk: _out(job, standings[job.pk], previews=previews[job.pk], by=user, language=language)
        for job in jobs
    }


def _previews_of(jobs: Sequence[Job], *, by: User) -> Mapping[UUID, list[PreviewOut]]:
    """By job; as many queries for a page as for one job, and none where nothing runs."""
    shown: Mapping[UUID, list[PreviewOut]] = {job.pk: [] for job in jobs}
    running = [job.pk for job in jobs if job.state == State.PROCESSING]
    found = queries.previews_visible_to(by).filter(job__in=running) if running else ()
    for preview in found:
        shown[preview.job_id].append(PreviewOut.from_orm(preview))
    return shown


def _out(
    job: Job, standing: queries.Standing, *, previews: list[PreviewOut], by: User, language: str
) -> JobOut:
    return JobOut(
        id=job.pk,
        kind=job.kind,
        version=job.version,
        case=job.case_id,
        case_title=job.case.title,
        patient_code=job.case.patient.code,
        state=State(job.state),
        is_finished=job.state in FINISHED,
        lane=Lane(job.lane).name.lower(),
        stage=job.stage,
        stage_text=text(f"stage-{job.stage}", language=language) if job.stage else "",
        progress=job.progress,
        ahead=standing.ahead,
        remaining_s=standing.remaining_s,
        attempt=job.attempt,
        cancel_requested=job.cancel_requested,
        may_change=may(by, asked_for(job.kind)),
        problem=ProblemOut(**problem_body(job.problem, language=language)) if job.problem else None,
        reused=job.reused_id,
        created_at=job.created_at,
        available_at=job.available_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        previews=previews,
    )


class JobFilter(FilterSchema):
    """Which jobs are listed."""

    state: State | None = None
    kind: str | None = None
    case: UUID | None = None
