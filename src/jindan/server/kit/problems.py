"""Errors a client may see, as RFC 9457 problem details in Korean or English."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jindan.analysis import AnalysisError, Scalar, slug_of
from jindan.catalogue import text


class Problem(Exception):
    """Base of every expected error; subclass it once per situation a client can act on.

    Each subclass has a message `problem-<slug>` with `detail` and `remedy` in the catalogue. `values` fill the
    message; `headers` go on the response (Retry-After, WWW-Authenticate).
    """

    status: ClassVar[int] = 400

    def __init__(self, *, headers: Mapping[str, str] | None = None, **values: Scalar) -> None:
        super().__init__(values)
        self.values = values
        self.headers = dict(headers or {})


class Unauthorised(Problem):
    """The request carries no valid sign-in."""

    status = 401


class Forbidden(Problem):
    """The person's role does not allow this."""

    status = 403


class NotFound(Problem):
    """There is no such record, or it belongs to someone else."""

    status = 404


class Conflict(Problem):
    """The record's state does not allow this now."""

    status = 409


class InvalidRequest(Problem):
    """The request is malformed."""

    status = 422


class InternalError(Problem):
    """The server failed unexpectedly."""

    status = 500


def stored(error: Problem | AnalysisError) -> dict[str, Any]:
    """An error as it is kept in a row: slug, status and values, in no language."""
    status = error.status if isinstance(error, Problem) else 422
    return {"slug": slug_of(type(error)), "status": status, "values": dict(error.values)}


def problem_body(kept: Mapping[str, Any], *, language: str, **members: object) -> dict[str, Any]:
    """The RFC 9457 body of a stored error: type, title, status, detail, remedy, and further members."""
    key = f"problem-{kept['slug']}"
    body = {
        "type": f"/problems/{kept['slug']}",
        "title": text(key, language=language, **kept["values"]),
        "status": kept["status"],
        "detail": text(f"{key}.detail", language=language, **kept["values"]),
        "remedy": text(f"{key}.remedy", language=language, **kept["values"]),
    }
    return body | members
