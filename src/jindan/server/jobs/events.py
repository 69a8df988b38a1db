"""A job's progress as Server-Sent Events (WHATWG HTML, section 9.2)."""

import threading
import time
from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse

from jindan.server.jobs.errors import TooManyStreams
from jindan.server.jobs.models import Job
from jindan.server.jobs.schemas import JobOut, job_out

STREAM_S = 55.0
LOOK_S = 0.5
REMARK_S = 10.0
RECONNECT_MS = 1000

OPEN_STREAMS = threading.BoundedSemaphore(24)
"""Each stream holds a thread of the web process; the rest stay free for requests."""


def job_events(job: Job, request: HttpRequest) -> StreamingHttpResponse:
    """An event for each change of the job until it finishes; the client reconnects after a minute.

    Raises TooManyStreams when the web process has no thread to spare; the client may poll instead.
    """
    if not OPEN_STREAMS.acquire(blocking=False):
        raise TooManyStreams(headers={"Retry-After": "5"})
    return StreamingHttpResponse(
        _Released(_events(job, request)),
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


def _events(job: Job, request: HttpRequest) -> Iterator[str]:
    yield f"retry: {RECONNECT_MS}\n\n"
    ends_at, remark_at = time.monotonic() + STREAM_S, time.monotonic() + REMARK_S
    told: JobOut | None = None
    while time.monotonic() < ends_at:
        job.refresh_from_db()
        now = job_out(job, request)
        if now != told:
            told = now
            yield f"event: job\ndata: {now.model_dump_json()}\n\n"
        elif time.monotonic() > remark_at:
            remark_at = time.monotonic() + REMARK_S
            yield ": still here\n\n"
        if now.is_finished:
            return
        time.sleep(LOOK_S)
