"""Writes of accounts: organisations, users, roles, passwords. `by` None means the command line."""

import secrets
import unicodedata

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from jindan.server.accounts.adapters import SecondFactorAdapter, sealing_key_of
from jindan.server.accounts.errors import EmailTaken, OrganisationExists, OwnAccount, WeakPassword
from jindan.server.accounts.models import Organisation, User
from jindan.server.audit import services as audit
from jindan.server.kit import keyring
from jindan.server.roles import Role

SEALED = ("secret", "seed")
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter or digit that is taken for another one when a password is read off paper."""


def create_organisation(*, name: str) -> Organisation:
    """A new hospital or laboratory. Raises OrganisationExists."""
    try:
        with transaction.atomic():
            made = Organisation.objects.create(name=unicodedata.normalize("NFC", name))
            audit.record_event("organisation.created", by=None, subject=made)
    except IntegrityError as error:
        raise OrganisationExists from error
    return made


def create_user(  # the columns of an account
    *,
    email: str,
    organisation: Organisation,
    role: Role,
    name: str = "",
    password: str | None = None,
    by: User | None = None,
) -> tuple[User, str]:
    """A new account and its password: the given one, or one made up, to be shown once.

    Raises EmailTaken, and WeakPassword for a given password.
    """
    user = User(
        email=email.strip().lower(),
        name=unicodedata.normalize("NFC", name),
        organisation=organisation,
        role=role,
    )
    chosen = _put_password(user, password=password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            audit.record_event("user.created", by=by, subject=user)
    except IntegrityError as error:
        raise EmailTaken from error
    return user, chosen


@transaction.atomic
def amend_user(
    user: User,
    *,
    by: User,
    name: str | None = None,
    role: Role | None = None,
    is_active: bool | None = None,
) -> User:
    """Change what is given and leave the rest. Raises OwnAccount."""
    if name is not None:
        rename(user, name=name, by=by)
    if role is not None:
        set_role(user, role=role, by=by)
    if is_active is not None:
        set_active(user, is_active=is_active, by=by)
    return user


@transaction.atomic
def rename(user: User, *, name: str, by: User | None) -> None:
    """Set the name that colleagues see."""
    user.name = unicodedata.normalize("NFC", name)
    user.save(update_fields=["name"])
    audit.record_event("user.renamed", by=by, subject=user)


@transaction.atomic
def set_role(user: User, *, role: Role, by: User | None) -> None:
    """Give another role; every open session of the user ends. Raises OwnAccount."""
    _refuse_own(user, by=by)
    user.role = role
    user.save(update_fields=["role"])
    audit.record_event("user.role-changed", by=by, subject=user)


@transaction.atomic
def set_active(user: User, *, is_active: bool, by: User | None) -> None:
    """Close an account, which ends its sessions at once, or open it again. Raises OwnAccount."""
    _refuse_own(user, by=by)
    user.is_active = is_active
    user.session_epoch += 1
    user.save(update_fields=["is_active", "session_epoch"])
    audit.record_event("user.activated" if is_active else "user.deactivated", by=by, subject=user)


@transaction.atomic
def set_password(user: User, *, by: User | None, password: str | None = None) -> str:
    """Set a password, the given one or one made up, and return it; every open session ends.

    Raises WeakPassword.
    """
    chosen = _put_password(user, password=password)
    user.save(update_fields=["password"])
    audit.record_event("user.password-set", by=by, subject=user)
    return chosen


@transaction.atomic
def end_sessions(user: User, *, by: User | None) -> None:
    """Sign the user out everywhere."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    audit.record_event("user.sessions-ended", by=by, subject=user)


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> None:
    """Remove the second factor of a person who lost it; every open session ends."""
    Authenticator.objects.filter(user=user).delete()
    audit.record_event("user.second-factor-removed", by=by, subject=user)
    end_sessions(user, by=by)


@transaction.atomic
def reseal() -> int:
    """Seal the secrets of second factors under the newest master key; how many were resealed."""
    newest = keyring.load().newest
    old = [
        authenticator
        for authenticator in Authenticator.objects.select_for_update()
        if any(sealing_key_of(secret) != newest for secret in _secrets(authenticator).values())
    ]
    adapter = SecondFactorAdapter()
    for authenticator in old:
        authenticator.data |= {
            name: adapter.encrypt(adapter.decrypt(secret))
            for name, secret in _secrets(authenticator).items()
        }
        authenticator.save(update_fields=["data"])
    return len(old)


def key_ids_in_use() -> frozenset[str]:
    """The master keys, as hexadecimal digits, that still seal something here."""
    return frozenset(
        sealing_key_of(secret).hex()
        for authenticator in Authenticator.objects.all()
        for secret in _secrets(authenticator).values()
    )


def _secrets(authenticator: Authenticator) -> dict[str, str]:
    """The sealed members of an authenticator: the TOTP secret, or the seed of recovery codes."""
    return {name: authenticator.data[name] for name in SEALED if name in authenticator.data}


def _put_password(user: User, *, password: str | None) -> str:
    if password is None:
        password = _generated_password()
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword from error
    user.set_password(password)
    return password


def _generated_password() -> str:
    """Four groups of five, 99 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def _refuse_own(user: User, *, by: User | None) -> None:
    """Nobody locks the last administrator out by mistake."""
    if by is not None and by.pk == user.pk:
        raise OwnAccount
