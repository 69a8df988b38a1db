"""The progress of jobs as Server-Sent Events (WHATWG HTML, section 9.2)."""

import threading
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from jindan.server.jobs.errors import TooManyStreams
from jindan.server.jobs.models import Job
from jindan.server.jobs.schemas import JobOut, job_out, jobs_out
from jindan.server.kit.pagination import page

STREAM_S = 55.0
LOOK_S = 0.5
REMARK_S = 10.0
RECONNECT_MS = 1000
NEWEST = 50
"""Jobs of a list that are followed; older ones that still wait are told of when the list is read anew."""

OPEN_STREAMS = threading.BoundedSemaphore(24)
"""Each stream holds a thread of the web process; the rest stay free for requests."""

Look = Callable[[], list[JobOut]]
"""How the jobs that a stream follows are now."""


def job_events(job: Job, request: HttpRequest) -> StreamingHttpResponse:
    """An event for each change of the job until it finishes; the client reconnects after a minute.

    Raises TooManyStreams when the web process has no thread to spare; the client may poll instead.
    """

    def look() -> list[JobOut]:
        job.refresh_from_db()
        return [job_out(job, request)]

    return _stream(_events(look, ends_with_the_job=True))


def list_events(jobs: QuerySet[Job], request: HttpRequest) -> StreamingHttpResponse:
    """An event for each of the newest jobs, and for each change of one. Raises TooManyStreams."""

    def look() -> list[JobOut]:
        return jobs_out(page(jobs.all(), size=NEWEST), request).items

    return _stream(_events(look, ends_with_the_job=False))


def _stream(events: Iterator[str]) -> StreamingHttpResponse:
    if not OPEN_STREAMS.acquire(blocking=False):
        raise TooManyStreams(headers={"Retry-After": "5"})
    return StreamingHttpResponse(
        _Released(events),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


class _Released:
    """An iterator that gives its place back however it ends; Django closes it with the response."""

    def __init__(self, events: Iterator[str]) -> None:
        self._events = events
        self._is_open = True

    def __iter__(self) -> Iterator[str]:
        return self._events

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            OPEN_STREAMS.release()


def _events(look: Look, *, ends_with_the_job: bool) -> Iterator[str]:
    yield f"retry: {RECONNECT_MS}\n\n"
    ends_at, remark_at = time.monotonic() + STREAM_S, time.monotonic() + REMARK_S
    told: dict[UUID, JobOut] = {}
    while True:
        now = {job.id: job for job in look()}
        changed = [job for job in now.values() if told.get(job.id) != job]
        yield from (f"event: job\ndata: {job.model_dump_json()}\n\n" for job in changed)
        told = now
        if not changed and time.monotonic() > remark_at:
            remark_at = time.monotonic() + REMARK_S
            yield ": still here\n\n"
        has_ended = ends_with_the_job and all(job.is_finished for job in now.values())
        if has_ended or time.monotonic() > ends_at:
            return
        time.sleep(LOOK_S)
