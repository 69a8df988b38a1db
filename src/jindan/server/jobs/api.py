"""Jobs over HTTP: list, follow, cancel, run again."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jindan.server.accounts.security import person
from jindan.server.jobs import queries, services
from jindan.server.jobs.analysis import asked_for
from jindan.server.jobs.events import job_events, list_events
from jindan.server.jobs.models import Job
from jindan.server.jobs.schemas import JobFilter, JobOut, job_out, jobs_out
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS, ProblemOut
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
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    }
}


@router.get("", response={200: PageOut[JobOut], **PROBLEMS}, operation_id="list_jobs")
def list_jobs(
    request: HttpRequest, filters: Annotated[JobFilter, Query()], paging: Paging
) -> Page[JobOut]:
    """The jobs you may see, newest first."""
    found = filters.filter(queries.visible_to(person(request)))
    return jobs_out(page(found, cursor=paging.cursor, size=paging.size), request)


@router.get("/events", response=PROBLEMS, operation_id="follow_jobs", openapi_extra=LIST_EVENTS)
def follow_jobs(request: HttpRequest) -> StreamingHttpResponse:
    """The newest jobs you may see as Server-Sent Events: all at first, then each that changes."""
    return list_events(queries.visible_to(person(request)), request)


@router.get("/{job_id}", response={200: JobOut, **PROBLEMS}, operation_id="get_job")
def get_job(request: HttpRequest, job_id: UUID) -> JobOut:
    """How far a job is."""
    return job_out(_job(request, job_id), request)


@router.get("/{job_id}/events", response=PROBLEMS, operation_id="follow_job", openapi_extra=EVENTS)
def follow_job(request: HttpRequest, job_id: UUID) -> StreamingHttpResponse:
    """A job's progress as Server-Sent Events: an event `job` with the job's JSON at each change."""
    return job_events(_job(request, job_id), request)


@router.post("/{job_id}/cancel", response={202: JobOut, **PROBLEMS}, operation_id="cancel_job")
def cancel_job(request: HttpRequest, job_id: UUID) -> Status[JobOut]:
    """Stop a job; a running one ends within seconds."""
    user = person(request)
    job = _job(request, job_id)
    require(user, asked_for(job.kind))
    services.cancel(job, by=user)
    job.refresh_from_db()
    return Status(202, job_out(job, request))


@router.post("/{job_id}/repeat", response={202: JobOut, **PROBLEMS}, operation_id="repeat_job")
def repeat_job(request: HttpRequest, job_id: UUID) -> Status[JobOut]:
    """Run a finished job again; the earlier result stays."""
    user = person(request)
    job = _job(request, job_id)
    require(user, asked_for(job.kind))
    return Status(202, job_out(services.repeat(job, by=user), request))


@router.get(
    "/previews/{preview_id}",
    response={**PROBLEMS, 416: ProblemOut},
    openapi_extra=CONTENT,
    operation_id="see_preview",
)
def see_preview(request: HttpRequest, preview_id: UUID) -> HttpResponseBase:
    """The bytes of a file that a running job has ready; 404 once the job has ended: its outputs have it then."""
    preview = get_object_or_404(queries.previews_visible_to(person(request)), pk=preview_id)
    return services.preview_response(request, preview)


def _job(request: HttpRequest, job_id: UUID) -> Job:
    return get_object_or_404(queries.visible_to(person(request)), pk=job_id)
