"""The progress of jobs as Server-Sent Events (WHATWG HTML, section 9.2)."""

import time
from collections.abc import Callable, Iterator
from uuid import UUID

from django.http import HttpRequest

from jindan.server.accounts.security import is_still_signed_in, person
from jindan.server.jobs import queries
from jindan.server.jobs.errors import TooManyOwnStreams, TooManyStreams
from jindan.server.jobs.models import Job
from jindan.server.jobs.schemas import JobOut, jobs_out
from jindan.server.kit.pagination import page
from jindan.server.kit.streams import PacedResponse, Places, Releasing

STREAM_S = 55.0
LOOK_S = 0.5
COMMENT_S = 10.0
RECONNECT_MS = 1000
NEWEST = 50
"""Number of jobs that a list follows. Older ones change only when the list is read again."""

PLACES = Places(in_all=24, of_a_person=4)
"""Streams of one web process. Each looks twice a second, so their number is the load that they make."""

CurrentJobs = Callable[[], list[JobOut]]
"""Returns the current state of the jobs that a stream follows."""


def job_events(job: Job, request: HttpRequest) -> PacedResponse:
    """Return a stream with an event for each change of the job until it finishes, for about a minute.

    It ends where the person may no longer see the job. The client then reconnects. Raises TooManyStreams or
    TooManyOwnStreams, and the client may poll instead.
    """

    def current() -> list[JobOut]:
        visible = queries.visible_to(person(request)).filter(pk=job.pk)
        return jobs_out(page(visible, size=1), request).items

    return _stream(current, request, ends_with_the_job=True)


def list_events(request: HttpRequest) -> PacedResponse:
    """Return a stream with an event for each of the person's newest jobs, and for each change of one.

    Raises TooManyStreams, TooManyOwnStreams.
    """

    def current() -> list[JobOut]:
        visible = queries.visible_to(person(request))
        return jobs_out(page(visible, size=NEWEST), request).items

    return _stream(current, request, ends_with_the_job=False)


def _stream(
    current: CurrentJobs, request: HttpRequest, *, ends_with_the_job: bool
) -> PacedResponse:
    retry = {"Retry-After": "5"}
    release = PLACES.take(
        person(request).pk,
        when_full=TooManyStreams(headers=retry),
        when_person_has_all=TooManyOwnStreams(headers=retry, most=PLACES.of_a_person),
    )
    looks = _looks(current, request, ends_with_the_job=ends_with_the_job)
    answer = PacedResponse(
        Releasing(looks, release=release), pause_s=LOOK_S, content_type="text/event-stream"
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _looks(
    current: CurrentJobs, request: HttpRequest, *, ends_with_the_job: bool
) -> Iterator[bytes]:
    """Yield what each look shows, which may be nothing. It ends when the person may no longer look."""
    yield f"retry: {RECONNECT_MS}\n\n".encode()
    ends_at, comment_at = time.monotonic() + STREAM_S, time.monotonic() + COMMENT_S
    sent: dict[UUID, JobOut] = {}
    while True:
        if not is_still_signed_in(request):
            return
        jobs = {job.id: job for job in current()}
        changed = [job for job in jobs.values() if sent.get(job.id) != job]
        sent = jobs
        if not changed and time.monotonic() > comment_at:
            comment_at = time.monotonic() + COMMENT_S
            yield b": still here\n\n"  # a comment, so that proxies do not close a silent connection
        else:
            yield "".join(map(_event, changed)).encode()
        has_ended = ends_with_the_job and all(job.is_finished for job in jobs.values())
        if has_ended or time.monotonic() > ends_at:
            return


def _event(job: JobOut) -> str:
    return f"event: job\ndata: {job.model_dump_json()}\n\n"
