"""Jobs over HTTP: list, follow, cancel, repeat."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jindan.server.accounts.security import person
from jindan.server.jobs import queries, services
from jindan.server.jobs.analysis import required_capability
from jindan.server.jobs.events import job_events, list_events
from jindan.server.jobs.models import Job
from jindan.server.jobs.schemas import JobFilter, JobOut, job_out, jobs_out
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS, ProblemOut
from jindan.server.kit.streams import PacedResponse
from jindan.server.roles import require

router = Router(tags=["jobs"])

EVENTS: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Events `job`, each with a JobOut as its data, until the job has finished",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    }
}
LIST_EVENTS: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Events `job`, each with a JobOut as its data, for about a minute",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    }
}

CONTENT: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The content",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get("", response={200: PageOut[JobOut], **PROBLEMS}, operation_id="list_jobs")
def list_jobs(
    request: HttpRequest, filters: Annotated[JobFilter, Query()], paging: Paging
) -> Page[JobOut]:
    """List the jobs that you may see, newest first."""
    jobs = filters.filter(services.list_jobs(case_id=filters.case, by=person(request)))
    return jobs_out(page(jobs, cursor=paging.cursor, size=paging.size), request)


@router.get("/events", response=PROBLEMS, operation_id="follow_jobs", openapi_extra=LIST_EVENTS)
def follow_jobs(request: HttpRequest) -> PacedResponse:
    """Follow the newest jobs that you may see as Server-Sent Events: all of them first, then each that changes."""
    services.list_jobs(by=person(request))  # the whole stream is one look
    return list_events(request)


@router.get("/{job_id}", response={200: JobOut, **PROBLEMS}, operation_id="get_job")
def get_job(request: HttpRequest, job_id: UUID) -> JobOut:
    """Get a job with its state and progress."""
    return job_out(services.read_job(job_id, by=person(request)), request)


@router.get("/{job_id}/events", response=PROBLEMS, operation_id="follow_job", openapi_extra=EVENTS)
def follow_job(request: HttpRequest, job_id: UUID) -> PacedResponse:
    """Follow a job as Server-Sent Events. Each change is an event `job` with the job's JSON."""
    return job_events(services.read_job(job_id, by=person(request)), request)


@router.post("/{job_id}/cancel", response={202: JobOut, **PROBLEMS}, operation_id="cancel_job")
def cancel_job(request: HttpRequest, job_id: UUID) -> Status[JobOut]:
    """Cancel a job. A running one ends within seconds."""
    user = person(request)
    job = _job(request, job_id)
    require(user, required_capability(job.kind))
    services.cancel(job, by=user)
    job.refresh_from_db()
    return Status(202, job_out(job, request))


@router.post("/{job_id}/repeat", response={202: JobOut, **PROBLEMS}, operation_id="repeat_job")
def repeat_job(request: HttpRequest, job_id: UUID) -> Status[JobOut]:
    """Run a finished job again. The earlier result stays."""
    user = person(request)
    job = _job(request, job_id)
    require(user, required_capability(job.kind))
    return Status(202, job_out(services.repeat(job, by=user), request))


@router.get(
    "/previews/{preview_id}",
    response={**PROBLEMS, 416: ProblemOut},
    openapi_extra=CONTENT,
    operation_id="see_preview",
)
def see_preview(request: HttpRequest, preview_id: UUID) -> HttpResponseBase:
    """Download a file that a running job has ready. Once the job has ended, its outputs contain the file instead."""
    preview = get_object_or_404(queries.previews_visible_to(person(request)), pk=preview_id)
    return services.preview_response(request, preview)


def _job(request: HttpRequest, job_id: UUID) -> Job:
    return get_object_or_404(queries.visible_to(person(request)), pk=job_id)
