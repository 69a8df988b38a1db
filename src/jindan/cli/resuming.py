"""Resumable upload of one large file by tus 1.0: after a lost connection it continues where the server is."""

import base64
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import httpx

from jindan.cli.answers import ServerProblem

CHUNK = 1024 * 1024
PAUSE_S = 1.0
LOST_IN_A_ROW = 60
"""How many connections may be lost one after another without a byte arriving in between."""
PASSING = {httpx.codes.CONFLICT, httpx.codes.REQUEST_TIMEOUT}
"""Problems after which the offset is asked for again: lost bytes arrived after all, or the line was idle."""
TUS = {"Tus-Resumable": "1.0.0"}


class SendRequest(Protocol):
    """A function that sends a signed-in request to the API. Raises ServerProblem."""

    def __call__(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        """Return the response."""


def send(request: SendRequest, path: Path, *, case: str) -> str:
    """Upload a file to a case. Return the artifact's id. Raises httpx.TransportError when the server stays away."""
    upload = _create(request, path, case=case)
    reached, lost = -1, 0
    while (state := _status(request, upload))["artifact_id"] is None:
        lost = 0 if state["offset"] > reached else lost + 1
        reached = state["offset"]
        try:
            _append(request, upload, path=path, offset=reached)
        except ServerProblem as problem:
            if problem.status not in PASSING or lost >= LOST_IN_A_ROW:
                raise
        except httpx.TransportError:
            if lost >= LOST_IN_A_ROW:
                raise
            time.sleep(PAUSE_S)
    return str(state["artifact_id"])


def _create(request: SendRequest, path: Path, *, case: str) -> str:
    """Create an upload and return its path.

    The SHA-256 of the whole file is sent now, so that a file that changes meanwhile is refused at the end.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    headers = {
        **TUS,
        "Upload-Length": str(path.stat().st_size),
        "Upload-Metadata": f"filename {_packed(path.name)},sha256 {_packed(sha256)}",
    }
    upload = request("POST", f"/cases/{case}/uploads", headers=headers).json()
    return f"/uploads/{upload['id']}"


def _status(request: SendRequest, upload: str) -> Any:  # noqa: ANN401 - JSON
    """Return the state of an upload, waiting while the server is away. This request also renews the sign-in."""
    for _ in range(LOST_IN_A_ROW):
        try:
            return request("GET", upload).json()
        except httpx.TransportError as error:
            lost = error
            time.sleep(PAUSE_S)
    raise lost


def _append(request: SendRequest, upload: str, *, path: Path, offset: int) -> None:
    headers = {
        **TUS,
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(path.stat().st_size - offset),
    }
    request("PATCH", upload, headers=headers, content=_rest(path, offset=offset))


def _rest(path: Path, *, offset: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while block := file.read(CHUNK):
            yield block


def _packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
