"""Changes to accounts: organisations, users, roles, passwords. `by` is None for the command line."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F

from jindan.server.accounts import changes, links, passwords
from jindan.server.accounts.adapters import SecondFactorAdapter, sealing_key_of
from jindan.server.accounts.errors import (
    EmailTaken,
    OrganisationExists,
    OwnAccount,
    TwoPersonsNeeded,
)
from jindan.server.accounts.links import MadeLink
from jindan.server.accounts.models import Organisation, PasswordLink, User
from jindan.server.audit import services as audit
from jindan.server.keys import services as keys
from jindan.server.kit.names import fit_name, fit_name_or_none
from jindan.server.roles import Role

SEALED = ("secret", "seed")


def create_organisation(*, name: str) -> Organisation:
    """Create a hospital or laboratory. Raises UnfitName, OrganisationExists."""
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=fit_name(name))
            audit.record_event("organisation.created", by=None, subject=organisation)
    except IntegrityError as error:
        raise OrganisationExists from error
    return organisation


def create_user(  # the columns of an account
    *,
    email: str,
    organisation: Organisation,
    role: Role,
    name: str = "",
    password: str | None = None,
    must_change_password: bool = False,
) -> tuple[User, str]:
    """Create an account at the command line. Return it and its password, which is generated where none is given.

    must_change_password: whether somebody else sees the password. Raises UnfitName, EmailTaken, and WeakPassword
    for a given one.
    """
    chosen = password or passwords.generated()
    user = User(
        email=email.strip().lower(),
        name=fit_name_or_none(name),
        organisation=organisation,
        role=role,
        must_change_password=must_change_password,
    )
    passwords.assign(user, password=chosen)
    _enter(user, by=None)
    return user, chosen


def invite(*, email: str, name: str, role: Role, by: User) -> tuple[User, MadeLink]:
    """Create an account of the administrator's organisation, and the link by which the person chooses a password.

    Raises UnfitName, EmailTaken, and TwoPersonsNeeded for another administrator.
    """
    if role == Role.ADMINISTRATOR:
        raise TwoPersonsNeeded
    user = User(
        email=email.strip().lower(),
        name=fit_name_or_none(name),
        organisation=by.organisation,
        role=role,
    )
    user.set_unusable_password()
    with transaction.atomic():
        _enter(user, by=by)
        return user, links.make(user, by=by, lifetime=links.FOR_NEW)


@transaction.atomic
def amend_user(
    user: User,
    *,
    by: User,
    name: str | None = None,
    role: Role | None = None,
    is_active: bool | None = None,
) -> User:
    """Change the given columns of an account and return it. Raises UnfitName, OwnAccount."""
    if name is not None:
        rename(user, name=name, by=by)
    if role is not None:
        set_role(user, role=role, by=by)
    if is_active is not None:
        set_active(user, is_active=is_active, by=by)
    return user


@transaction.atomic
def rename(user: User, *, name: str, by: User | None) -> None:
    """Change the name that colleagues see. Raises UnfitName."""
    user.name = fit_name_or_none(name)
    user.save(update_fields=["name"])
    audit.record_event("user.renamed", by=by, subject=user)
    changes.tell(user, what="renamed", by=by)


@transaction.atomic
def set_role(user: User, *, role: Role, by: User | None) -> None:
    """Change the role, and so end every open session of the user.

    Raises OwnAccount, and TwoPersonsNeeded where an administrator would make another one.
    """
    _refuse_own(user, by=by)
    if by is not None and role == Role.ADMINISTRATOR != user.role:
        raise TwoPersonsNeeded
    give_role(user, role=role, by=by)


def give_role(user: User, *, role: Role, by: User | None) -> None:
    """Change the role, within the transaction of whoever has seen that this may be."""
    user.role = role
    user.save(update_fields=["role"])
    user.sign_ins.all().delete()
    audit.record_event("user.role-changed", by=by, subject=user)
    changes.tell(user, what="role-changed", by=by)


@transaction.atomic
def set_active(user: User, *, is_active: bool, by: User | None) -> None:
    """Activate or deactivate an account. Either ends its open sessions and its link. Raises OwnAccount."""
    _refuse_own(user, by=by)
    user.is_active = is_active
    user.session_epoch += 1
    user.save(update_fields=["is_active", "session_epoch"])
    user.sign_ins.all().delete()
    PasswordLink.objects.filter(user=user).delete()
    what = "activated" if is_active else "deactivated"
    audit.record_event(f"user.{what}", by=by, subject=user)
    changes.tell(user, what=what, by=by)


@transaction.atomic
def set_password(
    user: User, *, password: str | None = None, must_change_password: bool = False
) -> str:
    """Set the given password, or a generated one, at the command line, and return it. Every open session ends.

    must_change_password: whether somebody else sees it. Raises WeakPassword.
    """
    chosen = password or passwords.generated()
    passwords.assign(user, password=chosen)
    user.must_change_password = must_change_password
    user.save(update_fields=["password", "must_change_password"])
    PasswordLink.objects.filter(user=user).delete()
    user.sign_ins.all().delete()
    audit.record_event("user.password-set", by=None, subject=user)
    changes.tell(user, what="password-set", by=None)
    return chosen


@transaction.atomic
def reset_password(user: User, *, by: User) -> MadeLink:
    """Make the password void, and return a link by which the person chooses another. The second factor stays.

    Every open session ends. Raises OwnAccount, and TwoPersonsNeeded for an administrator's account.
    """
    _refuse_own(user, by=by)
    if user.role == Role.ADMINISTRATOR:
        raise TwoPersonsNeeded
    return void_password(user, by=by)


def void_password(user: User, *, by: User | None) -> MadeLink:
    """Make the password void and forget the devices, within the transaction of whoever has seen that this may be."""
    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    user.known_devices.all().delete()
    user.sign_ins.all().delete()
    changes.tell(user, what="password-reset", by=by)
    return links.make(user, by=by, lifetime=links.FOR_RESET)


def drop_initial_password(user: User) -> None:
    """Make void a password that somebody else has seen, as its person signs in at the identity provider."""
    if user.must_change_password:
        user.set_unusable_password()
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def end_sessions(user: User, *, by: User | None) -> None:
    """Sign the user out everywhere."""
    _end_sessions(user, by=by)
    changes.tell(user, what="sessions-ended", by=by)


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> None:
    """Remove the second factor of a person who lost it. Every open session ends.

    By an administrator it needs a second person, which is the affair of `proposals`.
    """
    Authenticator.objects.filter(user=user).delete()
    audit.record_event("user.second-factor-removed", by=by, subject=user)
    changes.tell(user, what="second-factor-removed", by=by)
    _end_sessions(user, by=by)


@transaction.atomic
def reseal() -> int:
    """Seal the secrets of second factors under the newest key. Return how many persons had older ones."""
    current = keys.current_key_ids()
    outdated = [
        authenticator
        for authenticator in Authenticator.objects.select_for_update()
        if any(sealing_key_of(secret) not in current for secret in _secrets(authenticator).values())
    ]
    adapter = SecondFactorAdapter()
    for authenticator in outdated:
        authenticator.data |= {
            name: adapter.encrypt(adapter.decrypt(secret))
            for name, secret in _secrets(authenticator).items()
        }
        authenticator.save(update_fields=["data"])
    return len(outdated)


def key_ids_in_use() -> frozenset[str]:
    """Return the ids, in hexadecimal digits, of the keys that still seal something here."""
    return frozenset(
        sealing_key_of(secret)
        for authenticator in Authenticator.objects.all()
        for secret in _secrets(authenticator).values()
    )


def _secrets(authenticator: Authenticator) -> dict[str, str]:
    """Return the sealed members of an authenticator: the TOTP secret, or the seed of recovery codes."""
    return {name: authenticator.data[name] for name in SEALED if name in authenticator.data}


def _enter(user: User, *, by: User | None) -> None:
    """Save a new account. Raises EmailTaken."""
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            audit.record_event("user.created", by=by, subject=user)
    except IntegrityError as error:
        raise EmailTaken from error


def _end_sessions(user: User, *, by: User | None) -> None:
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    user.sign_ins.all().delete()
    audit.record_event("user.sessions-ended", by=by, subject=user)


def _refuse_own(user: User, *, by: User | None) -> None:
    """Raise OwnAccount for the actor's own account, so that the last administrator is not locked out by mistake."""
    if by is not None and by.pk == user.pk:
        raise OwnAccount
