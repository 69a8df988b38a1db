"""What others did to a person's account. The person is told who did it and when, until they have seen it."""

from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import AccountChange, User


def tell(user: User, *, what: str, by: User | None) -> None:
    """Note what was done to the account, unless the person did it. Call it within the transaction of the act.

    by: None for the operator, at the command line.
    """
    if by is None or by.pk != user.pk:
        AccountChange.objects.create(user=user, what=what, by=by)


def visible_to(user: User) -> QuerySet[AccountChange]:
    """Return what was done to the person's own account."""
    return AccountChange.objects.filter(user=user).select_related("by")


def mark_seen(change: AccountChange) -> None:
    """Note that the person has seen it. Later calls leave the first time unchanged."""
    AccountChange.objects.filter(pk=change.pk, seen_at=None).update(seen_at=timezone.now())
