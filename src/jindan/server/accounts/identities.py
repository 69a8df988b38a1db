"""Whose account an identity opens: the one it is tied to, else the one an administrator made for its address.

No account is made by itself, and no account that is tied to an identity is given to another one.
"""

from typing import NoReturn

from django.db import IntegrityError, transaction

from jindan.server.accounts import services
from jindan.server.accounts.adapters import NOBODY
from jindan.server.accounts.errors import (
    AccountInactive,
    AccountTiedElsewhere,
    EmailNotVerified,
    NoAccount,
)
from jindan.server.accounts.id_tokens import Claims
from jindan.server.accounts.models import Identity, User
from jindan.server.audit import services as audit
from jindan.server.kit.problems import Problem


def person_of(claims: Claims, *, issuer: str) -> User:
    """The active user to whom the identity belongs.

    Raises EmailNotVerified, NoAccount, AccountTiedElsewhere, AccountInactive; each leaves an audit event.
    """
    user = user_tied_to(claims.sub, issuer=issuer) or _user_with_address(claims)
    if not user.is_active:
        _refuse(AccountInactive(), subject=user)
    return _tied(user, subject=claims.sub, issuer=issuer)


def user_tied_to(subject: str, *, issuer: str) -> User | None:
    """The user to whom an identity was tied before."""
    return User.objects.filter(identities__issuer=issuer, identities__subject=subject).first()


@transaction.atomic
def untie(user: User, *, by: User) -> None:
    """Forget a person's identities: the next one with their verified address is tied; every open session ends."""
    user.identities.all().delete()
    audit.record_event("user.identity-untied", by=by, subject=user)
    services.end_sessions(user, by=by)


def _user_with_address(claims: Claims) -> User:
    """The account that an administrator made for a verified address."""
    address = claims.verified_email.strip().lower()
    if not address:
        _refuse(EmailNotVerified())
    user = User.objects.filter(email=address).first()
    return user or _refuse(NoAccount())


def _tied(user: User, *, subject: str, issuer: str) -> User:
    """The user, tied to the identity; one account has one identity of an issuer."""
    try:
        with transaction.atomic():
            identity, is_new = Identity.objects.get_or_create(
                issuer=issuer, subject=subject, defaults={"user": user}
            )
            if is_new:
                audit.record_event("user.identity-tied", by=user, subject=user)
    except IntegrityError:
        _refuse(AccountTiedElsewhere(), subject=user)
    return identity.user


def _refuse(problem: Problem, *, subject: User = NOBODY) -> NoReturn:
    audit.record_event("session.refused", by=None, subject=subject)
    raise problem
