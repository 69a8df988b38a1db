"""The server's responses to a client, and the problems among them."""

from collections.abc import Mapping
from typing import Any

import httpx

PROBLEM = "application/problem+json"


class ServerProblem(Exception):
    """A problem of the server, which is the message. `status` is that of HTTP, 0 for the problem of a job."""

    status = 0

    @classmethod
    def by(cls, problem: Mapping[str, Any], *, status: int = 0) -> "ServerProblem":
        """Return the error of a problem document, with its title, detail and remedy."""
        error = cls("\n".join(problem[part] for part in ("title", "detail", "remedy")))
        error.status = status
        return error


def checked(response: httpx.Response) -> httpx.Response:
    """Return the response. Raises ServerProblem where it is a problem."""
    if not response.is_error:
        return response
    if response.headers.get("Content-Type") == PROBLEM:
        raise ServerProblem.by(response.json(), status=response.status_code)
    message = f"HTTP {response.status_code} at {response.request.url.path}"
    raise ServerProblem(message)
