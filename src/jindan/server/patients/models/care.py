"""Who cares for a patient: teams, relations, the mark of a protected patient, and emergency access."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.server.accounts.models import Organisation
from jindan.server.patients.models.patients import Patient

EMERGENCY_HOURS = 4
MOST_EMERGENCY_HOURS = 72


class Visibility(models.TextChoices):
    """Whom an organisation's people see: every patient, or those they have a care relation to."""

    OPEN = "open"
    BY_RELATION = "by-relation"


class AccessPolicy(models.Model):
    """An organisation's rule of who sees its patients. Without a row, the defaults hold.

    emergency_hours: how long an emergency access lasts. presumes_research: whether research is allowed with a patient
    who was not asked. presumes_external_ocr, presumes_external_model: the same of the services outside.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    visibility = models.CharField(
        max_length=16, choices=Visibility.choices, default=Visibility.OPEN
    )
    emergency_hours = models.PositiveSmallIntegerField(default=EMERGENCY_HOURS)
    presumes_research = models.BooleanField(default=True)
    presumes_external_ocr = models.BooleanField(default=True)
    presumes_external_model = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(emergency_hours__gte=1, emergency_hours__lte=MOST_EMERGENCY_HOURS),
                name="emergency_hours_within_bounds",
            )
        ]


class CareTeam(models.Model):
    """A department or team that cares for patients (FHIR CareTeam)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="TeamMember", related_name="care_teams"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="team_name_once_in_organisation"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="team_name_said"),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"], name="team_by_time")]


class TeamMember(models.Model):
    """A person of a team."""

    team = models.ForeignKey(CareTeam, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_memberships"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="member_once")]


class CareRelation(models.Model):
    """A person or a team who cares for a patient. Who opens a patient or a case of one is related by that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="care_relations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    team = models.ForeignKey(CareTeam, on_delete=models.PROTECT, related_name="+", null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "person"], name="person_related_once"),
            models.UniqueConstraint(fields=["patient", "team"], name="team_related_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, team__isnull=True)
                | Q(person__isnull=True, team__isnull=False),
                name="relation_of_person_or_team",
            ),
        ]


class ProtectionLabel(models.TextChoices):
    """Why a patient is protected: security labels of HL7 v3 ActCode, as FHIR's meta.security has them."""

    VIP = "VIP"
    EMPLOYEE = "EMP"


class Protection(models.Model):
    """The mark of a protected patient, whom only people with a care relation see."""

    patient = models.OneToOneField(
        Patient, on_delete=models.PROTECT, primary_key=True, related_name="protection"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=8, choices=ProtectionLabel.choices)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)


class AccessVerdict(models.TextChoices):
    """What an auditor found of an emergency access."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not-justified"


class EmergencyAccess(models.Model):
    """A person's access to one patient for a limited time, without a care relation and with a reason.

    sealed_reason: what the person stated. until: its end, set back to now by who ends it earlier. sealed_note: what
    the reviewer wrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="emergencies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField(editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    verdict = models.CharField(max_length=16, choices=AccessVerdict.choices, blank=True)
    sealed_note = models.BinaryField(default=b"", editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(
                    verdict__in=AccessVerdict.values,
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
                name="emergency_verdict_of_a_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("person")),
                name="emergency_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="emergency_by_time"),
            models.Index(fields=["person", "until"], name="emergency_of_person"),
        ]
