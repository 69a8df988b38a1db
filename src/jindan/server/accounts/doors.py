"""What is tallied at each door: password, code, refresh, link, and the identity provider."""

import unicodedata

from allauth.account.models import Login
from allauth.headless.internal.sessionkit import lookup_session
from django.http import HttpRequest

from jindan.server.accounts import devices
from jindan.server.accounts.models import User
from jindan.server.accounts.tallies import (
    ACCOUNT,
    ADDRESS,
    BEGINNINGS,
    CODES,
    OWN,
    Tallied,
    Tolerance,
    counted,
)

PENDING = "account_login"
"""Where django-allauth keeps a sign-in that waits for its second factor."""


def password(request: HttpRequest, *, email: str) -> list[Tallied]:
    """Return what a guess at a password counts for. It is the same for an address that has no account."""
    # Django-allauth compares addresses in this form too, in which a long s is an s.
    name = unicodedata.normalize("NFKC", email.strip()).casefold()
    return _of_account("password", name, request=request, everywhere=ACCOUNT)


def waiting(session_token: str) -> User | None:
    """Return the person whose sign-in waits for its second factor under this token."""
    session = lookup_session(session_token)
    pending = session.get(PENDING) if session else None
    user = Login.deserialize(pending).user if isinstance(pending, dict) else None
    return user if isinstance(user, User) else None


def code(request: HttpRequest, *, session_token: str) -> list[Tallied]:
    """Return what a guess at a one-time code counts for, by the person whose sign-in waits for it."""
    user = waiting(session_token)
    if user is None:
        return anonymous("code", request=request)
    return _of_account("code", user.email, request=request, everywhere=CODES)


def own(what: str, *, user: User, session_key: str) -> list[Tallied]:
    """Return what a guess within a person's own session counts for: this session only."""
    return [counted(what, user.pk, session_key, allowance=OWN)]


def anonymous(what: str, *, request: HttpRequest) -> list[Tallied]:
    """Return what a guess at something that names no account counts for: the device, or the address."""
    return [_of_place(what, request=request, allowance=ADDRESS)]


def beginning(request: HttpRequest) -> list[Tallied]:
    """Return what the beginning of a sign-in at the identity provider counts for."""
    return [_of_place("begin", request=request, allowance=BEGINNINGS)]


def _of_account(
    what: str, email: str, *, request: HttpRequest, everywhere: Tolerance
) -> list[Tallied]:
    token, network = devices.token_of(request), devices.network_of(request)
    if devices.is_known(token, email=email):
        return [counted(what, email, "device", token, allowance=OWN)]
    return [
        counted(what, email, "address", network, allowance=OWN),
        counted(what, email, allowance=everywhere),
        counted("address", network, allowance=ADDRESS),
    ]


def _of_place(what: str, *, request: HttpRequest, allowance: Tolerance) -> Tallied:
    token = devices.token_of(request)
    if devices.is_known_of_anyone(token):
        return counted(what, "device", token, allowance=allowance)
    return counted(what, "address", devices.network_of(request), allowance=allowance)
