"""Sign-in at the hospital's identity provider: begun here, confirmed there, completed here by the same browser.

What completing a sign-in needs is sealed as a ticket and given to the browser that began it, which returns it with the
code. A link from somebody else comes without this browser's ticket, so nobody is signed in as another person without
noticing. The server stores nothing for those who never return.
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from pydantic import BaseModel, ConfigDict

from jindan.server.accounts.adapters import NOBODY
from jindan.server.accounts.errors import IdentityProviderRefused, SignInNotBegun
from jindan.server.accounts.models import User
from jindan.server.accounts.oidc import id_tokens, identities
from jindan.server.accounts.oidc.id_tokens import Claims
from jindan.server.accounts.oidc.provider import (
    IdentityProvider,
    authorization_url,
    claims_about,
    exchange,
    keys_of,
)
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal, UnknownKey
from jindan.server.keys.uses import INSTALLATION, Use

TICKET = b"accounts.provider-ticket"
TICKET_S = 600


@dataclass(frozen=True, kw_only=True)
class BegunSignIn:
    """The address to which the browser goes, and the ticket that it stores meanwhile."""

    authorization_url: str
    ticket: str


class _Ticket(BaseModel):
    """What completing a sign-in needs. It is sealed, so the browser stores it without reading it."""

    model_config = ConfigDict(frozen=True)

    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    issuer: str
    expires_at: float


def begin(provider: IdentityProvider, *, redirect_uri: str) -> BegunSignIn:
    """Begin a sign-in that returns to `redirect_uri`. Raises IdentityProviderAway."""
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
    sealed = keys.seal(
        ticket.model_dump_json().encode(),
        use=Use.SIGN_IN_TICKET,
        organisation_id=INSTALLATION,
        context=TICKET,
    )
    return BegunSignIn(authorization_url=url, ticket=_encoded(sealed))


def complete(provider: IdentityProvider, *, code: str, state: str, ticket: str) -> User:
    """Return the person who signed in at the provider, by the code and the state that it sent back.

    Raises SignInNotBegun, IdentityProviderRefused, IdentityProviderAway, and the problems of `identities.person_of`.
    """
    try:
        claims = _claims(provider, code=code, state=state, ticket=ticket)
    except (SignInNotBegun, IdentityProviderRefused):
        audit.record_event("session.refused", by=None, subject=NOBODY, outcome=EventOutcome.REFUSED)
        raise
    return identities.person_of(claims, issuer=provider.issuer)


def _claims(provider: IdentityProvider, *, code: str, state: str, ticket: str) -> Claims:
    """Return the provider's claims about the person who signed in there, with the e-mail address where it is needed."""
    begun = _spend(_open(ticket), state=state, issuer=provider.issuer)
    granted = exchange(provider, code, verifier=begun.verifier, redirect_uri=begun.redirect_uri)
    claims = id_tokens.verify(
        granted.id_token,
        keys=keys_of(provider),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=begun.nonce,
    )
    # A linked identity needs no address, so it costs no further request.
    if claims.email or identities.linked_user(claims.sub, issuer=provider.issuer):
        return claims
    return claims_about(claims.sub, provider=provider, access_token=granted.access_token)


def _open(ticket: str) -> _Ticket:
    """Return the ticket that this server sealed. Raises SignInNotBegun."""
    try:
        opened = keys.unseal(
            urlsafe_b64decode(ticket.encode()),
            use=Use.SIGN_IN_TICKET,
            organisation_id=INSTALLATION,
            context=TICKET,
        )
        return _Ticket.model_validate_json(opened)
    except (ValueError, BrokenSeal, UnknownKey) as error:
        raise SignInNotBegun from error


def _spend(ticket: _Ticket, *, state: str, issuer: str) -> _Ticket:
    """Return the ticket and mark it as used.

    Raises SignInNotBegun if it was used before, has expired, or is not of this state and issuer.
    """
    is_answered = hmac.compare_digest(ticket.state.encode(), state.encode())
    is_good = is_answered and ticket.issuer == issuer and time.time() < ticket.expires_at
    name = f"provider-ticket:{sha256(ticket.state.encode()).hexdigest()}"
    if not is_good or not cache.add(name, "spent", TICKET_S):
        raise SignInNotBegun
    return ticket


def _encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).decode()
