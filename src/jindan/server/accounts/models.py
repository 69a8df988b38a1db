"""Who uses this installation: organisations and their users."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Organisation(models.Model):
    """A hospital or laboratory. Nothing is visible across organisations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)


class Role(models.TextChoices):
    """What a person does here; capabilities hang on it."""

    CLINICIAN = "clinician"
    RESEARCHER = "researcher"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class User(AbstractUser):
    """A person of one organisation, in one role, who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="users")
    role = models.CharField(max_length=16, choices=Role.choices)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]
