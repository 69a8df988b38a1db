"""The hospital's identity provider, as OpenID Connect describes one: where it is, how it is asked, what it says.

What django-allauth's own provider leaves out, and why it is not used, is in decision 0062.
"""

from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Self, TypeVar
from urllib.parse import quote_plus, urlencode, urlsplit

import structlog
from django.conf import settings
from django.core.cache import cache
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from jindan.server.accounts.errors import IdentityProviderAway, IdentityProviderRefused
from jindan.server.accounts.id_tokens import Claims, Jwk
from jindan.server.kit.addresses import AddressNotAllowed, known_url
from jindan.server.kit.outgoing import Answer, CallFailed, call_known

log = structlog.get_logger(__name__)

DISCOVERY = "/.well-known/openid-configuration"
DISCOVERY_KEPT_S = 600
SCOPE = "openid email"
REFUSALS = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)
"""A code, a token or a secret that the provider does not take (RFC 6749, 5.2)."""
JSON = {"Accept": "application/json"}

Told = TypeVar("Told", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class IdentityProvider:
    """The provider that the operator set, and how this installation is known there."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


def _known(url: str) -> str:
    try:
        known_url(url)
    except AddressNotAllowed as error:
        raise ValueError(url) from error
    return url


Endpoint = Annotated[str, AfterValidator(_known)]


class Discovery(BaseModel):
    """What a provider says of itself (OpenID Connect Discovery 1.0), as far as it is needed here."""

    model_config = ConfigDict(frozen=True)

    issuer: str
    authorization_endpoint: Endpoint
    token_endpoint: Endpoint
    jwks_uri: Endpoint
    userinfo_endpoint: Endpoint | None = None
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]

    @model_validator(mode="after")
    def _is_all_of_one_scheme(self) -> Self:
        """A provider on the network does not send us to our own machine, where http is let by."""
        parts = (
            self.authorization_endpoint,
            self.token_endpoint,
            self.jwks_uri,
            self.userinfo_endpoint,
        )
        if {urlsplit(part).scheme for part in parts if part} != {urlsplit(self.issuer).scheme}:
            raise ValueError(self.issuer)
        return self


class Granted(BaseModel):
    """What the provider gives for a code."""

    id_token: str
    access_token: str


class Keys(BaseModel):
    """The keys that a provider signs with (RFC 7517)."""

    keys: list[Jwk]


def identity_provider() -> IdentityProvider | None:
    """The provider of this installation; None where the operator set none."""
    if not settings.OIDC_ISSUER:
        return None
    return IdentityProvider(
        issuer=settings.OIDC_ISSUER,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        name=settings.OIDC_NAME or urlsplit(settings.OIDC_ISSUER).hostname or "",
    )


def discover(provider: IdentityProvider) -> Discovery:
    """Where the provider's parts are; looked up once in ten minutes. Raises IdentityProviderAway."""
    key = f"identity-provider:{provider.issuer}"
    kept = cache.get(key)
    if kept is not None:
        return Discovery.model_validate_json(kept)
    found = _read(_call("GET", f"{provider.issuer.rstrip('/')}{DISCOVERY}"), Discovery)
    if found.issuer != provider.issuer:
        log.warning("identity provider names another issuer")
        raise IdentityProviderAway
    cache.set(key, found.model_dump_json(), DISCOVERY_KEPT_S)
    return found


def authorization_url(provider: IdentityProvider, **asked: str) -> str:
    """Where the person's browser goes to sign in. Raises IdentityProviderAway."""
    endpoint = discover(provider).authorization_endpoint
    query = {"response_type": "code", "client_id": provider.client_id, "scope": SCOPE} | asked
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def exchange(provider: IdentityProvider, code: str, *, verifier: str, redirect_uri: str) -> Granted:
    """The tokens for a code, which is good once. Raises IdentityProviderRefused, IdentityProviderAway."""
    found = discover(provider)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    headers = JSON | {"Content-Type": "application/x-www-form-urlencoded"}
    if _takes_basic(found):
        headers["Authorization"] = _basic(provider)
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    answer = _call("POST", found.token_endpoint, body=urlencode(form).encode(), headers=headers)
    return _read(answer, Granted)


def keys_of(provider: IdentityProvider) -> list[Jwk]:
    """The keys that the provider signs with now. Raises IdentityProviderAway."""
    return _read(_call("GET", discover(provider).jwks_uri), Keys).keys


def claims_about(subject: str, *, provider: IdentityProvider, access_token: str) -> Claims:
    """What the provider says of a person beside the ID token, where many keep the e-mail address.

    The answer is not signed, so it counts only where it is about the subject of the ID token (OpenID Connect
    Core 1.0, 5.3.2). Raises IdentityProviderRefused, IdentityProviderAway.
    """
    endpoint = discover(provider).userinfo_endpoint
    if endpoint is None:
        return Claims(sub=subject)
    headers = JSON | {"Authorization": f"Bearer {access_token}"}
    claims = _read(_call("GET", endpoint, headers=headers), Claims)
    if claims.sub != subject:
        log.warning("identity provider answered about somebody else")
        raise IdentityProviderRefused
    return claims


def _takes_basic(found: Discovery) -> bool:
    """The way that every provider must offer, unless it says that it does not."""
    methods = found.token_endpoint_auth_methods_supported
    return "client_secret_basic" in methods or "client_secret_post" not in methods


def _basic(provider: IdentityProvider) -> str:
    """Id and secret as RFC 6749, 2.3.1 wants them: form-encoded first."""
    pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.client_secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _call(method: str, url: str, *, body: bytes = b"", headers: dict[str, str] = JSON) -> Answer:
    try:
        answer = call_known(method, url, body=body, headers=headers)
    except (AddressNotAllowed, CallFailed) as error:
        log.warning("identity provider away", slug=type(error).__name__)
        raise IdentityProviderAway from error
    if answer.status == HTTPStatus.OK:
        return answer
    log.warning("identity provider refused", status=answer.status, method=method)
    raise IdentityProviderRefused if answer.status in REFUSALS else IdentityProviderAway


def _read(answer: Answer, kind: type[Told]) -> Told:
    """The answer's JSON as what it should be. Raises IdentityProviderAway."""
    try:
        return kind.model_validate_json(answer.body)
    except ValidationError as error:
        log.warning("identity provider answered otherwise", kind=kind.__name__)
        raise IdentityProviderAway from error
