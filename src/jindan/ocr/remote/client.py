"""Calls Upstage Document OCR for one page: multipart, bearer key, one deadline over the whole answer."""

import random
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx
from pydantic import ValidationError

from jindan.analysis import AnalysisError
from jindan.ocr.remote.access import ADDRESS, ATTEMPTS, DEADLINE_S, MOST_BYTES
from jindan.ocr.remote.contract import RemoteAnswer
from jindan.ocr.remote.errors import (
    RemoteAway,
    RemoteBusy,
    RemoteContractBroken,
    RemoteCreditSpent,
    RemoteInputRefused,
    RemoteKeyRejected,
)
from jindan.ocr.remote.pace import Pace

PATH = "/v1/document-digitization"
MODEL = "ocr"
MOST_ANSWER_BYTES = 32 * 1024 * 1024
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0

REFUSALS: dict[int, type[AnalysisError]] = {
    HTTPStatus.BAD_REQUEST: RemoteInputRefused,
    HTTPStatus.UNAUTHORIZED: RemoteKeyRejected,
    HTTPStatus.PAYMENT_REQUIRED: RemoteCreditSpent,
    HTTPStatus.FORBIDDEN: RemoteCreditSpent,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: RemoteInputRefused,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: RemoteInputRefused,
    HTTPStatus.UNPROCESSABLE_ENTITY: RemoteInputRefused,
    HTTPStatus.TOO_MANY_REQUESTS: RemoteBusy,
}
"""What a status means. Others of 500 and above are RemoteAway, the rest RemoteContractBroken."""


@dataclass(frozen=True, kw_only=True)
class Client:
    """A connection to the service. The key is never shown."""

    key: str = field(repr=False)
    address: str = ADDRESS
    deadline_s: float = DEADLINE_S
    pace: Pace = field(default_factory=Pace)

    def read(self, page: bytes) -> RemoteAnswer:
        """The answer for one page (PNG). What may pass is tried up to four times.

        Raises one of `jindan.ocr.remote.errors`.
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
            raise _refusal(status, headers)
        self.pace.succeeded()
        try:
            return RemoteAnswer.model_validate_json(body)
        except ValidationError:
            raise RemoteContractBroken from None  # the error would hold what the page says

    def _posted(self, page: bytes) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body, the body within the deadline however slowly it drips."""
        ends_at = self.pace.clock() + self.deadline_s
        files = {"document": ("page.png", page, "image/png")}
        headers = {"Authorization": f"Bearer {self.key}", "x-upstage-client": "jindan"}
        request = httpx.Request(
            "POST", self.address + PATH, headers=headers, files=files, data={"model": MODEL}
        )
        try:
            with httpx.Client(timeout=self.deadline_s, follow_redirects=False) as http:
                answer = http.send(request, stream=True)
                return answer.status_code, answer.headers, self._body(answer, ends_at=ends_at)
        except httpx.HTTPError:
            raise RemoteAway from None

    def _body(self, answer: httpx.Response, *, ends_at: float) -> bytes:
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            if self.pace.clock() > ends_at:
                raise RemoteAway
            if len(body) > MOST_ANSWER_BYTES:
                raise RemoteContractBroken
        return bytes(body)


def _refusal(status: int, headers: httpx.Headers) -> AnalysisError:
    if status in REFUSALS:
        known = REFUSALS[status]
        after = headers.get("retry-after", "")
        values = {"after_s": int(after)} if known is RemoteBusy and after.isdecimal() else {}
        return known(status=int(status), **values)
    is_theirs = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return RemoteAway() if is_theirs else RemoteContractBroken()


def _pause(error: AnalysisError, *, attempt: int) -> float:
    """As long as the service asks for; else twice as long each time, with jitter."""
    asked = error.values.get("after_s")
    if isinstance(asked, int):
        return min(float(asked), LONGEST_PAUSE_S)
    doubled: float = FIRST_PAUSE_S * 2 ** (attempt - 1)
    jitter: float = random.uniform(0.75, 1.25)  # noqa: S311  not a secret
    return min(doubled, LONGEST_PAUSE_S) * jitter
