"""Acts on an account that need two persons: one administrator proposes, and another one approves within a day.

They are the acts by which one person alone could act as somebody else: to remove a second factor, and to gain hold of
a second administrator, who would then approve. Where an organisation has one administrator only, the operator approves
at the command line.
"""

import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts import changes, services
from jindan.server.accounts.errors import (
    OwnAccount,
    OwnProposal,
    ProposalNotNeeded,
    ProposalPending,
    ProposalVoid,
)
from jindan.server.accounts.links import MadeLink
from jindan.server.accounts.models import Proposal, ProposedAct, User
from jindan.server.audit import services as audit
from jindan.server.roles import Capability, Role, may

VALID = datetime.timedelta(hours=24)
SECOND_FACTOR = (ProposedAct.REMOVE_SECOND_FACTOR, ProposedAct.REMOVE_SECOND_FACTOR_AND_RESET)


def visible_to(user: User) -> QuerySet[Proposal]:
    """Return what is proposed for accounts of the administrator's organisation."""
    if not may(user, Capability.MANAGE_USERS):
        return Proposal.objects.none()
    waiting = Proposal.objects.filter(
        organisation_id=user.organisation_id, expires_at__gt=timezone.now()
    )
    shown = [
        f"{person}__{of_theirs}"
        for person in ("user", "proposed_by")
        for of_theirs in ("authenticator_set", "identities")
    ]
    return waiting.select_related("user", "proposed_by").prefetch_related(*shown)


@transaction.atomic
def propose(act: ProposedAct, *, user: User, by: User) -> Proposal:
    """Propose an act on somebody's account. The person is told.

    Raises OwnAccount, ProposalNotNeeded, ProposalPending.
    """
    if user.pk == by.pk:
        raise OwnAccount
    if not _is_needed(act, user=user):
        raise ProposalNotNeeded
    Proposal.objects.filter(user=user, expires_at__lte=timezone.now()).delete()
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                user=user,
                act=act,
                proposed_by=by,
                organisation=user.organisation,
                expires_at=timezone.now() + VALID,
            )
    except IntegrityError as error:
        raise ProposalPending from error
    audit.record_event(f"user.{act}-proposed", by=by, subject=user)
    changes.tell(user, what=f"{act}-proposed", by=by)
    return proposal


@transaction.atomic
def approve(proposal: Proposal, *, by: User | None) -> MadeLink | None:
    """Do what was proposed, and return the link for a new password where it includes a reset.

    by: None for the operator. Raises OwnProposal, ProposalVoid.
    """
    if by is not None and by.pk in (proposal.proposed_by_id, proposal.user_id):
        raise OwnProposal
    user, proposer = (
        User.objects.select_for_update().get(pk=pk)
        for pk in (proposal.user_id, proposal.proposed_by_id)
    )
    is_valid = proposal.expires_at > timezone.now() and _still_may(proposer, user=user)
    # The count decides between two approvals, also where the database locks no rows.
    if not is_valid or Proposal.objects.filter(pk=proposal.pk).delete()[0] != 1:
        raise ProposalVoid
    audit.record_event(f"user.{proposal.act}-approved", by=by, subject=user)
    return _carry_out(ProposedAct(proposal.act), user=user, by=by)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User) -> None:
    """Withdraw or refuse a proposal. Whoever may approve one may refuse it, and so may who made it."""
    proposal.delete()
    audit.record_event("user.proposal-withdrawn", by=by, subject=proposal.user)


def sweep() -> int:
    """Delete the proposals that have expired, and return how many."""
    return Proposal.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _is_needed(act: ProposedAct, *, user: User) -> bool:
    if act in SECOND_FACTOR:
        return bool(Authenticator.objects.filter(user=user).exists())
    is_administrator = user.role == Role.ADMINISTRATOR
    return is_administrator == (act == ProposedAct.RESET_ADMINISTRATOR)


def _still_may(proposer: User, *, user: User) -> bool:
    is_of_one_house = proposer.organisation_id == user.organisation_id
    return is_of_one_house and proposer.is_active and may(proposer, Capability.MANAGE_USERS)


def _carry_out(act: ProposedAct, *, user: User, by: User | None) -> MadeLink | None:
    if act == ProposedAct.MAKE_ADMINISTRATOR:
        services.give_role(user, role=Role.ADMINISTRATOR, by=by)
        return None
    if act in SECOND_FACTOR:
        services.remove_second_factor(user, by=by)
    if act == ProposedAct.REMOVE_SECOND_FACTOR:
        return None
    return services.void_password(user, by=by)
