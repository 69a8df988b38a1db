"""Accounts over the wire."""

import datetime
import uuid
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field

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


class Credentials(Schema):
    """What a person signs in with."""

    email: Email
    password: Password


class CodeIn(Schema):
    """A code of the second factor."""

    code: Code


class PasswordIn(Schema):
    """The person's password, given again."""

    password: Password


class PasswordChange(Schema):
    """The old password and the new one."""

    current_password: Password
    new_password: Password


class RefreshIn(Schema):
    """The refresh token of the last answer."""

    refresh_token: str = Field(max_length=2000)


class TokensOut(Schema):
    """`access_token` goes into `Authorization: Bearer`; it is good for `expires_in` seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


class SecondFactorOut(Schema):
    """The sign-in waits for a code; send it with `session_token` in the header X-Session-Token."""

    session_token: str
    methods: list[str]


class SignInOut(Schema):
    """Either the tokens of a complete sign-in, or the second factor that it waits for."""

    tokens: TokensOut | None
    second_factor: SecondFactorOut | None


class IdentityProviderOut(Schema):
    """Whether one can sign in with the hospital's own accounts, and what their provider is called."""

    is_set_up: bool
    name: str | None


class ProviderSignInOut(Schema):
    """Go to `authorization_url`; keep `ticket` in the browser, it completes the sign-in within ten minutes."""

    authorization_url: str
    ticket: str


class ProviderAnswer(Schema):
    """`code` and `state` as the provider sent them back, and the ticket of the same sign-in."""

    code: str = Field(min_length=1, max_length=4000)
    state: str = Field(min_length=1, max_length=200)
    ticket: str = Field(min_length=1, max_length=2000)


class TotpOut(Schema):
    """Whether a second factor is set up; if not, the secret to set one up with (RFC 6238)."""

    is_set_up: bool
    secret: str | None
    url: str | None


class RecoveryCodesOut(Schema):
    """Codes that each sign in once without the phone. Shown this one time."""

    recovery_codes: list[str]


class MeOut(Schema):
    """The person who asks: who they are, and what they may do."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    organisation_id: uuid.UUID
    organisation_name: str
    capabilities: list[Capability]
    second_factor_is_set_up: bool
    second_factor_is_required: bool


class UserOut(Schema):
    """An account, as its organisation's administrator sees it."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    is_active: bool
    created_at: datetime.datetime
    last_login: datetime.datetime | None


class UserIn(Schema):
    """A new account in the administrator's own organisation."""

    email: Email
    name: str = Field("", max_length=100)
    role: Role


class NewUserOut(Schema):
    """The account that was made, and the password to hand over. Shown this one time."""

    user: UserOut
    password: str


class UserPatch(Schema):
    """What to change about an account; what is left out stays."""

    name: str | None = Field(None, max_length=100)
    role: Role | None = None
    is_active: bool | None = None
