"""Sign-ins, whose refresh tokens are valid once, and whose end revokes all their tokens.

The rule of refreshing: a sign-in counts generations, and each refresh token states its own.

- The token of the current generation is exchanged for the next one. A single UPDATE decides which request does it.
- The token just before it, within GRACE of the exchange, is answered with the *same* next generation. So two refreshes
  of one app at the same time, or an answer lost on the way, do no harm.
- Any other use shows that two parties have tokens of the family (RFC 9700, 4.14.2), and ends the sign-in.

The tokens of a thief and of the owner therefore form one chain and never two branches. Whoever refreshes second is
detected, and GRACE delays that by one refresh at most.
"""

import datetime
from dataclasses import dataclass

from allauth.headless.tokens.strategies.jwt import internal as tokens
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts import tallies
from jindan.server.accounts.errors import RefreshTokenRefused, RefreshTokenReused
from jindan.server.accounts.models import SignIn, User
from jindan.server.accounts.tallies import REFRESHES, counted
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome

GRACE = datetime.timedelta(seconds=10)
ISSUER = "jindan"


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The tokens of an app: a short-lived access token, and the refresh token for the next pair."""

    access_token: str
    refresh_token: str
    expires_in: int
    """Seconds for which the access token is valid."""


@dataclass(frozen=True, kw_only=True)
class _RefreshClaim:
    """A valid refresh token: whose it is, of which session and which generation."""

    user: User
    session: SessionBase
    generation: int


def open_sign_in(user: User, *, session: SessionBase, device: str, address: str) -> Tokens:
    """Record a completed sign-in and return its first tokens.

    device, address: what the person recognises it by. The session ends after `JINDAN_SESSION_HOURS`, however busy it
    is.
    """
    session.set_expiry(timezone.now() + settings.SESSION_LIFETIME)
    if session.session_key is None:
        raise ValueError(session)  # signing in has saved it
    with transaction.atomic():
        _, is_new = SignIn.objects.get_or_create(
            session_key=session.session_key,
            defaults={"user": user, "device": device, "address": address},
        )
        if is_new:  # allauth asks once for each answer it builds, and drops all but the last
            audit.record_event("session.opened", by=user, subject=user)
    return _tokens(user, session=session, generation=0)


def refresh(refresh_token: str, *, address: str) -> Tokens:
    """Return the next tokens of a sign-in, by the rule above.

    address: from where it is asked for. Raises RefreshTokenRefused, TooManyAttempts, and RefreshTokenReused after it
    has ended the whole sign-in.
    """
    claim = _read(refresh_token)
    tallies.admit(counted("refresh", claim.session.session_key, allowance=REFRESHES))
    if not (_advance(claim, address=address) or _is_repeat(claim)):
        _end(claim)
        raise RefreshTokenReused
    return _tokens(claim.user, session=claim.session, generation=claim.generation + 1)


def is_signed(refresh_token: str) -> bool:
    """Return whether this server signed the token, which says nothing yet about its session."""
    return tokens.decode_token(refresh_token, "refresh") is not None


def forget(session_key: str) -> None:
    """Delete the sign-in of a session that ends, within the caller's transaction."""
    SignIn.objects.filter(session_key=session_key).delete()


def visible_to(user: User) -> QuerySet[SignIn]:
    """Return the person's own open sign-ins."""
    since = timezone.now() - settings.SESSION_LIFETIME
    return SignIn.objects.filter(user=user, created_at__gt=since)


def session_key_of(access_token: str) -> str:
    """Return the key of the session that a valid access token is of, or an empty string."""
    payload = tokens.decode_token(access_token, "access") or {}
    return tokens.session_key_from_sid(payload.get("sid", "")) or ""


@transaction.atomic
def end(sign_in: SignIn, *, by: User) -> None:
    """End one sign-in of the person's own. Its tokens are refused from now on."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    sign_in.delete()
    audit.record_event("session.closed", by=by, subject=by)


@transaction.atomic
def end_others(user: User, *, session_key: str) -> None:
    """End every sign-in of the person but that of this session."""
    others = SignIn.objects.filter(user=user).exclude(session_key=session_key)
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    audit.record_event("user.sessions-ended", by=user, subject=user)


def sweep() -> int:
    """Delete the sign-ins whose session has ended, and return how many."""
    ended = SignIn.objects.filter(created_at__lt=timezone.now() - settings.SESSION_LIFETIME)
    return ended.delete()[0]


def _read(refresh_token: str) -> _RefreshClaim:
    """Return the token's claim. Raises RefreshTokenRefused if it is forged, expired, foreign or of an ended session."""
    payload = tokens.decode_token(refresh_token, "refresh")
    if payload is None or "exp" not in payload:
        raise RefreshTokenRefused
    session = tokens.get_token_session(payload)
    user = tokens.validate_token_user(payload, session) if session else None
    generation = payload.get("generation")
    if not isinstance(user, User) or not isinstance(generation, int):
        raise RefreshTokenRefused
    return _RefreshClaim(user=user, session=session, generation=generation)


def _advance(claim: _RefreshClaim, *, address: str) -> bool:
    """Count the sign-in up, and return whether the token was of its current generation."""
    current = SignIn.objects.filter(
        session_key=claim.session.session_key, generation=claim.generation
    )
    now = timezone.now()
    updated = current.update(
        generation=claim.generation + 1, refreshed_at=now, last_seen_at=now, address=address
    )
    return updated == 1


def _is_repeat(claim: _RefreshClaim) -> bool:
    """Return whether this token was exchanged within GRACE."""
    return SignIn.objects.filter(
        session_key=claim.session.session_key,
        generation=claim.generation + 1,
        refreshed_at__gte=timezone.now() - GRACE,
    ).exists()


def _end(claim: _RefreshClaim) -> None:
    """End the session, and with it every token of the family."""
    with transaction.atomic():
        SignIn.objects.filter(session_key=claim.session.session_key).delete()
        claim.session.delete()
        audit.record_event(
            "session.refresh-token-reused",
            by=claim.user,
            subject=claim.user,
            outcome=EventOutcome.REFUSED,
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
