"""Shapes that every part of the API shares."""

from ninja import Schema


class ProblemOut(Schema):
    """RFC 9457 problem details; `remedy` says what to do, `errors` (422 only) where the request is wrong."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str


PROBLEMS = {frozenset({401, 403, 404, 409, 413, 415, 422, 429}): ProblemOut}
"""Put into `response=` of each operation so that generated clients know the error type."""
