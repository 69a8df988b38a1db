"""What an ID token must be before a word of it is believed (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac

import jwt
import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jindan.server.accounts.errors import IdentityProviderRefused

log = structlog.get_logger(__name__)

ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Signatures by a key that only the provider has; never `none`, never one made with our own secret."""
LEEWAY_S = 60
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]

Jwk = dict[str, object]


class Claims(BaseModel):
    """What the provider says of a person; `sub` is theirs for good, an e-mail address is not."""

    model_config = ConfigDict(frozen=True)

    sub: str = Field(min_length=1, max_length=255)
    email: str | None = None
    email_verified: object = False

    @property
    def verified_email(self) -> str:
        """The address, where the provider vouches for it in so many letters; else nothing."""
        return self.email or "" if self.email_verified is True else ""


def verify(id_token: str, *, keys: list[Jwk], issuer: str, client_id: str, nonce: str) -> Claims:
    """The claims of a token that this issuer signed, for us, for this sign-in, not long ago.

    Raises IdentityProviderRefused; the log says why.
    """
    try:
        key = _key_of(id_token, keys=keys)
        told = jwt.decode(
            id_token,
            key=key,
            algorithms=[key.algorithm_name],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_S,
            options={"require": REQUIRED, "enforce_minimum_key_length": True},
        )
        claims = Claims.model_validate(told)
    except (jwt.PyJWTError, ValidationError) as error:
        raise _refused(reason=type(error).__name__) from error
    if not hmac.compare_digest(str(told["nonce"]).encode(), nonce.encode()):
        raise _refused(reason="nonce")
    if told.get("azp", client_id) != client_id or (_many(told["aud"]) and "azp" not in told):
        raise _refused(reason="azp")
    return claims


def _key_of(id_token: str, *, keys: list[Jwk]) -> jwt.PyJWK:
    """The key that the token names; where it names none, the only one there is."""
    header = jwt.get_unverified_header(id_token)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    named = [key for key in keys if _may_have_signed(key, kid=header.get("kid"), alg=algorithm)]
    if len(named) != 1:
        raise jwt.InvalidKeyError
    return jwt.PyJWK(named[0], algorithm=algorithm)


def _may_have_signed(key: Jwk, *, kid: str | None, alg: str) -> bool:
    is_named = kid is None or key.get("kid") == kid
    return is_named and key.get("use", "sig") == "sig" and key.get("alg", alg) == alg


def _many(audience: object) -> bool:
    return isinstance(audience, list) and len(audience) > 1


def _refused(*, reason: str) -> IdentityProviderRefused:
    log.warning("id token refused", slug=reason)
    return IdentityProviderRefused()
