"""A client of the public API, as any program would write one; the demo uses nothing else."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from jindan.cli import resuming
from jindan.cli.answers import Refused, checked

API = "/api/v1"
CHUNK = 1024 * 1024
RESUMABLE_BYTES = 32 * CHUNK
"""From here on a file is worth more than one request."""
PAUSE_S = 1.0

Json = Any
"""Whatever JSON the server answers with."""


class Client:
    """Signs in and speaks to one server; renews its access token when it has run out."""

    def __init__(self, url: str, *, language: str) -> None:
        self._http = httpx.Client(
            base_url=url, headers={"Accept-Language": language}, timeout=60, trust_env=False
        )
        self._refresh_token = ""

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, *, email: str, password: str) -> None:
        """Exchange e-mail and password for tokens."""
        credentials = {"email": email, "password": password}
        answer = checked(self._http.post(f"{API}/auth/sign-in", json=credentials)).json()
        if answer["tokens"] is None:
            message = "This account asks for a second factor, which this client does not offer."
            raise Refused(message)
        self._keep_tokens(answer["tokens"])

    def get(self, path: str) -> Json:
        """The JSON at a path."""
        return self._request("GET", path).json()

    def post(
        self, path: str, body: Mapping[str, Any] | None = None, *, idempotency_key: str = ""
    ) -> Json:
        """Create or start something; gives the JSON answered."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return self._request("POST", path, json=dict(body or {}), headers=headers).json()

    def upload(self, case: str, paths: list[Path]) -> list[str]:
        """Send files into a case; gives their ids in the same order. Large ones survive a lost connection."""
        large = {path for path in paths if path.stat().st_size > RESUMABLE_BYTES}
        resumed = {path: resuming.send(self._request, path, case=case) for path in sorted(large)}
        small = [path for path in paths if path not in large]
        sent = iter(self._upload_at_once(case, small) if small else [])
        return [resumed[path] if path in large else next(sent) for path in paths]

    def _upload_at_once(self, case: str, paths: list[Path]) -> list[str]:
        files = [("file", (path.name, path.open("rb"))) for path in paths]
        try:
            answer = self._request("POST", f"/cases/{case}/artifacts", files=files)
        finally:
            for _, (_, stream) in files:
                stream.close()
        return [artifact["id"] for artifact in answer.json()]

    def download(self, path: str, *, into: Path) -> Path:
        """Save the bytes at a path."""
        with self._stream(path) as answer, into.open("wb") as sink:
            for chunk in answer.iter_bytes(CHUNK):
                sink.write(chunk)
        return into

    def follow(self, job: str, *, told: Callable[[Mapping[str, Any]], None]) -> Mapping[str, Any]:
        """Listen to a job until it has finished, reconnecting as often as needed; gives its last state."""
        while True:
            try:
                for state in self._events(job):
                    told(state)
                    if state["is_finished"]:
                        return state
            except (
                httpx.TransportError
            ):  # the server restarts, or the line was cut: the job goes on
                time.sleep(PAUSE_S)

    def _events(self, job: str) -> Iterator[Mapping[str, Any]]:
        with self._stream(f"/jobs/{job}/events") as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    @contextmanager
    def _stream(self, path: str) -> Iterator[httpx.Response]:
        self._request("GET", "/me")  # renews the access token when it has run out
        with self._http.stream("GET", f"{API}{path}") as answer:
            if answer.is_error:
                answer.read()
            yield checked(answer)

    def _request(self, method: str, path: str, **content: Json) -> httpx.Response:
        answer = self._http.request(method, f"{API}{path}", **content)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._renew()
            answer = self._http.request(method, f"{API}{path}", **content)
        return checked(answer)

    def _renew(self) -> None:
        held = {"refresh_token": self._refresh_token}
        self._keep_tokens(checked(self._http.post(f"{API}/auth/refresh", json=held)).json())

    def _keep_tokens(self, tokens: Mapping[str, Any]) -> None:
        self._http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        self._refresh_token = tokens["refresh_token"]
