"""The hospital's identity provider by OpenID Connect: its discovery document, its endpoints and their answers.

Decision 0062 says why django-allauth's own provider is not used.
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
from jindan.server.accounts.oidc.id_tokens import Claims, Jwk
from jindan.server.kit.addresses import AddressNotAllowed, known_url
from jindan.server.kit.outgoing import CallFailed, HttpAnswer, call_known

log = structlog.get_logger(__name__)

DISCOVERY = "/.well-known/openid-configuration"
DISCOVERY_CACHED_S = 600
SCOPE = "openid email"
REJECTED = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)
"""Statuses for a code, a token or a secret that the provider does not accept (RFC 6749, 5.2)."""
JSON = {"Accept": "application/json"}

Document = TypeVar("Document", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class IdentityProvider:
    """The provider that the operator configured, and this installation's client id and secret there."""

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
    """A provider's description of itself (OpenID Connect Discovery 1.0), as far as it is needed here."""

    model_config = ConfigDict(frozen=True)

    issuer: str
    authorization_endpoint: Endpoint
    token_endpoint: Endpoint
    jwks_uri: Endpoint
    userinfo_endpoint: Endpoint | None = None
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]

    @model_validator(mode="after")
    def _is_all_of_one_scheme(self) -> Self:
        """Return the document. Raises ValueError if a provider on the network names addresses of this machine.

        Plain http is accepted for this machine only, so equal schemes are enough.
        """
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
    """The tokens that the provider issues for a code."""

    id_token: str
    access_token: str


class Keys(BaseModel):
    """The signing keys of a provider (RFC 7517)."""

    keys: list[Jwk]


def identity_provider() -> IdentityProvider | None:
    """Return the provider of this installation, or None where the operator configured none."""
    if not settings.OIDC_ISSUER:
        return None
    return IdentityProvider(
        issuer=settings.OIDC_ISSUER,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        name=settings.OIDC_NAME or urlsplit(settings.OIDC_ISSUER).hostname or "",
    )


def discover(provider: IdentityProvider) -> Discovery:
    """Return the provider's description of itself, cached for ten minutes. Raises IdentityProviderAway."""
    key = f"identity-provider:{provider.issuer}"
    cached = cache.get(key)
    if cached is not None:
        return Discovery.model_validate_json(cached)
    discovery = _read(_call("GET", f"{provider.issuer.rstrip('/')}{DISCOVERY}"), Discovery)
    if discovery.issuer != provider.issuer:
        log.warning("identity provider names another issuer")
        raise IdentityProviderAway
    cache.set(key, discovery.model_dump_json(), DISCOVERY_CACHED_S)
    return discovery


def authorization_url(provider: IdentityProvider, **parameters: str) -> str:
    """Return the address at which the person signs in. Raises IdentityProviderAway."""
    endpoint = discover(provider).authorization_endpoint
    query = {"response_type": "code", "client_id": provider.client_id, "scope": SCOPE} | parameters
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def exchange(provider: IdentityProvider, code: str, *, verifier: str, redirect_uri: str) -> Granted:
    """Return the tokens for a code, which is valid once. Raises IdentityProviderRefused, IdentityProviderAway."""
    discovery = discover(provider)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    headers = JSON | {"Content-Type": "application/x-www-form-urlencoded"}
    if _accepts_basic(discovery):
        headers["Authorization"] = _basic(provider)
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    answer = _call("POST", discovery.token_endpoint, body=urlencode(form).encode(), headers=headers)
    return _read(answer, Granted)


def keys_of(provider: IdentityProvider) -> list[Jwk]:
    """Return the provider's current signing keys. Raises IdentityProviderRefused, IdentityProviderAway."""
    return _read(_call("GET", discover(provider).jwks_uri), Keys).keys


def claims_about(subject: str, *, provider: IdentityProvider, access_token: str) -> Claims:
    """Return the provider's claims about a person beside the ID token, often with the e-mail address.

    The answer is not signed, so it is accepted only if it is about the subject of the ID token (OpenID Connect Core
    1.0, 5.3.2). Raises IdentityProviderRefused, IdentityProviderAway.
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


def _accepts_basic(discovery: Discovery) -> bool:
    """Return whether the provider accepts HTTP Basic, as every provider must unless it lists only other methods."""
    methods = discovery.token_endpoint_auth_methods_supported
    return "client_secret_basic" in methods or "client_secret_post" not in methods


def _basic(provider: IdentityProvider) -> str:
    """Return client id and secret as a Basic header. RFC 6749, 2.3.1 requires that each is form-encoded first."""
    pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.client_secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _call(
    method: str, url: str, *, body: bytes = b"", headers: dict[str, str] = JSON
) -> HttpAnswer:
    """Return the provider's answer 200. Raises IdentityProviderRefused, IdentityProviderAway."""
    try:
        answer = call_known(method, url, body=body, headers=headers)
    except (AddressNotAllowed, CallFailed) as error:
        log.warning("identity provider away", slug=type(error).__name__)
        raise IdentityProviderAway from error
    if answer.status == HTTPStatus.OK:
        return answer
    log.warning("identity provider refused", status=answer.status, method=method)
    raise IdentityProviderRefused if answer.status in REJECTED else IdentityProviderAway


def _read(answer: HttpAnswer, kind: type[Document]) -> Document:
    """Return the answer's JSON as a document of this kind. Raises IdentityProviderAway."""
    try:
        return kind.model_validate_json(answer.body)
    except ValidationError as error:
        log.warning("identity provider answered otherwise", kind=kind.__name__)
        raise IdentityProviderAway from error
