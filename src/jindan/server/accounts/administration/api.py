"""The accounts of an organisation: made, changed and let in again by its administrators."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status

from jindan.server.accounts import queries, services
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.links import MadeLink
from jindan.server.accounts.models import Proposal, User
from jindan.server.accounts.schemas import (
    ApprovedOut,
    PasswordLinkOut,
    ProposalIn,
    ProposalOut,
    UserIn,
    UserOut,
    UserPatch,
)
from jindan.server.accounts.security import person
from jindan.server.audit import services as audit
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, require

users_router = Router(tags=["accounts"])


@users_router.get("/users", response={200: PageOut[UserOut], **PROBLEMS})
def list_users(request: HttpRequest, paging: Paging) -> Page[User]:
    """List the accounts of your organisation, newest first."""
    user = person(request)
    require(user, Capability.READ_AUDIT)
    audit.record_look("user.listed", by=user, subject=user.organisation)
    users = queries.visible_to(user).prefetch_related("authenticator_set", "identities")
    return page(users, cursor=paging.cursor, size=paging.size)


@users_router.post("/users", response={201: PasswordLinkOut, **PROBLEMS})
def create_user(request: HttpRequest, wanted: UserIn) -> Status[PasswordLinkOut]:
    """Create an account in your organisation. The answer has the link by which the person chooses a password."""
    user, link = services.invite(
        email=wanted.email, name=wanted.name, role=wanted.role, by=_administrator(request)
    )
    return Status(201, _link_out(request, user=user, link=link))


@users_router.patch("/users/{user_id}", response={200: UserOut, **PROBLEMS})
def amend_user(request: HttpRequest, user_id: UUID, change: UserPatch) -> User:
    """Rename a user, change the role, deactivate or activate. A new role or state ends open sessions."""
    administrator = _administrator(request)
    return services.amend_user(
        _user(request, user_id),
        by=administrator,
        name=change.name,
        role=change.role,
        is_active=change.is_active,
    )


@users_router.post("/users/{user_id}/password", response={200: PasswordLinkOut, **PROBLEMS})
def reset_password(request: HttpRequest, user_id: UUID) -> PasswordLinkOut:
    """Make the password void. The answer has the link for another. Every session of theirs ends."""
    administrator = _administrator(request)
    user = _user(request, user_id)
    link = services.reset_password(user, by=administrator)
    return _link_out(request, user=user, link=link)


@users_router.delete("/users/{user_id}/sessions", response={204: None, **PROBLEMS})
def end_sessions(request: HttpRequest, user_id: UUID) -> Status[None]:
    """Sign a person out everywhere."""
    administrator = _administrator(request)
    services.end_sessions(_user(request, user_id), by=administrator)
    return Status(204, None)


@users_router.post("/users/{user_id}/proposals", response={201: ProposalOut, **PROBLEMS})
def propose_act(request: HttpRequest, user_id: UUID, body: ProposalIn) -> Status[Proposal]:
    """Propose an act on an account that needs two persons. Another administrator approves it within 24 hours."""
    administrator = _administrator(request)
    user = _user(request, user_id)
    return Status(201, proposals.propose(body.act, user=user, by=administrator))


@users_router.get("/account-proposals", response={200: PageOut[ProposalOut], **PROBLEMS})
def list_proposals(request: HttpRequest, paging: Paging) -> Page[Proposal]:
    """List the acts on accounts that wait for a second administrator, newest first."""
    waiting = proposals.visible_to(_administrator(request))
    return page(waiting, cursor=paging.cursor, size=paging.size)


@users_router.post(
    "/account-proposals/{proposal_id}/approval", response={200: ApprovedOut, **PROBLEMS}
)
def approve_proposal(request: HttpRequest, proposal_id: UUID) -> ApprovedOut:
    """Approve what another administrator proposed. It is done at once."""
    proposal = _proposal(request, proposal_id)
    link = proposals.approve(proposal, by=person(request))
    user = UserOut.from_orm(User.objects.get(pk=proposal.user_id))
    if link is None:
        return ApprovedOut(user=user, link=None, expires_at=None)
    return ApprovedOut(user=user, link=_address(request, link), expires_at=link.expires_at)


@users_router.delete("/account-proposals/{proposal_id}", response={204: None, **PROBLEMS})
def withdraw_proposal(request: HttpRequest, proposal_id: UUID) -> Status[None]:
    """Withdraw or refuse a proposal."""
    proposals.withdraw(_proposal(request, proposal_id), by=person(request))
    return Status(204, None)


def _administrator(request: HttpRequest) -> User:
    require(person(request), Capability.MANAGE_USERS)
    return person(request)


def _user(request: HttpRequest, user_id: UUID) -> User:
    return get_object_or_404(queries.visible_to(person(request)), pk=user_id)


def _proposal(request: HttpRequest, proposal_id: UUID) -> Proposal:
    return get_object_or_404(proposals.visible_to(_administrator(request)), pk=proposal_id)


def _link_out(request: HttpRequest, *, user: User, link: MadeLink) -> PasswordLinkOut:
    return PasswordLinkOut(
        user=UserOut.from_orm(user), link=_address(request, link), expires_at=link.expires_at
    )


def _address(request: HttpRequest, link: MadeLink) -> str:
    """Return the address to hand over. What follows `#` stays in the browser and reaches no log."""
    return request.build_absolute_uri(f"{reverse('app')}set-password#{link.token}")
