from datetime import timedelta

import pytest
from django.utils import timezone

import make
from jindan.server.patients.models import EmergencyAccess, Protection
from jindan.server.roles import Role


@pytest.fixture
def case(clinician):
    return make.case(by=clinician.user)


@pytest.fixture
def in_emergency(case, clinician, caller, hospital):
    """A colleague who sees the protected patient of the case by an emergency access only."""
    Protection.objects.create(
        patient=case.patient, organisation=hospital, label="VIP", marked_by=clinician.user
    )
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    EmergencyAccess.objects.create(
        organisation=hospital,
        patient=case.patient,
        person=colleague.user,
        sealed_reason=b"",
        until=timezone.now() + timedelta(hours=1),
    )
    return colleague
