"""Patients and cases."""

import uuid

from django.conf import settings
from django.db import models

from jindan.server.accounts.models import Organisation
from jindan.server.patients.sealing import PatientIdentity, SealedIdentity, unseal, unseal_title


class Sex(models.TextChoices):
    """Sex at birth, by the codes of FHIR's administrative gender. It is empty where it is not known."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Patient(models.Model):
    """A person under a pseudonymous code. Name and birth date are sealed.

    code: capital letters, digits and . _ - only (`codes.py`), unique in an organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="patients"
    )
    code = models.CharField(max_length=64)
    sex_at_birth = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    sealed_name = models.BinaryField(default=b"", editable=False)
    sealed_birth_date = models.BinaryField(default=b"", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"], name="patient_code_once_in_organisation"
            ),
            models.CheckConstraint(condition=~models.Q(code=""), name="patient_code_said"),
            models.CheckConstraint(
                condition=models.Q(sex_at_birth__in=["", *Sex.values]), name="patient_sex_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="patient_by_time")
        ]

    def identity(self) -> PatientIdentity:
        """Return name and birth date, unsealed, for roles that may identify patients.

        Raises UnknownKey when the key is gone, BrokenSeal when the row was tampered with.
        """
        sealed = SealedIdentity(
            name=bytes(self.sealed_name), birth_date=bytes(self.sealed_birth_date)
        )
        return unseal(sealed, patient_id=self.id, organisation_id=self.organisation_id)


class Case(models.Model):
    """One question about one patient, with the files and results that answer it.

    organisation: the patient's, copied by `services.create_case` and never changed. sealed_title: may be empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="cases")
    sealed_title = models.BinaryField(default=b"", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="case_by_time"),
            models.Index(fields=["patient", "-created_at", "-id"], name="case_by_patient"),
        ]

    @property
    def title(self) -> str:
        """The clinical question, unsealed, for roles that may identify patients. Raises UnknownKey, BrokenSeal."""
        return unseal_title(
            bytes(self.sealed_title), case_id=self.pk, organisation_id=self.organisation_id
        )
