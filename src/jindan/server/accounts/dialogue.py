"""Calls of django-allauth's headless views, whose answers become values and problems."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.account.inputs import ChangePasswordInput, LoginInput
from allauth.headless.account.views import ChangePasswordView, LoginView
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.base.views import APIView
from allauth.headless.constants import Client
from django.forms import CharField
from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

from jindan.server.accounts.errors import (
    AccountInactive,
    ReauthenticationRequired,
    SecondFactorSetUp,
    WrongCode,
    WrongCredentials,
)
from jindan.server.accounts.models import User
from jindan.server.accounts.schemas import SecondFactorOut, SignInOut, TokensOut
from jindan.server.kit.problems import Unauthorised

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, kw_only=True)
class AllauthAnswer:
    """The answer of a view of allauth: its status, and the members of its JSON body."""

    status: int
    members: dict[str, Any]

    @property
    def is_good(self) -> bool:
        """Whether the view met the request."""
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def content(self) -> Any:  # noqa: ANN401  # an object or a list, by view
        """Content of the answer, or None."""
        return self.members.get("data")

    @property
    def meta(self) -> dict[str, Any]:
        """Tokens, and whether the sign-in is complete."""
        return self.members.get("meta") or {}

    @property
    def error_codes(self) -> set[str]:
        """Allauth's codes of what is wrong with the request."""
        return {error.get("code", "") for error in self.members.get("errors", [])}

    @property
    def flows(self) -> list[dict[str, Any]]:
        """Steps that the person can take next."""
        return self.content.get("flows", []) if isinstance(self.content, dict) else []

    @property
    def pending_flow(self) -> dict[str, Any] | None:
        """Step that a sign-in waits for, or None."""
        return next((flow for flow in self.flows if flow.get("is_pending")), None)


def ask(view: View, *, request: HttpRequest) -> AllauthAnswer:
    """Return the answer of a view of allauth to the request."""
    try:
        response = view(request)
    except ImmediateHttpResponse as interruption:
        response = interruption.response
    return AllauthAnswer(status=response.status_code, members=json.loads(response.content or b"{}"))


class _VerbatimCredentials(LoginInput):  # type: ignore[misc]
    password = CharField(strip=False)


class SignInView(LoginView):  # type: ignore[misc]
    """View that takes a password as it was typed: blanks are part of it."""

    input_class = _VerbatimCredentials


class _VerbatimChange(ChangePasswordInput):  # type: ignore[misc]
    current_password = CharField(strip=False)
    new_password = CharField(strip=False)


class VerbatimChangeView(ChangePasswordView):  # type: ignore[misc]
    """View that takes both passwords as they were typed."""

    input_class = _VerbatimChange


class _Identified(APIView):  # type: ignore[misc]  # allauth is untyped
    """View that opens a session for a person whom an identity provider has identified."""

    user: User | None = None

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign the person in. The answer may be that the second factor is still required."""
        # They may have no password to give again, so this counts as if they had just given it.
        record_authentication(request, self.user, method="identity-provider", reauthenticated=True)
        perform_login(request, Login(user=self.user))
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


def admit(user: User, *, request: HttpRequest) -> AllauthAnswer:
    """Sign in a person whom an identity provider has identified, and return allauth's answer."""
    return ask(_Identified.as_api_view(client=Client.APP, user=user), request=request)


def forget_earlier(request: HttpRequest) -> None:
    """Remove the tokens of an earlier sign-in from the request, so that they do not block a new one."""
    for header in ("HTTP_AUTHORIZATION", "HTTP_X_SESSION_TOKEN"):
        request.META.pop(header, None)


def sign_in_out(answer: AllauthAnswer) -> SignInOut:
    """Return the tokens of a complete sign-in, or the second factor that it waits for."""
    if answer.pending_flow is None:
        return SignInOut(tokens=TokensOut(**answer.meta), second_factor=None, device_token=None)
    second_factor = SecondFactorOut(
        session_token=answer.meta["session_token"], methods=answer.pending_flow["types"]
    )
    return SignInOut(tokens=None, second_factor=second_factor, device_token=None)


def expect_good(answer: AllauthAnswer) -> AllauthAnswer:
    """Return the answer, or raise the problem that it reports.

    Raises ValidationError, ReauthenticationRequired, SecondFactorSetUp, Unauthorised.
    """
    if answer.is_good:
        return answer
    if answer.status == HTTPStatus.BAD_REQUEST:
        raise ValidationError(
            [
                {
                    "loc": ("body", error.get("param", "")),
                    "msg": error["message"],
                    "type": error["code"],
                }
                for error in answer.members.get("errors", [])
            ]
        )
    if any("reauthenticate" in flow["id"] for flow in answer.flows):
        raise ReauthenticationRequired
    if answer.status == HTTPStatus.CONFLICT:
        raise SecondFactorSetUp
    raise Unauthorised(headers={"WWW-Authenticate": "Bearer"})


def expect_sign_in(answer: AllauthAnswer) -> AllauthAnswer:
    """Return the answer to a password: signed in, or waiting for the second factor.

    Raises WrongCredentials, AccountInactive, and the problems of `expect_good`.
    """
    if answer.is_good or answer.pending_flow is not None:
        return answer
    if answer.status == HTTPStatus.BAD_REQUEST:
        raise WrongCredentials
    if answer.status == HTTPStatus.UNAUTHORIZED:
        # The password was right, or allauth would have said 400.
        raise AccountInactive
    return expect_good(answer)


def expect_code(answer: AllauthAnswer) -> AllauthAnswer:
    """Return the answer to a one-time code. Raises WrongCode, and the problems of `expect_good`."""
    if "incorrect_code" in answer.error_codes:
        raise WrongCode
    return expect_good(answer)
