"""Who uses this installation: organisations, their users, and the sign-ins that are open."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from jindan.server.roles import Role


class Organisation(models.Model):
    """A hospital or laboratory. Nothing is visible across organisations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def organisation_id(self) -> uuid.UUID:
        """An organisation is its own tenant."""
        return self.id


class User(AbstractBaseUser):
    """A person of one organisation, in one role, who signs in with an e-mail address.

    There are no superusers and no groups: what a person may do hangs on the role alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    role = models.CharField(max_length=16, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
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

    def get_session_auth_hash(self) -> str:
        """What a session must match: a new password, role, tenant or epoch ends it at once."""
        password = super().get_session_auth_hash()
        bound = f"{password} {self.role} {self.organisation_id} {self.session_epoch}"
        return salted_hmac("jindan.accounts.session", bound, algorithm="sha256").hexdigest()


class Identity(models.Model):
    """A person as an identity provider knows them: the issuer, and the subject that is theirs for good."""

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
    """One open session of an app, and the family of refresh tokens that descend from it.

    generation counts the refreshes: only the token of this generation is good, see `sign_ins.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    generation = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
