"""Requests and responses of signing in and of accounts."""

import datetime
import uuid
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field

from jindan.server.accounts.models import ProposedAct
from jindan.server.kit.names import NameOrNone
from jindan.server.kit.schemas import RequestBody
from jindan.server.roles import Capability, Role


def _email(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValueError(error.message) from error
    return address


Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Password = Annotated[str, Field(min_length=1, max_length=256)]
Code = Annotated[str, Field(min_length=6, max_length=16, description="One-time or recovery code.")]


class Credentials(RequestBody):
    """E-mail address and password of a person who signs in."""

    email: Email
    password: Password


class CodeIn(RequestBody):
    """A code of the second factor."""

    code: Code


class PasswordIn(RequestBody):
    """The person's password, given again."""

    password: Password


class PasswordChange(RequestBody):
    """The current password and the new one."""

    current_password: Password
    new_password: Password


class LinkSpent(RequestBody):
    """The token after `#` in the link, and the password that the person chooses."""

    token: str = Field(min_length=1, max_length=200)
    password: Password


class ChosenOut(Schema):
    """The e-mail address with which the person signs in from now on."""

    email: str


class RefreshIn(RequestBody):
    """The refresh token of the last answer. A browser leaves it out, as it sends it in a cookie."""

    refresh_token: str | None = Field(None, max_length=2000)


class TokensOut(Schema):
    """Tokens of a sign-in. `access_token` is sent as `Authorization: Bearer` and is valid for `expires_in` seconds.

    `refresh_token` is null for a browser, which has it in a cookie that no script reads.
    """

    access_token: str
    refresh_token: str | None
    expires_in: int


class SecondFactorOut(Schema):
    """A sign-in that waits for a code. Send it with `session_token` in the header X-Session-Token."""

    session_token: str
    methods: list[str]


class SignInOut(Schema):
    """Either the tokens of a complete sign-in, or the second factor that it waits for.

    Send `device_token` as X-Device-Token with later sign-ins: strangers' failures then delay you no more. It is null
    for a browser, which has it in a cookie.
    """

    tokens: TokensOut | None
    second_factor: SecondFactorOut | None
    device_token: str | None


class IdentityProviderOut(Schema):
    """Whether a person can sign in with a hospital account, and the name of the provider."""

    is_set_up: bool
    name: str | None


class ProviderSignInOut(Schema):
    """The address to go to, and the ticket that completes the sign-in in the same browser within ten minutes."""

    authorization_url: str
    ticket: str


class ProviderAnswer(RequestBody):
    """The provider's `code` and `state`, and the ticket of the same sign-in."""

    code: str = Field(min_length=1, max_length=4000)
    state: str = Field(min_length=1, max_length=200)
    ticket: str = Field(min_length=1, max_length=2000)


class TotpOut(Schema):
    """Whether a second factor is set up. If not, the secret to set one up with (RFC 6238)."""

    is_set_up: bool
    secret: str | None
    url: str | None


class RecoveryCodesOut(Schema):
    """Codes that each sign in once without the phone. They are shown only once."""

    recovery_codes: list[str]


class MeOut(Schema):
    """The person who is signed in, and what they may do."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    organisation_id: uuid.UUID
    organisation_name: str
    capabilities: list[Capability]
    second_factor_is_set_up: bool
    second_factor_is_required: bool
    must_change_password: bool


class SignInRowOut(Schema):
    """One of your open sign-ins: the device in words, and the address from which it was last used."""

    id: uuid.UUID
    device: str
    address: str
    created_at: datetime.datetime
    last_seen_at: datetime.datetime
    is_current: bool


class AccountChangeOut(Schema):
    """What somebody else did to your account. `by` is their name, and null for the operator of the server."""

    id: uuid.UUID
    what: str
    by: str | None
    created_at: datetime.datetime
    seen_at: datetime.datetime | None


class UserOut(Schema):
    """An account, as its organisation's administrator sees it."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    is_active: bool
    second_factor_is_set_up: bool
    hospital_account_is_linked: bool
    created_at: datetime.datetime
    last_login: datetime.datetime | None


class UserIn(RequestBody):
    """A new account in the administrator's own organisation."""

    email: Email
    name: NameOrNone = ""
    role: Role


class PasswordLinkOut(Schema):
    """The account, and the link to hand over, by which the person chooses a password once. It is shown only now."""

    user: UserOut
    link: str
    expires_at: datetime.datetime


class ProposalIn(RequestBody):
    """The act to propose."""

    act: ProposedAct


class ProposalOut(Schema):
    """An act on an account that waits for the approval of a second administrator."""

    id: uuid.UUID
    act: ProposedAct
    user: UserOut
    proposed_by: UserOut
    created_at: datetime.datetime
    expires_at: datetime.datetime


class ApprovedOut(Schema):
    """The account, and the link for a new password where the act includes a reset."""

    user: UserOut
    link: str | None
    expires_at: datetime.datetime | None


class UserPatch(RequestBody):
    """Changes to an account. What is left out stays."""

    name: NameOrNone | None = None
    role: Role | None = None
    is_active: bool | None = None
