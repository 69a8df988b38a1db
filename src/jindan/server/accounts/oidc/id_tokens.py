"""Validation of ID tokens (OpenID Connect Core 1.0, 3.1.3.7)."""

import hmac

import jwt
import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jindan.server.accounts.errors import IdentityProviderRefused

log = structlog.get_logger(__name__)

ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Signatures by a key that only the provider has. `none` and signatures with our own secret (HS256 …) are left out."""
LEEWAY_S = 60
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]

Jwk = dict[str, object]


class Claims(BaseModel):
    """The provider's claims about a person. `sub` is theirs permanently, an e-mail address is not."""

    model_config = ConfigDict(frozen=True)

    sub: str = Field(min_length=1, max_length=255)
    email: str | None = None
    email_verified: object = False

    @property
    def verified_email(self) -> str:
        """The e-mail address if the provider has verified it, else an empty string."""
        return self.email or "" if self.email_verified is True else ""


def verify(id_token: str, *, keys: list[Jwk], issuer: str, client_id: str, nonce: str) -> Claims:
    """Return the claims of a token that the issuer has signed recently, for this client and this sign-in.

    Raises IdentityProviderRefused, with the reason in the log.
    """
    try:
        key = _key_of(id_token, keys=keys)
        payload = jwt.decode(
            id_token,
            key=key,
            algorithms=[key.algorithm_name],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_S,
            options={"require": REQUIRED, "enforce_minimum_key_length": True},
        )
        claims = Claims.model_validate(payload)
    except (jwt.PyJWTError, ValidationError) as error:
        raise _refused(reason=type(error).__name__) from error
    if not hmac.compare_digest(str(payload["nonce"]).encode(), nonce.encode()):
        raise _refused(reason="nonce")
    # With several audiences, only `azp` says for which of them the token was issued.
    has_many_audiences = isinstance(payload["aud"], list) and len(payload["aud"]) > 1
    if payload.get("azp", None if has_many_audiences else client_id) != client_id:
        raise _refused(reason="azp")
    return claims


def _key_of(id_token: str, *, keys: list[Jwk]) -> jwt.PyJWK:
    """Return the key that the token names. A token that names none needs exactly one possible key.

    Raises InvalidAlgorithmError, InvalidKeyError.
    """
    header = jwt.get_unverified_header(id_token)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    kid = header.get("kid")
    possible = [key for key in keys if _may_have_signed(key, kid=kid, alg=algorithm)]
    if len(possible) != 1:
        raise jwt.InvalidKeyError
    return jwt.PyJWK(possible[0], algorithm=algorithm)


def _may_have_signed(key: Jwk, *, kid: str | None, alg: str) -> bool:
    is_named = kid is None or key.get("kid") == kid
    return is_named and key.get("use", "sig") == "sig" and key.get("alg", alg) == alg


def _refused(*, reason: str) -> IdentityProviderRefused:
    log.warning("id token refused", slug=reason)
    return IdentityProviderRefused()
