"""What the server answers a client: something good, or a problem in its own words."""

from collections.abc import Mapping
from typing import Any

import httpx

PROBLEM = "application/problem+json"


class Refused(Exception):
    """The server answered with a problem; the message is its own, `status` that of HTTP (0: of a job)."""

    status = 0

    @classmethod
    def by(cls, problem: Mapping[str, Any], *, status: int = 0) -> "Refused":
        """What a problem document says: title, detail and remedy."""
        refused = cls("\n".join(problem[part] for part in ("title", "detail", "remedy")))
        refused.status = status
        return refused


def checked(answer: httpx.Response) -> httpx.Response:
    """The answer. Raises Refused for a problem."""
    if not answer.is_error:
        return answer
    if answer.headers.get("Content-Type") == PROBLEM:
        raise Refused.by(answer.json(), status=answer.status_code)
    message = f"HTTP {answer.status_code} at {answer.request.url.path}"
    raise Refused(message)
