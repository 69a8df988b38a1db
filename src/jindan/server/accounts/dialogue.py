"""Talks to django-allauth's headless views, and turns their answers into values and problems."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.base.views import APIView
from allauth.headless.constants import Client
from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

from jindan.server.accounts.errors import (
    AccountInactive,
    ReauthenticationRequired,
    SecondFactorSetUp,
    TooManyAttempts,
    WrongCode,
    WrongCredentials,
)
from jindan.server.accounts.models import User
from jindan.server.accounts.schemas import SecondFactorOut, SignInOut, TokensOut
from jindan.server.kit.problems import Unauthorised

View = Callable[[HttpRequest], HttpResponse]

TOO_MANY = "too_many_login_attempts"
RETRY_AFTER_S = 300


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a view of allauth said: its status, and the members of its JSON body."""

    status: int
    members: dict[str, Any]

    @property
    def is_good(self) -> bool:
        """Whether the view did what was asked."""
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def content(self) -> Any:  # noqa: ANN401  # an object or a list, by view
        """The content."""
        return self.members.get("data")

    @property
    def meta(self) -> dict[str, Any]:
        """Tokens, and whether the sign-in is complete."""
        return self.members.get("meta") or {}

    @property
    def error_codes(self) -> set[str]:
        """What is wrong with the request, in allauth's words."""
        return {error.get("code", "") for error in self.members.get("errors", [])}

    @property
    def flows(self) -> list[dict[str, Any]]:
        """The steps that are open to the person."""
        return self.content.get("flows", []) if isinstance(self.content, dict) else []

    @property
    def pending_flow(self) -> dict[str, Any] | None:
        """The step that a sign-in waits for."""
        return next((flow for flow in self.flows if flow.get("is_pending")), None)


def ask(view: View, *, request: HttpRequest) -> Answer:
    """Have a view of allauth answer the request."""
    try:
        response = view(request)
    except ImmediateHttpResponse as told:
        response = told.response
    return Answer(status=response.status_code, members=json.loads(response.content or b"{}"))


class _Identified(APIView):  # type: ignore[misc]  # allauth is untyped
    """Opens a session for a person whom somebody else has identified, or has the second factor asked for."""

    user: User | None = None

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign the person in as far as allauth's stages let them.

        They may have no password to give again, so for a few minutes this counts as if they had given it.
        """
        record_authentication(request, self.user, method="identity-provider", reauthenticated=True)
        perform_login(request, Login(user=self.user))
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


def admit(user: User, *, request: HttpRequest) -> Answer:
    """Have allauth sign in a person who has shown who they are elsewhere."""
    return ask(_Identified.as_api_view(client=Client.APP, user=user), request=request)


def forget_earlier(request: HttpRequest) -> None:
    """What an app still holds of an earlier sign-in does not stand in the way of a new one."""
    for header in ("HTTP_AUTHORIZATION", "HTTP_X_SESSION_TOKEN"):
        request.META.pop(header, None)


def sign_in_out(answer: Answer) -> SignInOut:
    """The tokens of a complete sign-in, or the second factor that it waits for."""
    if answer.pending_flow is None:
        return SignInOut(tokens=TokensOut(**answer.meta), second_factor=None)
    second_factor = SecondFactorOut(
        session_token=answer.meta["session_token"], methods=answer.pending_flow["types"]
    )
    return SignInOut(tokens=None, second_factor=second_factor)


def expect_good(answer: Answer) -> Answer:
    """The answer itself, or the problem that it tells of."""
    if answer.is_good:
        return answer
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or TOO_MANY in answer.error_codes:
        raise TooManyAttempts(headers={"Retry-After": str(RETRY_AFTER_S)})
    if answer.status == HTTPStatus.BAD_REQUEST:
        raise ValidationError([_place(error) for error in answer.members.get("errors", [])])
    if any("reauthenticate" in flow["id"] for flow in answer.flows):
        raise ReauthenticationRequired
    if answer.status == HTTPStatus.CONFLICT:
        raise SecondFactorSetUp
    raise Unauthorised(headers={"WWW-Authenticate": "Bearer"})


def expect_sign_in(answer: Answer) -> Answer:
    """The answer to a password: signed in, or waiting for the second factor; else the problem."""
    if answer.is_good or answer.pending_flow is not None:
        return answer
    if answer.status == HTTPStatus.BAD_REQUEST and TOO_MANY not in answer.error_codes:
        raise WrongCredentials
    if answer.status == HTTPStatus.UNAUTHORIZED:
        # The password was right, or allauth would have said 400.
        raise AccountInactive
    return expect_good(answer)


def expect_code(answer: Answer) -> Answer:
    """The answer to a one-time code; raises WrongCode for a bad one."""
    if "incorrect_code" in answer.error_codes:
        raise WrongCode
    return expect_good(answer)


def _place(error: dict[str, str]) -> dict[str, Any]:
    return {"loc": ("body", error.get("param", "")), "msg": error["message"], "type": error["code"]}
