"""Answers of authenticators: read, held against the place of the web app, and against the uses counted before."""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from fido2.webauthn import AuthenticationResponse, CollectedClientData, RegistrationResponse
from pydantic import BaseModel

from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys.errors import PasskeyCopied, PasskeyRefused
from jindan.server.accounts.passkeys.place import Place
from jindan.server.accounts.passkeys.schemas import AssertionIn, AttestationIn
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome

COUNTER = "uses"
"""Member of an authenticator's data: the signature counter of its last answer."""

UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What the library raises for bytes that are no JSON, CBOR or key."""


def expect_attestation(sent: AttestationIn, *, place: Place) -> None:
    """Raise PasskeyRefused unless a new passkey can be read and was made at this place by a verified person."""
    try:
        answer = RegistrationResponse.from_dict(_members(sent)).response
        is_verified = answer.attestation_object.auth_data.is_user_verified()
    except UNREADABLE as error:
        raise PasskeyRefused from error
    if not is_verified:
        raise PasskeyRefused
    _expect_place(answer.client_data, place=place)


def expect_assertion(sent: AssertionIn, *, place: Place) -> AuthenticationResponse:
    """Return the answer of a passkey, whose signature is not checked yet.

    Raises PasskeyRefused unless it can be read and was given at this place by a verified person.
    """
    try:
        assertion = AuthenticationResponse.from_dict(_members(sent))
    except UNREADABLE as error:
        raise PasskeyRefused from error
    if not assertion.response.authenticator_data.is_user_verified():
        raise PasskeyRefused
    _expect_place(assertion.response.client_data, place=place)
    return assertion


def count_use(passkey: Authenticator, *, user: User, uses: int) -> None:
    """Store the signature counter of a valid answer (WebAuthn level 3, 7.2, step 22). 0 says that it counts nothing.

    Raises PasskeyCopied, after the audit trail says so, where it is not above the last one.
    """
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().get(pk=passkey.pk)
        before = locked.data.get(COUNTER, 0)
        is_copy = (uses or before) and uses <= before
        if is_copy:
            audit.record_event(
                "passkey.copy-refused", by=None, subject=user, outcome=EventOutcome.REFUSED
            )
        else:
            locked.data[COUNTER] = uses
            locked.save(update_fields=["data"])
    if is_copy:
        raise PasskeyCopied


def _members(sent: BaseModel) -> Mapping[str, Any]:
    """Return the JSON form that was sent, without what the schema does not know."""
    return sent.model_dump(by_alias=True, exclude_none=True)


def _expect_place(client: CollectedClientData, *, place: Place) -> None:
    """Raise PasskeyRefused unless the browser states exactly this origin, and no frame of another site."""
    if client.origin != place.origin or client.cross_origin:
        raise PasskeyRefused
