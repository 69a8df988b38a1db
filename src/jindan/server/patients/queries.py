"""Reads of patients and cases."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[Patient]:
    """The patients of the user's organisation; none for roles that see no patients."""
    if not may(user, Capability.READ_PATIENTS):
        return Patient.objects.none()
    return Patient.objects.filter(organisation_id=user.organisation_id)


def cases_visible_to(user: User) -> QuerySet[Case]:
    """The cases of the user's organisation; none for roles that see no patients."""
    if not may(user, Capability.READ_PATIENTS):
        return Case.objects.none()
    return Case.objects.filter(organisation_id=user.organisation_id).select_related("patient")
