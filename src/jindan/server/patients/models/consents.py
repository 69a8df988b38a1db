"""What a patient consents to, for each purpose, with who took it down and on which basis."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.server.patients.models.patients import Patient


class ConsentPurpose(models.TextChoices):
    """What records of a patient are used for, as far as a consent decides it (FHIR Consent)."""

    CARE = "care"
    RESEARCH = "research"
    EXTERNAL_OCR = "external-ocr"
    EXTERNAL_MODEL = "external-model"


class ConsentDecision(models.TextChoices):
    """What was decided."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentBasis(models.TextChoices):
    """How the decision came: signed on paper, by an electronic form, by word, or from a legal representative."""

    WRITTEN = "written"
    ELECTRONIC = "electronic"
    VERBAL = "verbal"
    REPRESENTATIVE = "representative"


class Consent(models.Model):
    """One decision. Decisions are added, and the newest of a purpose holds.

    is_current: true for the one that holds, null for earlier ones, so that the database allows one of each purpose.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=16, choices=ConsentPurpose.choices)
    decision = models.CharField(max_length=16, choices=ConsentDecision.choices)
    basis = models.CharField(max_length=16, choices=ConsentBasis.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_current = models.BooleanField(null=True, default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "purpose", "is_current"], name="consent_holds_once"
            ),
            models.CheckConstraint(
                condition=Q(is_current__isnull=True) | Q(is_current=True),
                name="consent_current_or_null",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-created_at", "-id"], name="consent_by_patient")
        ]
