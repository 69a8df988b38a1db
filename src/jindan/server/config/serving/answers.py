"""What Django answered, ready to be sent: whole, or with blocks that are still to come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPMethod

from asgiref.typing import ASGISendCallable, HTTPResponseBodyEvent, HTTPResponseStartEvent
from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

from jindan.catalogue import Scalar
from jindan.server.config.serving.messages import Environ
from jindan.server.kit.api import problem_in
from jindan.server.kit.problems import RequestProblem
from jindan.server.kit.streams import PacedResponse

GATHERED_BYTES = 256 * 1024
"""Size up to which a streamed response is read at once, so that one thread does all of its work."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Status, headers and content. What is too large to be gathered, or not there yet, comes from `response`."""

    status: int
    headers: Headers
    content: bytes
    response: HttpResponseBase | None = None

    @property
    def pause_s(self) -> float:
        """Seconds to wait between two blocks. 0 for a download."""
        return self.response.pause_s if isinstance(self.response, PacedResponse) else 0.0

    def blocks(self) -> Iterator[bytes]:
        """Return the blocks that are still to come."""
        return iter(self.response) if self.response is not None else iter(())

    def close(self) -> None:
        """Give back what the response holds."""
        if self.response is not None:
            self.response.close()

    async def begin(self, send: ASGISendCallable) -> None:
        """Send status and headers. Django writes a space before each cookie, which h11 refuses."""
        headers = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in self.headers
        ]
        await send(
            HTTPResponseStartEvent(
                type="http.response.start", status=self.status, headers=headers, trailers=False
            )
        )

    async def send_whole(self, send: ASGISendCallable) -> None:
        """Send an answer that has all of its content."""
        await self.begin(send)
        await send_piece(self.content, send, is_last=True)


async def send_piece(block: bytes, send: ASGISendCallable, *, is_last: bool) -> None:
    """Send one block of a content."""
    await send(HTTPResponseBodyEvent(type="http.response.body", body=block, more_body=not is_last))


def answer_of(django: WSGIHandler, environ: Environ) -> Answer:
    """Call Django and return its answer, gathered where it is small. Call it in a thread."""
    headers: Headers = []

    def begin(
        _status: str, of_response: Headers, _error: object = None, /
    ) -> Callable[[bytes], object]:
        headers.extend(of_response)
        return bytes  # the way of old to write, which Django does not go

    response: HttpResponseBase = django(environ, begin)
    is_head = environ["REQUEST_METHOD"] == HTTPMethod.HEAD
    if response.streaming and not is_head and not _is_small(response):
        return Answer(status=response.status_code, headers=headers, content=b"", response=response)
    return gathered(response, headers=headers, is_head=is_head)


def gathered(response: HttpResponseBase, *, headers: Headers, is_head: bool = False) -> Answer:
    """Return a response with its content, and close it. The content of an answer to HEAD is left out."""
    try:
        content = b"" if is_head and response.streaming else b"".join(response)
    finally:
        response.close()
    if not (response.streaming or "Content-Length" in response):
        headers = [*headers, ("Content-Length", str(len(content)))]
    return Answer(status=response.status_code, headers=headers, content=b"" if is_head else content)


def problem_answer(problem: RequestProblem, *, language: str) -> Answer:
    """Return the answer to a request that never reaches Django.

    It is made once for each problem and language, because thousands may be refused in a second.
    """
    return _problem_answer(
        type(problem),  # type: ignore[arg-type]  # mypy takes no class for hashable
        headers=tuple(problem.headers.items()),
        values=tuple(problem.values.items()),
        language=language,
    )


@lru_cache(maxsize=64)
def _problem_answer(
    kind: type[RequestProblem],
    *,
    headers: tuple[tuple[str, str], ...],
    values: tuple[tuple[str, Scalar], ...],
    language: str,
) -> Answer:
    response = problem_in(language, kind(headers=dict(headers), **dict(values)))
    response["X-Content-Type-Options"] = "nosniff"
    return gathered(response, headers=list(response.items()))


def _is_small(response: HttpResponseBase) -> bool:
    length = response.get("Content-Length", "")
    return length.isdigit() and int(length) <= GATHERED_BYTES
