"""Who is asking: the access token of a request, checked against the session it belongs to."""

import uuid

from allauth.headless.tokens.strategies.jwt import internal as tokens
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from jindan.server.accounts.errors import SecondFactorRequired
from jindan.server.accounts.models import User
from jindan.server.accounts.sign_ins import ISSUER


class SignedIn(HttpBearer):
    """Bearer access tokens.

    A token is good while its signature, its time and its session are, and the session is good
    while the user is active and has the password and the role it began with. All of it is looked
    up on each request, so that signing out or a change of role works at once.
    """

    def __init__(self, *, demands_second_factor: bool) -> None:
        super().__init__()
        self.demands_second_factor = demands_second_factor

    def __call__(self, request: HttpRequest) -> User | None:
        """The user, or None; replaces a parent that logs tokens when debugging."""
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, token) if scheme.lower() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The user to whom the access token belongs; also made `request.user`."""
        user = user_of(token)
        if user is None:
            return None
        if self.demands_second_factor and lacks_second_factor(user):
            raise SecondFactorRequired
        request.user = user
        return user


signed_in = SignedIn(demands_second_factor=True)
"""Lets a request in to the API: `NinjaAPI(auth=signed_in)`."""

signed_in_to_enrol = SignedIn(demands_second_factor=False)
"""The same, for the few operations by which a person sets up the second factor."""


def person(request: HttpRequest) -> User:
    """The user who asks, in an operation that `signed_in` has let the request into.

    Raises TypeError elsewhere: an operation that anyone may call has no person.
    """
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user


def user_of(access_token: str) -> User | None:
    """The active user of an access token; None for every token that is not good."""
    checked = tokens.validate_access_token(access_token)
    if checked is None:
        return None
    user, payload = checked
    if "exp" not in payload or payload.get("iss") != ISSUER:
        return None
    return user if isinstance(user, User) else None


def lacks_second_factor(user: User) -> bool:
    """Whether the user must have a second factor, and has none."""
    return is_second_factor_required(user) and not has_second_factor(user.pk)


def is_second_factor_required(user: User) -> bool:
    """Whether the user's role must have a second factor here (JINDAN_SECOND_FACTOR_ROLES)."""
    return user.role in settings.SECOND_FACTOR_ROLES


def has_second_factor(user_id: uuid.UUID) -> bool:
    """Whether a second factor is set up."""
    found = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP)
    return bool(found.exists())
