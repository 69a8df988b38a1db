"""The account of an identity: the one it is linked to, else the one that an administrator created for its address.

No account is created automatically, and no account that is linked to an identity is given to another identity.
"""

from typing import NoReturn

from django.db import IntegrityError, transaction

from jindan.server.accounts import changes, services
from jindan.server.accounts.adapters import NOBODY
from jindan.server.accounts.errors import (
    AccountInactive,
    AccountLinkedElsewhere,
    EmailNotVerified,
    NoAccount,
)
from jindan.server.accounts.models import Identity, User
from jindan.server.accounts.oidc.id_tokens import Claims
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome
from jindan.server.kit.problems import RequestProblem


def person_of(claims: Claims, *, issuer: str) -> User:
    """Return the active user of the identity, and link the two at the first sign-in.

    Raises EmailNotVerified, NoAccount, AccountLinkedElsewhere, AccountInactive. Each leaves an audit event.
    """
    user = linked_user(claims.sub, issuer=issuer) or _user_with_address(claims)
    if not user.is_active:
        _refuse(AccountInactive(), subject=user)
    services.drop_initial_password(user)
    return _link(user, subject=claims.sub, issuer=issuer)


def linked_user(subject: str, *, issuer: str) -> User | None:
    """Return the user to whom an identity was linked before, or None."""
    return User.objects.filter(identities__issuer=issuer, identities__subject=subject).first()


@transaction.atomic
def unlink(user: User, *, by: User) -> None:
    """Unlink a person's identities, and end every open session.

    The next identity with the person's verified address is linked in their place.
    """
    user.identities.all().delete()
    audit.record_event("user.identity-unlinked", by=by, subject=user)
    changes.tell(user, what="identity-unlinked", by=by)
    services.end_sessions(user, by=by)


def _user_with_address(claims: Claims) -> User:
    """Return the account that an administrator created for a verified address.

    Raises EmailNotVerified, NoAccount.
    """
    address = claims.verified_email.strip().lower()
    if not address:
        _refuse(EmailNotVerified())
    user = User.objects.filter(email=address).first()
    return user or _refuse(NoAccount())


def _link(user: User, *, subject: str, issuer: str) -> User:
    """Link the identity to the user, and return the user to whom it is linked now.

    An account has at most one identity of an issuer. Raises AccountLinkedElsewhere.
    """
    try:
        with transaction.atomic():
            identity, is_new = Identity.objects.get_or_create(
                issuer=issuer, subject=subject, defaults={"user": user}
            )
            if is_new:
                audit.record_event("user.identity-linked", by=user, subject=user)
    except IntegrityError:
        _refuse(AccountLinkedElsewhere(), subject=user)
    return identity.user


def _refuse(problem: RequestProblem, *, subject: User = NOBODY) -> NoReturn:
    audit.record_event("session.refused", by=None, subject=subject, outcome=EventOutcome.REFUSED)
    raise problem
