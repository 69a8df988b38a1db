"""What an administrator answers for by approving an erasure, as the act that they prove."""

from jindan.server.accounts.models import User
from jindan.server.accounts.proofs.acts import Act
from jindan.server.rights.errors import OwnErasure
from jindan.server.rights.models import ErasureProposal
from jindan.server.roles import Capability, require


def approval(proposal: ErasureProposal, *, by: User) -> Act:
    """Return the act of approving what was proposed: whom to erase, why, and by whom it was proposed.

    Raises RoleNotAllowed, OwnErasure.
    """
    require(by, Capability.MANAGE_USERS)
    if by.pk == proposal.proposed_by_id:
        raise OwnErasure
    return Act(
        name="patient.erase",
        subject=proposal.patient_id,
        by=by.pk,
        states=(str(proposal.pk), proposal.reason, str(proposal.proposed_by_id)),
    )
