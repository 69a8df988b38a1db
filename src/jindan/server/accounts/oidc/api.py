"""Sign-in at the hospital's identity provider over HTTP."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status

from jindan.server.accounts import doors, queries, tallies
from jindan.server.accounts.browsers import admitted
from jindan.server.accounts.dialogue import admit, expect_sign_in, forget_earlier
from jindan.server.accounts.errors import (
    IdentityProviderNotSetUp,
    IdentityProviderRefused,
    SignInNotBegun,
)
from jindan.server.accounts.oidc import identities, sign_ins
from jindan.server.accounts.oidc.provider import IdentityProvider, identity_provider
from jindan.server.accounts.oidc.sign_ins import BegunSignIn
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
    """Get whether you can sign in with a hospital account, and the name of the provider."""
    provider = identity_provider()
    return IdentityProviderOut(
        is_set_up=provider is not None, name=provider.name if provider else None
    )


@provider_router.post("/begin", auth=None, response={200: ProviderSignInOut, **AWAY, **PROBLEMS})
def begin_provider_sign_in(request: HttpRequest) -> BegunSignIn:
    """Begin a sign-in at the provider. Store the ticket, and go to the address."""
    provider = _provider()
    tallies.admit(*doors.beginning(request))
    redirect_uri = request.build_absolute_uri(f"{reverse('app')}signed-in")
    return sign_ins.begin(provider, redirect_uri=redirect_uri)


@provider_router.post("/complete", auth=None, response={200: SignInOut, **AWAY, **PROBLEMS})
def complete_provider_sign_in(
    request: HttpRequest, response: HttpResponse, body: ProviderAnswer
) -> SignInOut:
    """Complete a sign-in with the provider's answer. The second factor may still be required."""
    provider = _provider()
    forget_earlier(request)
    door = doors.anonymous("complete", request=request)
    with tallies.attempt(*door, failures=(SignInNotBegun, IdentityProviderRefused)):
        user = sign_ins.complete(provider, code=body.code, state=body.state, ticket=body.ticket)
    answer = expect_sign_in(admit(user, request=request))
    return admitted(answer, request=request, response=response)


@identities_router.delete("/users/{user_id}/identities", response={204: None, **PROBLEMS})
def unlink_identities(request: HttpRequest, user_id: UUID) -> Status[None]:
    """Unlink the person's hospital account. Every session of theirs ends."""
    administrator = person(request)
    require(administrator, Capability.MANAGE_USERS)
    user = get_object_or_404(queries.visible_to(administrator), pk=user_id)
    identities.unlink(user, by=administrator)
    return Status(204, None)


def _provider() -> IdentityProvider:
    """Return the provider. Raises IdentityProviderNotSetUp."""
    provider = identity_provider()
    if provider is None:
        raise IdentityProviderNotSetUp
    return provider
