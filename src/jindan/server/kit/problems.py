"""Errors that a client may see, as RFC 9457 problem details in Korean or English."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jindan.catalogue import Scalar, text
from jindan.problems import Problem, slug_of

UNPROCESSABLE = 422
"""Status of an input that cannot be analysed."""


class RequestProblem(Problem):
    """A request that cannot be met, with one subclass for each situation that a client can act on.

    headers: set on the response (Retry-After, WWW-Authenticate).
    """

    status: ClassVar[int] = 400

    def __init__(self, *, headers: Mapping[str, str] | None = None, **values: Scalar) -> None:
        super().__init__(**values)
        self.headers = dict(headers or {})


class Unauthorised(RequestProblem):
    """The request carries no valid sign-in."""

    status = 401


class Forbidden(RequestProblem):
    """The person's role does not allow this."""

    status = 403


class NotFound(RequestProblem):
    """There is no such record, or it belongs to another organisation."""

    status = 404


class MethodNotAllowed(RequestProblem):
    """The address is there, and knows no such method."""

    status = 405


class Conflict(RequestProblem):
    """The record's state does not allow this now."""

    status = 409


class UnsupportedMediaType(RequestProblem):
    """The body is of a type that this operation does not read."""

    status = 415


class InvalidRequest(RequestProblem):
    """The request is malformed."""

    status = 422


class InternalError(RequestProblem):
    """The server failed unexpectedly."""

    status = 500


def stored(error: Problem) -> dict[str, Any]:
    """Return an error as a row stores it: slug, status and values, independent of language."""
    status = error.status if isinstance(error, RequestProblem) else UNPROCESSABLE
    return {"slug": slug_of(type(error)), "status": status, "values": dict(error.values)}


def problem_body(problem: Mapping[str, Any], *, language: str, **members: object) -> dict[str, Any]:
    """Return the RFC 9457 body of a stored error.

    Its members are type, code, values, title, status, detail, remedy, and the given further ones.
    """
    key = f"problem-{problem['slug']}"
    body = {
        "type": f"/problems/{problem['slug']}",
        "code": problem["slug"],
        "values": dict(problem["values"]),
        "title": text(key, language=language, **problem["values"]),
        "status": problem["status"],
        "detail": text(f"{key}.detail", language=language, **problem["values"]),
        "remedy": text(f"{key}.remedy", language=language, **problem["values"]),
    }
    return body | members
