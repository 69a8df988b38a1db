"""Middleware that notes in the audit what a signed-in person was refused: by their role, or as a record of others."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jindan.server.audit.services import record_denial
from jindan.server.roles import Actor

Answer = Callable[[HttpRequest], HttpResponseBase]
DENIALS = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


def audited_denials(get_response: Answer) -> Answer:
    """Return middleware that records each refused record once for a sitting.

    Whether a record that is not found belongs to another organisation is looked up nowhere and told to nobody, so the
    audit of one organisation says nothing about the records of another.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        actor: Actor | None = getattr(request, "auth", None)
        if response.status_code in DENIALS and actor is not None:
            _record(request, by=actor, is_forbidden=response.status_code == HTTPStatus.FORBIDDEN)
        return response

    return answer


def _record(request: HttpRequest, *, by: Actor, is_forbidden: bool) -> None:
    """Record what was asked for: the record that the address names, or a list of the organisation."""
    names = request.resolver_match.kwargs if request.resolver_match else {}
    for name, value in names.items():
        with suppress(ValueError):
            kind = name.removesuffix("_id").replace("_", "-")
            record_denial(by=by, kind=kind, record_id=UUID(str(value)))
            return
    if is_forbidden:
        record_denial(by=by, kind="organisation", record_id=by.organisation_id)
