"""Links by which a person chooses a password: valid once, for hours, and void when another is made.

The token is 256 random bits, and only its SHA-256 is stored. An administrator hands the link over, and so learns no
password. Who opens it first, though, chooses it: the person notices, as their own link is void, and the audit trail
names the administrator. A second factor stays and is asked for at the sign-in that follows.
"""

import datetime
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.errors import LinkVoid
from jindan.server.accounts.models import PasswordLink, User
from jindan.server.accounts.passwords import assign
from jindan.server.audit import services as audit

FOR_NEW = datetime.timedelta(hours=72)
FOR_RESET = datetime.timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class MadeLink:
    """The token of a link, which is known only now, and when it expires."""

    token: str
    expires_at: datetime.datetime


def make(user: User, *, by: User | None, lifetime: datetime.timedelta) -> MadeLink:
    """Make the person's link, in place of an earlier one, within the caller's transaction."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + lifetime
    PasswordLink.objects.update_or_create(
        user=user, defaults={"token_hash": _hash(token), "expires_at": expires_at}
    )
    audit.record_event("user.password-link-made", by=by, subject=user)
    return MadeLink(token=token, expires_at=expires_at)


@transaction.atomic
def spend(token: str, *, password: str) -> User:
    """Set the password of the person whose link it is, and return them. Every session of theirs ends.

    Raises LinkVoid for a link that is unknown, used, replaced, expired, or of a closed account, and WeakPassword, which
    leaves the link valid.
    """
    link = (
        PasswordLink.objects.select_for_update()
        .select_related("user")
        .filter(token_hash=_hash(token), expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    if link is None:
        raise LinkVoid
    user = link.user
    assign(user, password=password)
    # The count decides between two requests with the same link, also where the database locks no rows.
    if PasswordLink.objects.filter(pk=user.pk, token_hash=link.token_hash).delete()[0] != 1:
        raise LinkVoid
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    user.sign_ins.all().delete()
    audit.record_event("user.password-chosen", by=user, subject=user)
    return user


def sweep() -> int:
    """Delete the links that have expired, and return how many."""
    return PasswordLink.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
