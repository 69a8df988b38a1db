"""Calls Upstage Document OCR for one page: multipart, bearer key, a deadline over the whole answer, a limited rate."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx
from pydantic import ValidationError

from jindan.ocr.remote.access import ADDRESS, ATTEMPTS, DEADLINE_S, MOST_BYTES
from jindan.ocr.remote.contract import (
    RemoteAnswer,
    RemoteAway,
    RemoteBusy,
    RemoteContractBroken,
    RemoteCreditSpent,
    RemoteInputRefused,
    RemoteKeyRejected,
)
from jindan.problems import Problem

PATH = "/v1/document-digitization"
MODEL = "ocr"
MOST_ANSWER_BYTES = 32 * 1024 * 1024
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0

PROBLEMS: dict[int, type[Problem]] = {
    HTTPStatus.BAD_REQUEST: RemoteInputRefused,
    HTTPStatus.UNAUTHORIZED: RemoteKeyRejected,
    HTTPStatus.PAYMENT_REQUIRED: RemoteCreditSpent,
    HTTPStatus.FORBIDDEN: RemoteCreditSpent,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: RemoteInputRefused,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: RemoteInputRefused,
    HTTPStatus.UNPROCESSABLE_ENTITY: RemoteInputRefused,
    HTTPStatus.TOO_MANY_REQUESTS: RemoteBusy,
}
"""Problem by status. Others of 500 and above are RemoteAway, the rest RemoteContractBroken."""

Clock = Callable[[], float]
Wait = Callable[[float], None]


@dataclass(kw_only=True)
class Pace:
    """How often the service may be called: a token bucket, and a circuit breaker after failures in a row.

    per_second: calls a second. at_once: calls in a burst. failures: in a row, after which no call is made for `rest_s`
    seconds.
    """

    per_second: float = 3.0
    at_once: int = 3
    failures: int = 5
    rest_s: float = 60.0
    clock: Clock = time.monotonic
    wait: Wait = time.sleep
    _tokens: float = field(init=False)
    _filled_at: float = field(init=False)
    _failed: int = field(init=False, default=0)
    _closed_until: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._tokens, self._filled_at = float(self.at_once), self.clock()

    def take(self) -> None:
        """Wait for a turn. Raises RemoteAway while the breaker is open."""
        now = self.clock()
        if now < self._closed_until:
            raise RemoteAway
        self._tokens = min(self.at_once, self._tokens + (now - self._filled_at) * self.per_second)
        self._filled_at = now
        self._tokens -= 1
        if self._tokens < 0:
            self.wait(-self._tokens / self.per_second)

    def succeeded(self) -> None:
        """Count an answered call."""
        self._failed = 0

    def failed(self) -> None:
        """Count an unanswered call, and open the breaker after too many in a row."""
        self._failed += 1
        if self._failed >= self.failures:
            self._failed = 0
            self._closed_until = self.clock() + self.rest_s


@dataclass(frozen=True, kw_only=True)
class RemoteClient:
    """A connection to the service. The key is never shown."""

    key: str = field(repr=False)
    address: str = ADDRESS
    deadline_s: float = DEADLINE_S
    pace: Pace = field(default_factory=Pace)

    def read(self, page: bytes) -> RemoteAnswer:
        """Return the answer for one page (PNG). A passing failure is tried again, ATTEMPTS times in all.

        Raises one of the problems of `jindan.ocr.remote.contract`.
        """
        if len(page) > MOST_BYTES:
            raise RemoteInputRefused(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._answer(page)
            except (RemoteBusy, RemoteAway) as error:
                self.pace.failed()
                if attempt == ATTEMPTS:
                    raise
                self.pace.wait(_pause(error, attempt=attempt))
        raise AssertionError  # the loop returns or raises

    def _answer(self, page: bytes) -> RemoteAnswer:
        self.pace.take()
        status, headers, body = self._posted(page)
        if status != HTTPStatus.OK:
            raise _problem(status, headers)
        self.pace.succeeded()
        try:
            return RemoteAnswer.model_validate_json(body)
        except ValidationError:
            raise RemoteContractBroken from None  # the error would hold the page's text

    def _posted(self, page: bytes) -> tuple[int, httpx.Headers, bytes]:
        """Return status, headers and body. The deadline is over all of it, however slowly the body arrives."""
        ends_at = self.pace.clock() + self.deadline_s
        files = {"document": ("page.png", page, "image/png")}
        headers = {"Authorization": f"Bearer {self.key}", "x-upstage-client": "jindan"}
        request = httpx.Request(
            "POST", self.address + PATH, headers=headers, files=files, data={"model": MODEL}
        )
        try:
            # a redirect would carry the key and the page to another address
            with httpx.Client(timeout=self.deadline_s, follow_redirects=False) as http:
                answer = http.send(request, stream=True)
                return answer.status_code, answer.headers, self._body(answer, ends_at=ends_at)
        except httpx.HTTPError:
            raise RemoteAway from None

    def _body(self, answer: httpx.Response, *, ends_at: float) -> bytes:
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            # httpx limits the wait for each part, not for their sum
            if self.pace.clock() > ends_at:
                raise RemoteAway
            if len(body) > MOST_ANSWER_BYTES:
                raise RemoteContractBroken
        return bytes(body)


def _problem(status: int, headers: httpx.Headers) -> Problem:
    if status in PROBLEMS:
        known = PROBLEMS[status]
        after = headers.get("retry-after", "")
        values = {"after_s": int(after)} if known is RemoteBusy and after.isdecimal() else {}
        return known(status=int(status), **values)
    is_theirs = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return RemoteAway() if is_theirs else RemoteContractBroken()


def _pause(error: Problem, *, attempt: int) -> float:
    """Return the seconds that the service asks for, else twice as many for each attempt, with jitter."""
    requested = error.values.get("after_s")
    if isinstance(requested, int):
        return min(float(requested), LONGEST_PAUSE_S)
    doubled: float = FIRST_PAUSE_S * 2 ** (attempt - 1)
    jitter: float = random.uniform(0.75, 1.25)  # noqa: S311  not a secret
    return min(doubled, LONGEST_PAUSE_S) * jitter
