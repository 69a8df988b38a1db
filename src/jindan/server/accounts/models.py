"""Organisations, their users, and what belongs to one account: identities, sign-ins, devices, links, notices."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jindan.server.accounts.passwords import normal
from jindan.server.roles import Role


class Organisation(models.Model):
    """A hospital or laboratory. Nothing of it is visible to another one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def organisation_id(self) -> uuid.UUID:
        """The organisation's own id: it is its own tenant."""
        return self.id


class User(AbstractBaseUser):
    """A person of one organisation, in one role, who signs in with an e-mail address.

    There are no superusers and no groups. What a person may do depends on the role alone.

    session_epoch: counted up to end all sessions of the user. must_change_password: somebody else has seen the
    password, so it opens nothing but the choice of another one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    role = models.CharField(max_length=16, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_is_known"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"], name="user_by_time")]

    @property
    def second_factor_is_set_up(self) -> bool:
        """Whether an authenticator app or a passkey is set up. Recovery codes alone are no second factor."""
        types = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
        factors = self.authenticator_set.all()  # type: ignore[attr-defined]  # allauth's rows of the person
        return any(factor.type in types for factor in factors)

    @property
    def hospital_account_is_linked(self) -> bool:
        """Whether an identity of the hospital's provider belongs to this account."""
        return bool(self.identities.all())

    def set_password(self, raw_password: str | None) -> None:
        """Hash the password in its normal form. None leaves the account without a password."""
        super().set_password(None if raw_password is None else normal(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password, both in normal form."""
        return super().check_password(None if raw_password is None else normal(raw_password))

    def get_session_auth_hash(self) -> str:
        """Return the hash that a session must match. A new password, role, tenant or epoch ends it at once."""
        password = super().get_session_auth_hash()
        bound = f"{password} {self.role} {self.organisation_id} {self.session_epoch}"
        return salted_hmac("jindan.accounts.session", bound, algorithm="sha256").hexdigest()


class Identity(models.Model):
    """A person's identity at a provider: the issuer, and the subject, which is theirs permanently."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_one_persons"),
            models.UniqueConstraint(fields=["user", "issuer"], name="user_has_one_identity"),
        ]


class SignIn(models.Model):
    """One open session of an app, with the family of refresh tokens that descend from it.

    generation: number of refreshes. Only the token of this generation is valid (see `sign_ins.py`). last_seen_at: of
    the sign-in or its last refresh. device: browser and system in words that any language uses.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    generation = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(default=timezone.now)
    device = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=45, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="sign_in_by_time")]


class KnownDevice(models.Model):
    """A browser or program in which the person has signed in. It holds the token, and the row its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    token_hash = models.CharField(max_length=64)
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_hash", "user"], name="device_is_known_once")
        ]


class PasswordLink(models.Model):
    """The link by which a person chooses a password, once. A later one takes its place."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="password_link"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()


class ProposedAct(models.TextChoices):
    """An act on somebody's account that needs two persons."""

    REMOVE_SECOND_FACTOR = "remove-second-factor"
    REMOVE_SECOND_FACTOR_AND_RESET = "remove-second-factor-and-reset"
    RESET_ADMINISTRATOR = "reset-administrator"
    MAKE_ADMINISTRATOR = "make-administrator"


class Proposal(models.Model):
    """An act that one administrator proposes, and that another approves before it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="proposal")
    act = models.CharField(max_length=32, choices=ProposedAct.choices)
    proposed_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="proposals_made")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="proposal_by_time")
        ]


class AccountChange(models.Model):
    """What somebody else did to a person's account, which the person is told until they have seen it.

    by: None for the operator, at the command line. what: names the message `account-change-<what>` of the web app.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="change_by_time")]


class Tally(models.Model):
    """How often something failed lately, and until when it is not tried again (see `tallies.py`).

    key: SHA-256 of what is counted, which names nobody.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(default=timezone.now)
    closed_until = models.DateTimeField(default=timezone.now)
