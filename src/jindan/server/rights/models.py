"""Erasures of a patient's records that one person proposes, and that another approves before they expire."""

import uuid

from django.conf import settings
from django.db import models

from jindan.server.accounts.models import Organisation
from jindan.server.patients.models import Patient


class ErasureReason(models.TextChoices):
    """Why a patient's records are erased. It is a code, so that the audit can keep it without a word about them."""

    PATIENT_REQUEST = "patient-request"
    RETENTION_ENDED = "retention-ended"
    ENTERED_IN_ERROR = "entered-in-error"


class ErasureProposal(models.Model):
    """A proposed erasure. It goes with the patient's other records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    patient = models.OneToOneField(
        Patient, on_delete=models.PROTECT, related_name="erasure_proposal"
    )
    reason = models.CharField(max_length=24, choices=ErasureReason.choices)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="erasure_by_time")
        ]
