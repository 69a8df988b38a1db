"""Signing in, the second factor, and who one is."""

from http import HTTPStatus
from typing import Annotated

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Status
from ninja.errors import ValidationError

from jindan.server.accounts import devices, doors, links, sign_ins
from jindan.server.accounts.adapters import spend_code
from jindan.server.accounts.browsers import (
    admitted,
    forget_cookie,
    handed_over,
    is_web_app,
    sent_refresh_token,
)
from jindan.server.accounts.dialogue import (
    SignInView,
    VerbatimChangeView,
    ask,
    expect_code,
    expect_good,
    expect_sign_in,
    forget_earlier,
)
from jindan.server.accounts.errors import (
    LinkVoid,
    RefreshTokenRefused,
    SamePassword,
    SecondFactorSetUp,
    WrongCode,
    WrongCredentials,
)
from jindan.server.accounts.failed_factors import noted
from jindan.server.accounts.passwords import normal
from jindan.server.accounts.schemas import (
    ChosenOut,
    CodeIn,
    Credentials,
    LinkSpent,
    MeOut,
    PasswordChange,
    PasswordIn,
    RecoveryCodesOut,
    RefreshIn,
    SignInOut,
    TokensOut,
    TotpOut,
)
from jindan.server.accounts.security import (
    has_authenticator_app,
    is_second_factor_required,
    person,
    session_key,
    signed_in_at_first,
    signed_in_to_enrol,
)
from jindan.server.accounts.tallies import Tallied, attempt
from jindan.server.audit import services as audit
from jindan.server.kit.problems import Unauthorised
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import CAPABILITIES, Role

auth_router = Router(tags=["sign-in"])
router = Router(tags=["accounts"])

SIGN_IN = SignInView.as_api_view(client=Client.APP)
SESSION = account.SessionView.as_api_view(client=Client.APP)
REAUTHENTICATE = account.ReauthenticateView.as_api_view(client=Client.APP)
CHANGE_PASSWORD = VerbatimChangeView.as_api_view(client=Client.APP)
SECOND_FACTOR = mfa.AuthenticateView.as_api_view(client=Client.APP)
TOTP = mfa.ManageTOTPView.as_api_view(client=Client.APP)
RECOVERY_CODES = mfa.ManageRecoveryCodesView.as_api_view(client=Client.APP)

SessionToken = Annotated[str, Header(alias="X-Session-Token")]


@auth_router.post("/sign-in", auth=None, response={200: SignInOut, **PROBLEMS})
def sign_in(request: HttpRequest, response: HttpResponse, credentials: Credentials) -> SignInOut:
    """Sign in with e-mail address and password."""
    forget_earlier(request)
    door = doors.password(request, email=credentials.email)
    with attempt(*door, failures=(WrongCredentials,)):
        answer = expect_sign_in(ask(SIGN_IN, request=request))
    return admitted(answer, request=request, response=response)


@auth_router.post("/second-factor", auth=None, response={200: SignInOut, **PROBLEMS})
def give_second_factor(
    request: HttpRequest, response: HttpResponse, body: CodeIn, session: SessionToken
) -> SignInOut:
    """Complete a sign-in with a one-time code or a recovery code."""
    door = doors.code(request, session_token=session)
    user = doors.waiting(session)
    with attempt(*door, failures=(WrongCode, Unauthorised)), noted(user):
        answer = expect_code(ask(SECOND_FACTOR, request=request))
    return admitted(answer, request=request, response=response)


@auth_router.post("/refresh", auth=None, response={200: TokensOut, **PROBLEMS})
def refresh(
    request: HttpRequest, response: HttpResponse, body: RefreshIn
) -> TokensOut | sign_ins.Tokens:
    """Exchange a refresh token for the next pair of tokens. Each is valid once."""
    token = body.refresh_token or sent_refresh_token(request)
    door = doors.anonymous("refresh", request=request)
    address = devices.address_of(request)
    if sign_ins.is_signed(token):  # a good token waits for no neighbour's bad ones
        tokens = sign_ins.refresh(token, address=address)
    else:
        with attempt(*door, failures=(RefreshTokenRefused,)):
            tokens = sign_ins.refresh(token, address=address)
    return tokens if body.refresh_token else handed_over(tokens, response=response)


@auth_router.delete("/session", auth=signed_in_at_first, response={204: None, **PROBLEMS})
@transaction.atomic
def sign_out(request: HttpRequest, response: HttpResponse) -> Status[None]:
    """End this session. Its tokens are refused from now on."""
    user = person(request)
    sign_ins.forget(session_key(request))
    ask(SESSION, request=request)
    audit.record_event("session.closed", by=user, subject=user)
    if is_web_app(request):
        forget_cookie(response)
    return Status(204, None)


@auth_router.post("/reauthenticate", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
def reauthenticate(request: HttpRequest, body: PasswordIn) -> Status[None]:
    """Give the password again, as is required shortly before the second factor is changed."""
    with attempt(*_own_door("password", request), failures=(ValidationError,)):
        expect_good(ask(REAUTHENTICATE, request=request))
    return Status(204, None)


@auth_router.post("/password", auth=signed_in_at_first, response={204: None, **PROBLEMS})
def change_password(request: HttpRequest, change: PasswordChange) -> Status[None]:
    """Choose another password. Every session ends, including this one."""
    is_same = normal(change.new_password) == normal(change.current_password)
    if person(request).must_change_password and is_same:
        raise SamePassword
    with attempt(*_own_door("password", request), failures=(ValidationError,)):
        answer = ask(CHANGE_PASSWORD, request=request)
        if answer.status != HTTPStatus.UNAUTHORIZED:  # 401 is of the session that has just ended
            expect_good(answer)
    return Status(204, None)


@auth_router.post("/set-password", auth=None, response={200: ChosenOut, **PROBLEMS})
def choose_password(request: HttpRequest, body: LinkSpent) -> ChosenOut:
    """Choose your password with the link that an administrator gave you. The link is valid once."""
    with attempt(*doors.anonymous("link", request=request), failures=(LinkVoid,)):
        user = links.spend(body.token, password=body.password)
    return ChosenOut(email=user.email)


@auth_router.get("/totp", auth=signed_in_to_enrol, response={200: TotpOut, **PROBLEMS})
def get_totp(request: HttpRequest) -> TotpOut:
    """Get whether an authenticator app is set up. If not, the answer has a new secret for the phone."""
    if has_authenticator_app(person(request).pk):
        return TotpOut(is_set_up=True, secret=None, url=None)
    meta = ask(TOTP, request=request).meta
    return TotpOut(is_set_up=False, secret=meta["secret"], url=meta["totp_url"])


@auth_router.post("/totp", auth=signed_in_to_enrol, response={200: RecoveryCodesOut, **PROBLEMS})
def set_up_totp(request: HttpRequest, body: CodeIn) -> RecoveryCodesOut:
    """Set up the second factor with a code of the new secret. The answer has recovery codes."""
    user = person(request)
    if has_authenticator_app(user.pk):
        raise SecondFactorSetUp
    with attempt(*_own_door("code", request), failures=(ValidationError,)), transaction.atomic():
        expect_good(ask(TOTP, request=request))
        spend_code(user, code=body.code)
        audit.record_event("user.second-factor-set-up", by=user, subject=user)
        return _recovery_codes(request)


@auth_router.delete("/totp", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
@transaction.atomic
def remove_totp(request: HttpRequest) -> Status[None]:
    """Remove the second factor."""
    user = person(request)
    expect_good(ask(TOTP, request=request))
    audit.record_event("user.second-factor-removed", by=user, subject=user)
    return Status(204, None)


@auth_router.post("/recovery-codes", response={200: RecoveryCodesOut, **PROBLEMS})
def renew_recovery_codes(request: HttpRequest) -> RecoveryCodesOut:
    """Create new recovery codes. The old ones are void."""
    return _recovery_codes(request)


@router.get("/me", auth=signed_in_at_first, response={200: MeOut, **PROBLEMS})
def get_me(request: HttpRequest) -> MeOut:
    """Get your account, and what you may do."""
    user = person(request)
    return MeOut(
        id=user.id,
        email=user.email,
        name=user.name,
        role=Role(user.role),
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.name,
        capabilities=sorted(CAPABILITIES[Role(user.role)]),
        second_factor_is_set_up=user.second_factor_is_set_up,
        second_factor_is_required=is_second_factor_required(user),
        must_change_password=user.must_change_password,
    )


def _own_door(what: str, request: HttpRequest) -> list[Tallied]:
    return doors.own(what, user=person(request), session_key=session_key(request))


def _recovery_codes(request: HttpRequest) -> RecoveryCodesOut:
    answer = expect_good(ask(RECOVERY_CODES, request=request))
    return RecoveryCodesOut(recovery_codes=answer.content["unused_codes"])
