"""A job as it goes over the wire, in the reader's language."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import FilterSchema, Schema

from jindan.catalogue import text
from jindan.server.jobs import queries
from jindan.server.jobs.models import FINISHED, Job, Lane, State
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page
from jindan.server.kit.problems import problem_body
from jindan.server.kit.schemas import ProblemOut


class JobOut(Schema):
    """One job. `progress` is 0 to 1, `ahead` the waiting jobs taken before it, `remaining_s` an estimate in seconds.

    A waiting job with `attempt` above 0 is tried again at `available_at`. `reused` names the earlier job whose equal
    result stands here.
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
    problem: ProblemOut | None
    reused: UUID | None
    created_at: datetime
    available_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


def job_out(job: Job, request: HttpRequest) -> JobOut:
    """The job in the language the request asks for."""
    return _out(job, queries.standing_of([job])[job.pk], language=language_of(request))


def jobs_out(jobs: Page[Job], request: HttpRequest) -> Page[JobOut]:
    """A page of jobs in the language the request asks for."""
    standings = queries.standing_of(jobs.items)
    language = language_of(request)
    return jobs.each(lambda job: _out(job, standings[job.pk], language=language))


def _out(job: Job, standing: queries.Standing, *, language: str) -> JobOut:
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
        problem=ProblemOut(**problem_body(job.problem, language=language)) if job.problem else None,
        reused=job.reused_id,
        created_at=job.created_at,
        available_at=job.available_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


class JobFilter(FilterSchema):
    """Which jobs are listed."""

    state: State | None = None
    kind: str | None = None
    case: UUID | None = None
