"""Send one large file by tus 1.0: what a lost connection cut off goes on where the server has it."""

import base64
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import httpx

from jindan.cli.answers import Refused

CHUNK = 1024 * 1024
PAUSE_S = 1.0
LOST_IN_A_ROW = 60
"""Connections that may be lost one after the other with no byte arriving between them."""
PASSING = {httpx.codes.CONFLICT, httpx.codes.REQUEST_TIMEOUT}
"""What was thought lost arrived meanwhile, or the line stood still: ask again where to go on."""
TUS = {"Tus-Resumable": "1.0.0"}


class Asking(Protocol):
    """A signed-in request of the API; raises what is a problem."""

    def __call__(self, method: str, path: str, **content: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        """The answer."""


def send(ask: Asking, path: Path, *, case: str) -> str:
    """Send a file into a case; gives the artifact's id. Raises httpx.TransportError when the server stays away."""
    upload = _begun(ask, path, case=case)
    reached, lost = -1, 0
    while (state := _standing(ask, upload))["artifact_id"] is None:
        lost = 0 if state["offset"] > reached else lost + 1
        reached = state["offset"]
        try:
            _append(ask, upload, path=path, offset=reached)
        except Refused as refusal:
            if refusal.status not in PASSING or lost >= LOST_IN_A_ROW:
                raise
        except httpx.TransportError:
            if lost >= LOST_IN_A_ROW:
                raise
            time.sleep(PAUSE_S)
    return str(state["artifact_id"])


def _begun(ask: Asking, path: Path, *, case: str) -> str:
    """The path of the new upload. The SHA-256 of the whole file is told now, so that changed content is refused."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    headers = {
        **TUS,
        "Upload-Length": str(path.stat().st_size),
        "Upload-Metadata": f"filename {_packed(path.name)},sha256 {_packed(sha256)}",
    }
    begun = ask("POST", f"/cases/{case}/uploads", headers=headers).json()
    return f"/uploads/{begun['id']}"


def _standing(ask: Asking, upload: str) -> Any:  # noqa: ANN401 - JSON
    """What the server has, waiting for it while it is away; asking also renews the sign-in."""
    for _ in range(LOST_IN_A_ROW):
        try:
            return ask("GET", upload).json()
        except httpx.TransportError as error:
            lost = error
            time.sleep(PAUSE_S)
    raise lost


def _append(ask: Asking, upload: str, *, path: Path, offset: int) -> None:
    headers = {
        **TUS,
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(path.stat().st_size - offset),
    }
    ask("PATCH", upload, headers=headers, content=_rest(path, offset=offset))


def _rest(path: Path, *, offset: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while block := file.read(CHUNK):
            yield block


def _packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
