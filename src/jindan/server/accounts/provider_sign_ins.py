"""Signing in at the hospital's identity provider: begun here, done there, completed here by who began it.

The ticket. What a sign-in needs to be completed is sealed and given to the browser that began it, which keeps it and
brings it back with the code. A link that somebody else sends has no ticket of this browser, so nobody is signed in as
another person without noticing; and there is nothing to keep here for those who never come back.
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from pydantic import BaseModel, ConfigDict

from jindan.server.accounts import id_tokens, identities
from jindan.server.accounts.adapters import NOBODY
from jindan.server.accounts.errors import IdentityProviderRefused, SignInNotBegun
from jindan.server.accounts.id_tokens import Claims
from jindan.server.accounts.identity_provider import (
    IdentityProvider,
    authorization_url,
    claims_about,
    exchange,
    keys_of,
)
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.kit import keyring

TICKET = b"accounts.provider-ticket"
TICKET_S = 600


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Where the browser goes, and the ticket that it keeps meanwhile."""

    authorization_url: str
    ticket: str


class _Ticket(BaseModel):
    """What completing a sign-in needs; sealed, so that the browser keeps it without knowing it."""

    model_config = ConfigDict(frozen=True)

    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    issuer: str
    expires_at: float


def begin(provider: IdentityProvider, *, redirect_uri: str) -> Begun:
    """Begin a sign-in that comes back to `redirect_uri`. Raises IdentityProviderAway."""
    ticket = _Ticket(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        redirect_uri=redirect_uri,
        issuer=provider.issuer,
        expires_at=time.time() + TICKET_S,
    )
    url = authorization_url(
        provider,
        redirect_uri=redirect_uri,
        state=ticket.state,
        nonce=ticket.nonce,
        code_challenge=_encoded(sha256(ticket.verifier.encode()).digest()).rstrip("="),
        code_challenge_method="S256",
    )
    sealed = keyring.seal(ticket.model_dump_json().encode(), context=TICKET)
    return Begun(authorization_url=url, ticket=_encoded(sealed))


def complete(provider: IdentityProvider, *, code: str, state: str, ticket: str) -> User:
    """The person who signed in at the provider, by the code that it sent back with the state.

    Raises SignInNotBegun, IdentityProviderRefused, IdentityProviderAway, and what `identities.person_of` raises.
    """
    try:
        claims = _claims(provider, code=code, state=state, ticket=ticket)
    except (SignInNotBegun, IdentityProviderRefused):
        audit.record_event("session.refused", by=None, subject=NOBODY)
        raise
    return identities.person_of(claims, issuer=provider.issuer)


def _claims(provider: IdentityProvider, *, code: str, state: str, ticket: str) -> Claims:
    """What the provider says of the person who signed in there."""
    begun = _spent(_opened(ticket), state=state, issuer=provider.issuer)
    granted = exchange(provider, code, verifier=begun.verifier, redirect_uri=begun.redirect_uri)
    claims = id_tokens.verify(
        granted.id_token,
        keys=keys_of(provider),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=begun.nonce,
    )
    return _with_address(claims, provider=provider, access_token=granted.access_token)


def _with_address(claims: Claims, *, provider: IdentityProvider, access_token: str) -> Claims:
    """The claims with the e-mail address, asked for only where it decides who the person is."""
    if claims.email or identities.user_tied_to(claims.sub, issuer=provider.issuer):
        return claims
    return claims_about(claims.sub, provider=provider, access_token=access_token)


def _opened(ticket: str) -> _Ticket:
    try:
        sealed = urlsafe_b64decode(ticket.encode())
        return _Ticket.model_validate_json(keyring.unseal(sealed, context=TICKET))
    except (ValueError, keyring.BrokenSeal, keyring.UnknownKey) as error:
        raise SignInNotBegun from error


def _spent(ticket: _Ticket, *, state: str, issuer: str) -> _Ticket:
    """The ticket, which is good once, for a while, and for the answer to it. Raises SignInNotBegun."""
    is_answered = hmac.compare_digest(ticket.state.encode(), state.encode())
    is_good = is_answered and ticket.issuer == issuer and time.time() < ticket.expires_at
    name = f"provider-ticket:{sha256(ticket.state.encode()).hexdigest()}"
    if not is_good or not cache.add(name, "spent", TICKET_S):
        raise SignInNotBegun
    return ticket


def _encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()
