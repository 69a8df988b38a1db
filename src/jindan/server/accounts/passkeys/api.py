"""Passkeys over HTTP: set up, named, removed, and used to sign in."""

from http import HTTPStatus
from typing import Annotated

from allauth.headless.constants import Client
from allauth.headless.mfa import views
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Header, Router, Status
from pydantic import Field

from jindan.server.accounts import doors
from jindan.server.accounts.browsers import admitted
from jindan.server.accounts.dialogue import (
    AllauthAnswer,
    ask,
    expect_good,
    expect_sign_in,
    forget_earlier,
)
from jindan.server.accounts.failed_factors import noted
from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys import ceremonies, queries
from jindan.server.accounts.passkeys.answers import expect_assertion, expect_attestation
from jindan.server.accounts.passkeys.errors import PasskeyRefused, TooManyPasskeys
from jindan.server.accounts.passkeys.place import place_of
from jindan.server.accounts.passkeys.schemas import (
    AddedPasskeyOut,
    AssertionIn,
    NewPasskeyIn,
    PasskeyAnswerIn,
    PasskeyOptionsOut,
    PasskeyOut,
    PasskeyPatch,
    PasskeySignInOut,
)
from jindan.server.accounts.schemas import SignInOut
from jindan.server.accounts.security import person, signed_in_to_enrol
from jindan.server.accounts.tallies import attempt
from jindan.server.audit import services as audit
from jindan.server.kit.schemas import PROBLEMS

passkeys_router = Router(tags=["sign-in"])

MOST = 20
"""Passkeys of one person."""

Passkeys = Annotated[list[PasskeyOut], Field(max_length=MOST)]

APP = {"client": Client.APP}
BEGIN_ENROLMENT = ceremonies.BeginEnrolment.as_api_view(**APP)
ENROL = views.ManageWebAuthnView.as_api_view(**APP)
RECOVERY_CODES = views.ManageRecoveryCodesView.as_api_view(**APP)
BEGIN_SIGN_IN = ceremonies.BeginSignIn.as_api_view(**APP)
BEGIN_SECOND_FACTOR = ceremonies.BeginSecondFactor.as_api_view(**APP)
BEGIN_REAUTHENTICATION = ceremonies.BeginReauthentication.as_api_view(**APP)

SessionToken = Annotated[str, Header(alias="X-Session-Token")]


@passkeys_router.get("", auth=signed_in_to_enrol, response={200: Passkeys, **PROBLEMS})
def list_passkeys(request: HttpRequest) -> list[PasskeyOut]:
    """List your passkeys, oldest first. There are at most 20."""
    return [_passkey_out(passkey) for passkey in queries.visible_to(person(request))[:MOST]]


@passkeys_router.post(
    "/begin", auth=signed_in_to_enrol, response={200: PasskeyOptionsOut, **PROBLEMS}
)
def begin_passkey(request: HttpRequest) -> PasskeyOptionsOut:
    """Begin to set up a passkey, shortly after giving the password again."""
    place_of(request)
    _expect_room(person(request))
    answer = expect_good(ask(BEGIN_ENROLMENT, request=request))
    return PasskeyOptionsOut(options=answer.content["creation_options"]["publicKey"])


@passkeys_router.post("", auth=signed_in_to_enrol, response={201: AddedPasskeyOut, **PROBLEMS})
@transaction.atomic
def add_passkey(request: HttpRequest, body: NewPasskeyIn) -> Status[AddedPasskeyOut]:
    """Store a passkey that the browser has created. From now on it signs you in alone."""
    expect_attestation(body.credential, place=place_of(request))
    user = person(request)
    _expect_room(user)
    answer = expect_good(_expect_passkey(ask(ENROL, request=request)))
    audit.record_event("passkey.added", by=user, subject=user)
    codes = (
        ask(RECOVERY_CODES, request=request).content["unused_codes"]
        if answer.meta["recovery_codes_generated"]
        else None
    )
    passkey = queries.visible_to(user).get(pk=answer.content["id"])
    return Status(201, AddedPasskeyOut(passkey=_passkey_out(passkey), recovery_codes=codes))


@passkeys_router.patch(
    "/{passkey_id}", auth=signed_in_to_enrol, response={200: PasskeyOut, **PROBLEMS}
)
@transaction.atomic
def rename_passkey(request: HttpRequest, passkey_id: int, change: PasskeyPatch) -> PasskeyOut:
    """Give one of your passkeys another name."""
    passkey = _passkey(request, passkey_id)
    passkey = Authenticator.objects.select_for_update().get(pk=passkey.pk)  # its counter stays
    passkey.wrap().name = change.name
    passkey.save(update_fields=["data"])
    return _passkey_out(passkey)


@passkeys_router.delete("/{passkey_id}", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
@transaction.atomic
def remove_passkey(request: HttpRequest, passkey_id: int) -> Status[None]:
    """Remove one of your passkeys, shortly after giving the password again."""
    passkey = _passkey(request, passkey_id)
    expect_good(ask(ceremonies.PasskeyRemoval.as_api_view(**APP, passkey=passkey), request=request))
    audit.record_event("passkey.removed", by=person(request), subject=person(request))
    return Status(204, None)


@passkeys_router.post("/sign-in/begin", auth=None, response={200: PasskeySignInOut, **PROBLEMS})
def begin_passkey_sign_in(request: HttpRequest) -> PasskeySignInOut:
    """Begin a sign-in by passkey alone. It is completed within five minutes."""
    place_of(request)
    forget_earlier(request)
    answer = expect_good(ask(BEGIN_SIGN_IN, request=request))
    return PasskeySignInOut(
        options=answer.content["request_options"]["publicKey"],
        session_token=answer.meta["session_token"],
    )


@passkeys_router.post("/sign-in/complete", auth=None, response={200: SignInOut, **PROBLEMS})
def complete_passkey_sign_in(
    request: HttpRequest, response: HttpResponse, body: PasskeyAnswerIn, session: SessionToken
) -> SignInOut:
    """Complete a sign-in by passkey. It counts as both factors."""
    door = doors.anonymous("passkey", request=request)
    with attempt(*door, failures=(PasskeyRefused,)), noted(None):
        if body.credential.response.user_handle is None:
            raise PasskeyRefused
        answer = _answered(ceremonies.PasskeySignIn, request=request, credential=body.credential)
        signed_in = expect_sign_in(_expect_passkey(answer))
    return admitted(signed_in, request=request, response=response)


@passkeys_router.post(
    "/second-factor/begin", auth=None, response={200: PasskeyOptionsOut, **PROBLEMS}
)
def begin_passkey_second_factor(request: HttpRequest, session: SessionToken) -> PasskeyOptionsOut:
    """Begin to complete a sign-in by password with a passkey."""
    place_of(request)
    answer = expect_good(ask(BEGIN_SECOND_FACTOR, request=request))
    return PasskeyOptionsOut(options=answer.content["request_options"]["publicKey"])


@passkeys_router.post("/second-factor/complete", auth=None, response={200: SignInOut, **PROBLEMS})
def complete_passkey_second_factor(
    request: HttpRequest, response: HttpResponse, body: PasskeyAnswerIn, session: SessionToken
) -> SignInOut:
    """Complete a sign-in by password with a passkey."""
    door, user = doors.anonymous("passkey", request=request), doors.waiting(session)
    with attempt(*door, failures=(PasskeyRefused,)), noted(user):
        answer = _answered(
            ceremonies.PasskeySecondFactor, request=request, credential=body.credential
        )
        signed_in = expect_good(_expect_passkey(answer))
    return admitted(signed_in, request=request, response=response)


@passkeys_router.post(
    "/reauthentication/begin",
    auth=signed_in_to_enrol,
    response={200: PasskeyOptionsOut, **PROBLEMS},
)
def begin_passkey_reauthentication(request: HttpRequest) -> PasskeyOptionsOut:
    """Begin to confirm by passkey who you are."""
    place_of(request)
    answer = expect_good(ask(BEGIN_REAUTHENTICATION, request=request))
    return PasskeyOptionsOut(options=answer.content["request_options"]["publicKey"])


@passkeys_router.post(
    "/reauthentication/complete", auth=signed_in_to_enrol, response={204: None, **PROBLEMS}
)
def complete_passkey_reauthentication(request: HttpRequest, body: PasskeyAnswerIn) -> Status[None]:
    """Confirm by passkey who you are, as giving the password again does."""
    with noted(person(request)):
        answer = _answered(
            ceremonies.PasskeyReauthentication, request=request, credential=body.credential
        )
        expect_good(_expect_passkey(answer))
    return Status(204, None)


def _answered(
    ceremony: type[ceremonies.Ceremony], *, request: HttpRequest, credential: AssertionIn
) -> AllauthAnswer:
    """Return allauth's answer to a passkey's. Raises PasskeyRefused, PasskeyCopied."""
    assertion = expect_assertion(credential, place=place_of(request))
    uses = assertion.response.authenticator_data.counter
    return ask(ceremony.as_api_view(**APP, uses=uses), request=request)


def _expect_passkey(answer: AllauthAnswer) -> AllauthAnswer:
    """Return the answer to a passkey's. Raises PasskeyRefused where allauth found it not valid."""
    if answer.status == HTTPStatus.BAD_REQUEST:
        raise PasskeyRefused
    return answer


def _expect_room(user: User) -> None:
    """Raise TooManyPasskeys where the person has as many as one can have."""
    if queries.visible_to(user).count() >= MOST:
        raise TooManyPasskeys(most=MOST)


def _passkey(request: HttpRequest, passkey_id: int) -> Authenticator:
    return get_object_or_404(queries.visible_to(person(request)), pk=passkey_id)


def _passkey_out(passkey: Authenticator) -> PasskeyOut:
    return PasskeyOut(
        id=passkey.pk,
        name=passkey.wrap().name,
        created_at=passkey.created_at,
        last_used_at=passkey.last_used_at,
    )
