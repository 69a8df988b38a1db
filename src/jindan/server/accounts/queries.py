"""The accounts that a person may see."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[User]:
    """Return the accounts of the organisation for roles that read the audit trail, else the person's own."""
    if may(user, Capability.READ_AUDIT):
        return User.objects.filter(organisation_id=user.organisation_id)
    return User.objects.filter(pk=user.pk)
