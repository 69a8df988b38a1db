"""The passkeys of a person."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from jindan.server.accounts.models import User


def visible_to(user: User) -> QuerySet[Authenticator]:
    """Return the person's own passkeys, oldest first. Nobody sees those of others."""
    passkeys = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
    ordered: QuerySet[Authenticator] = passkeys.order_by("created_at", "pk")
    return ordered
