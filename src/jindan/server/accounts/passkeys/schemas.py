"""Passkeys over the wire, in the JSON form of WebAuthn level 3 (5.1.9): binary members are in Base64url."""

import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, JsonValue

from jindan.server.kit.names import Name
from jindan.server.kit.schemas import RequestBody

Binary = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
UserHandle = Annotated[Binary, Field(max_length=88)]  # 64 bytes
CredentialId = Annotated[Binary, Field(max_length=1364)]  # 1023 bytes


class AssertionAnswer(Schema):
    """What the authenticator signed, its signature, and the person it knows the passkey of."""

    client_data: Annotated[Binary, Field(max_length=8000, alias="clientDataJSON")]
    authenticator_data: Annotated[Binary, Field(max_length=8000, alias="authenticatorData")]
    signature: Annotated[Binary, Field(max_length=8000)]
    user_handle: UserHandle | None = Field(None, alias="userHandle")


class AssertionIn(Schema):
    """A passkey's answer to a challenge (`AuthenticationResponseJSON`)."""

    id: CredentialId
    raw_id: Annotated[CredentialId, Field(alias="rawId")]
    type: Literal["public-key"]
    response: AssertionAnswer


class AttestationAnswer(Schema):
    """The public key of a new passkey, with what the authenticator says of itself."""

    client_data: Annotated[Binary, Field(max_length=8000, alias="clientDataJSON")]
    attestation_object: Annotated[Binary, Field(max_length=40_000, alias="attestationObject")]


class AttestationIn(Schema):
    """A new passkey (`RegistrationResponseJSON`)."""

    id: CredentialId
    raw_id: Annotated[CredentialId, Field(alias="rawId")]
    type: Literal["public-key"]
    response: AttestationAnswer


class NewPasskeyIn(RequestBody):
    """A new passkey, and what its owner calls it."""

    name: Name
    credential: AttestationIn


class PasskeyAnswerIn(RequestBody):
    """A passkey's answer to the challenge of the same session."""

    credential: AssertionIn


class PasskeyPatch(RequestBody):
    """Another name for a passkey."""

    name: Name


class PasskeyOut(Schema):
    """A passkey of one's own."""

    id: int
    name: str
    created_at: datetime.datetime
    last_used_at: datetime.datetime | None


class AddedPasskeyOut(Schema):
    """The passkey, and recovery codes where it is the first second factor. They are shown only once."""

    passkey: PasskeyOut
    recovery_codes: list[str] | None


class PasskeyOptionsOut(Schema):
    """What the browser hands to `navigator.credentials`: `PublicKeyCredential…OptionsJSON`."""

    options: dict[str, JsonValue]


class PasskeySignInOut(PasskeyOptionsOut):
    """The challenge of a sign-in. Send the answer with `session_token` in the header X-Session-Token."""

    session_token: str
