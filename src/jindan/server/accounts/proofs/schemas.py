"""Proofs over the wire: what a person gives at a signature, and what they can give."""

from typing import Annotated, Self

from ninja import Schema
from pydantic import Field, JsonValue, StringConstraints, model_validator

from jindan.server.accounts.passkeys.schemas import AssertionIn
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.accounts.schemas import Password
from jindan.server.kit.schemas import RequestBody

OneTimeCode = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]


class PasskeyProofIn(RequestBody):
    """A passkey's answer to the challenge of this very act, and the ticket that came with the challenge."""

    ticket: str = Field(min_length=1, max_length=1000)
    credential: AssertionIn


class ProofIn(RequestBody):
    """Exactly one of: the password, a code of the authenticator app, the answer of a passkey."""

    password: Password | None = None
    code: OneTimeCode | None = None
    passkey: PasskeyProofIn | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(given is not None for given in (self.password, self.code, self.passkey)) != 1:
            message = "a proof is a password, a code or a passkey's answer"
            raise ValueError(message)
        return self


class ProofsOut(Schema):
    """How you can prove at a signature that it is yours. Without any, set up a passkey or an authenticator app."""

    methods: list[ProofMethod]


class BegunProofOut(Schema):
    """The challenge of one act (`PublicKeyCredentialRequestOptionsJSON`). Send the answer within three minutes."""

    options: dict[str, JsonValue]
    ticket: str
