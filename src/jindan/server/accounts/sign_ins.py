"""Sign-ins: tokens that are good once, and the end of a session for everything at once.

The rule of refreshing. A sign-in counts generations, and a refresh token carries the one it is of.

- The token of the current generation is exchanged for the next; one UPDATE decides who does it.
- The token just before it, within GRACE of the exchange, is answered with the *same* next
  generation: two refreshes of one app at once, or an answer lost on the way, do no harm.
- Any other use means that two parties hold tokens of the family (RFC 9700, 4.14.2): it ends.

A thief's tokens and the owner's are thus of one chain, never of two branches: whoever refreshes
second is found out, and GRACE puts that off by one refresh at most.
"""

import datetime
from dataclasses import dataclass

from allauth.headless.tokens.strategies.jwt import internal as tokens
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.errors import RefreshTokenRefused, RefreshTokenReused
from jindan.server.accounts.models import SignIn, User
from jindan.server.audit import services as audit

GRACE = datetime.timedelta(seconds=10)
ISSUER = "jindan"


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What an app holds: a short access token, and the refresh token that gets the next pair."""

    access_token: str
    refresh_token: str
    expires_in: int
    """Seconds for which the access token is good."""


@dataclass(frozen=True, kw_only=True)
class _Presented:
    user: User
    session: SessionBase
    generation: int


def open_sign_in(user: User, *, session: SessionBase) -> Tokens:
    """Note a completed sign-in and return its first tokens.

    The session ends after `JINDAN_SESSION_HOURS`, however busy it is.
    """
    session.set_expiry(timezone.now() + settings.SESSION_LIFETIME)
    if session.session_key is None:
        raise ValueError(session)  # signing in has saved it
    with transaction.atomic():
        _, is_new = SignIn.objects.get_or_create(
            session_key=session.session_key, defaults={"user": user}
        )
        if is_new:  # allauth asks once for each answer it builds, and drops all but the last
            audit.record_event("session.opened", by=user, subject=user)
    return _tokens(user, session=session, generation=0)


def refresh(refresh_token: str) -> Tokens:
    """The next tokens of a sign-in, by the rule above.

    Raises RefreshTokenRefused; RefreshTokenReused when the whole sign-in was ended by it.
    """
    presented = _read(refresh_token)
    if not (_advance(presented) or _is_repeat(presented)):
        _end(presented)
        raise RefreshTokenReused
    return _tokens(presented.user, session=presented.session, generation=presented.generation + 1)


def sweep() -> int:
    """Delete the sign-ins whose session has ended, and return how many; for a nightly run."""
    ended = SignIn.objects.filter(created_at__lt=timezone.now() - settings.SESSION_LIFETIME)
    return ended.delete()[0]


def _read(refresh_token: str) -> _Presented:
    """Whose token it is; refuses forged, expired and foreign ones, and those of ended sessions."""
    payload = tokens.decode_token(refresh_token, "refresh")
    if payload is None or "exp" not in payload:
        raise RefreshTokenRefused
    session = tokens.get_token_session(payload)
    user = tokens.validate_token_user(payload, session) if session else None
    generation = payload.get("generation")
    if not isinstance(user, User) or not isinstance(generation, int):
        raise RefreshTokenRefused
    return _Presented(user=user, session=session, generation=generation)


def _advance(presented: _Presented) -> bool:
    """Count the sign-in up if the token is of its current generation."""
    current = SignIn.objects.filter(
        session_key=presented.session.session_key, generation=presented.generation
    )
    counted = current.update(generation=presented.generation + 1, refreshed_at=timezone.now())
    return counted == 1


def _is_repeat(presented: _Presented) -> bool:
    """Whether the exchange that this token asks for was made a moment ago."""
    return SignIn.objects.filter(
        session_key=presented.session.session_key,
        generation=presented.generation + 1,
        refreshed_at__gte=timezone.now() - GRACE,
    ).exists()


def _end(presented: _Presented) -> None:
    """End the session, and with it every token of the family."""
    with transaction.atomic():
        SignIn.objects.filter(session_key=presented.session.session_key).delete()
        presented.session.delete()
        audit.record_event(
            "session.refresh-token-reused", by=presented.user, subject=presented.user
        )


def _tokens(user: User, *, session: SessionBase, generation: int) -> Tokens:
    refresh_token, _ = tokens.create_token(
        "refresh",
        sub=str(user.pk),
        sid=tokens.session_key_to_sid(session.session_key),
        claims={"iss": ISSUER, "generation": generation},
        expires_in=settings.HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN,
    )
    return Tokens(
        access_token=tokens.create_access_token(user, session, {"iss": ISSUER}),
        refresh_token=refresh_token,
        expires_in=settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN,
    )
