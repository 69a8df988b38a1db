"""Signing in at the hospital's identity provider, over the wire."""

from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status

from jindan.server.accounts import identities, provider_sign_ins, queries
from jindan.server.accounts.dialogue import (
    RETRY_AFTER_S,
    admit,
    expect_sign_in,
    forget_earlier,
    sign_in_out,
)
from jindan.server.accounts.errors import IdentityProviderNotSetUp, TooManyAttempts
from jindan.server.accounts.identity_provider import IdentityProvider, identity_provider
from jindan.server.accounts.provider_sign_ins import Begun
from jindan.server.accounts.schemas import (
    IdentityProviderOut,
    ProviderAnswer,
    ProviderSignInOut,
    SignInOut,
)
from jindan.server.accounts.security import person
from jindan.server.kit.schemas import PROBLEMS, ProblemOut
from jindan.server.roles import Capability, require

provider_router = Router(tags=["sign-in"])
identities_router = Router(tags=["accounts"])
AWAY = {503: ProblemOut}


@provider_router.get("", auth=None, response={200: IdentityProviderOut, **PROBLEMS})
def get_identity_provider(request: HttpRequest) -> IdentityProviderOut:
    """Whether one can sign in with the hospital's own accounts, and what their provider is called."""
    provider = identity_provider()
    return IdentityProviderOut(
        is_set_up=provider is not None, name=provider.name if provider else None
    )


@provider_router.post("/begin", auth=None, response={200: ProviderSignInOut, **AWAY, **PROBLEMS})
def begin_provider_sign_in(request: HttpRequest) -> Begun:
    """Begin a sign-in at the provider; keep the ticket, and go to the address."""
    provider = _provider(request)
    redirect_uri = request.build_absolute_uri(f"{reverse('app')}signed-in")
    return provider_sign_ins.begin(provider, redirect_uri=redirect_uri)


@provider_router.post("/complete", auth=None, response={200: SignInOut, **AWAY, **PROBLEMS})
def complete_provider_sign_in(request: HttpRequest, given: ProviderAnswer) -> SignInOut:
    """Complete a sign-in with what the provider sent back; the second factor may still be asked for."""
    provider = _provider(request)
    forget_earlier(request)
    user = provider_sign_ins.complete(
        provider, code=given.code, state=given.state, ticket=given.ticket
    )
    return sign_in_out(expect_sign_in(admit(user, request=request)))


@identities_router.delete("/users/{user_id}/identities", response={204: None, **PROBLEMS})
def untie_identities(request: HttpRequest, user_id: UUID) -> Status[None]:
    """Forget with which identity a person signed in at the provider; every session of theirs ends."""
    administrator = person(request)
    require(administrator, Capability.MANAGE_USERS)
    user = get_object_or_404(queries.visible_to(administrator), pk=user_id)
    identities.untie(user, by=administrator)
    return Status(204, None)


def _provider(request: HttpRequest) -> IdentityProvider:
    """The provider, for whoever does not ask too often. Raises IdentityProviderNotSetUp, TooManyAttempts."""
    provider = identity_provider()
    if provider is None:
        raise IdentityProviderNotSetUp
    if not ratelimit.consume(request, action="login"):
        raise TooManyAttempts(headers={"Retry-After": str(RETRY_AFTER_S)})
    return provider
