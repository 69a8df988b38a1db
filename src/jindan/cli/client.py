"""A client of the public API, as any program would write one. The demonstration uses nothing else."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from jindan.cli import resuming
from jindan.cli.answers import ServerProblem, checked

API = "/api/v1"
CHUNK = 1024 * 1024
RESUMABLE_BYTES = 32 * CHUNK
"""A larger file is sent as a resumable upload."""
PAUSE_S = 1.0

Json = Any
"""JSON of the server, of any shape."""


class Client:
    """A signed-in connection to one server. It renews its access token when that has expired."""

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
        """Exchange e-mail and password for tokens. Raises ServerProblem for an account with a second factor."""
        credentials = {"email": email, "password": password}
        signed_in = checked(self._http.post(f"{API}/auth/sign-in", json=credentials)).json()
        if signed_in["tokens"] is None:
            message = "This account needs a second factor, which this client does not offer."
            raise ServerProblem(message)
        self._use_tokens(signed_in["tokens"])

    def get(self, path: str) -> Json:
        """Return the JSON at a path."""
        return self._request("GET", path).json()

    def post(
        self, path: str, body: Mapping[str, Any] | None = None, *, idempotency_key: str = ""
    ) -> Json:
        """Create or start something. Return the JSON of the response."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return self._request("POST", path, json=dict(body or {}), headers=headers).json()

    def upload(self, case: str, paths: list[Path]) -> list[str]:
        """Upload files to a case, large ones resumably. Return their ids in the same order."""
        large = {path for path in paths if path.stat().st_size > RESUMABLE_BYTES}
        resumed = {path: resuming.send(self._request, path, case=case) for path in sorted(large)}
        small = [path for path in paths if path not in large]
        artifacts = self._send(f"/cases/{case}/artifacts", small).json() if small else []
        sent = iter([artifact["id"] for artifact in artifacts])
        return [resumed[path] if path in large else next(sent) for path in paths]

    def upload_documents(self, case: str, paths: list[Path]) -> Json:
        """Upload scans to a case to be read. Return the outcome of each, in the same order."""
        return self._send(f"/cases/{case}/documents", paths).json()

    def download(self, path: str, *, into: Path) -> Path:
        """Save the bytes at a path."""
        with self._stream(path) as response, into.open("wb") as sink:
            for chunk in response.iter_bytes(CHUNK):
                sink.write(chunk)
        return into

    def follow(self, job: str, *, show: Callable[[Mapping[str, Any]], None]) -> Mapping[str, Any]:
        """Listen to a job until it has finished, reconnecting as often as needed. Return its last state."""
        while True:
            try:
                for state in self._events(job):
                    show(state)
                    if state["is_finished"]:
                        return state
            except httpx.TransportError:
                time.sleep(PAUSE_S)  # the job goes on while the server restarts or the line is cut

    def _events(self, job: str) -> Iterator[Mapping[str, Any]]:
        with self._stream(f"/jobs/{job}/events") as response:
            for line in response.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    @contextmanager
    def _stream(self, path: str) -> Iterator[httpx.Response]:
        self._request("GET", "/me")  # renews an expired access token, which a stream cannot
        with self._http.stream("GET", f"{API}{path}") as response:
            if response.is_error:
                response.read()
            yield checked(response)

    def _request(self, method: str, path: str, **content: Json) -> httpx.Response:
        response = self._http.request(method, f"{API}{path}", **content)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            token = {"refresh_token": self._refresh_token}
            self._use_tokens(checked(self._http.post(f"{API}/auth/refresh", json=token)).json())
            response = self._http.request(method, f"{API}{path}", **content)
        return checked(response)

    def _send(self, address: str, files: list[Path]) -> httpx.Response:
        fields = [("file", (path.name, path.open("rb"))) for path in files]
        try:
            return self._request("POST", address, files=fields)
        finally:
            for _, (_, stream) in fields:
                stream.close()

    def _use_tokens(self, tokens: Mapping[str, Any]) -> None:
        self._http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        self._refresh_token = tokens["refresh_token"]
