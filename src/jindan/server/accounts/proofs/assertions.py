"""Passkeys that prove an act: the challenge is a digest of the act itself, and is answered once, within minutes.

The ticket of a challenge is sealed, so the server stores nothing for those who do not go on, and two windows of one
person hold two tickets that do not replace each other.
"""

import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.core.cache import cache
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import PublicKeyCredentialRpEntity, UserVerificationRequirement
from pydantic import BaseModel, ConfigDict

from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys.answers import UNREADABLE, count_use, expect_assertion
from jindan.server.accounts.passkeys.errors import PasskeyRefused
from jindan.server.accounts.passkeys.place import Place
from jindan.server.accounts.passkeys.schemas import AssertionIn
from jindan.server.accounts.proofs.acts import Act
from jindan.server.accounts.proofs.errors import ProofNotOfThis
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal, UnknownKey
from jindan.server.keys.uses import INSTALLATION, Use

TICKET = b"accounts.proof-ticket"
TICKET_S = 180
REQUIRED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, kw_only=True)
class BegunProof:
    """What the browser hands to the passkey, and the ticket that goes back with its answer."""

    options: dict[str, Any]
    ticket: str


class _ProofTicket(BaseModel):
    """A challenge that was given. It is sealed, so the browser stores it without reading it."""

    model_config = ConfigDict(frozen=True)

    act: str
    nonce: str
    expires_at: float

    @property
    def challenge(self) -> bytes:
        """Digest that the passkey signs: of the act, and of a number that nobody could foresee."""
        return sha256(f"jindan.proof {self.nonce} {self.act}".encode()).digest()


def begin(act: Act, *, user: User, place: Place) -> BegunProof:
    """Return a challenge to the person's passkeys, to prove the act within three minutes."""
    ticket = _ProofTicket(
        act=act.digest().hex(), nonce=secrets.token_hex(32), expires_at=time.time() + TICKET_S
    )
    options, _ = _server(place).authenticate_begin(
        credentials=auth.get_credentials(user),
        user_verification=REQUIRED,
        challenge=ticket.challenge,
    )
    sealed = keys.seal(
        ticket.model_dump_json().encode(),
        use=Use.PROOF_TICKET,
        organisation_id=INSTALLATION,
        context=TICKET,
    )
    return BegunProof(options=dict(options)["publicKey"], ticket=urlsafe_b64encode(sealed).decode())


def complete(act: Act, *, user: User, place: Place, ticket: str, sent: AssertionIn) -> None:
    """Accept a passkey's answer as the proof of the act, once.

    Raises PasskeyRefused, PasskeyCopied, and ProofNotOfThis where the ticket is of another act, old or used.
    """
    begun = _open(ticket)
    if begun.act != act.digest().hex() or time.time() >= begun.expires_at:
        raise ProofNotOfThis
    assertion = expect_assertion(sent, place=place)
    state = {"challenge": websafe_encode(begun.challenge), "user_verification": REQUIRED}
    try:
        credential = _server(place).authenticate_complete(
            state, auth.get_credentials(user), assertion
        )
    except UNREADABLE as error:
        raise PasskeyRefused from error
    if not cache.add(f"proof-ticket:{begun.nonce}", "spent", TICKET_S):
        raise ProofNotOfThis
    passkey = auth.get_authenticator_by_credential_id(user, credential.credential_id)
    if passkey is None:
        raise PasskeyRefused
    count_use(passkey, user=user, uses=assertion.response.authenticator_data.counter)
    passkey.record_usage()


def _server(place: Place) -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(id=place.host, name="Jindan")
    return Fido2Server(rp, verify_origin=place.origin.__eq__)


def _open(ticket: str) -> _ProofTicket:
    """Return the ticket that this server sealed. Raises ProofNotOfThis."""
    try:
        opened = keys.unseal(
            urlsafe_b64decode(ticket.encode()),
            use=Use.PROOF_TICKET,
            organisation_id=INSTALLATION,
            context=TICKET,
        )
        return _ProofTicket.model_validate_json(opened)
    except (ValueError, BrokenSeal, UnknownKey) as error:
        raise ProofNotOfThis from error
