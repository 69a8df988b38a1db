"""A chain of events for the tests of what becomes of it."""

import pytest

from jindan.server.audit.chain import checkpoints
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.services import record_event
from jindan.server.roles import Role
from server.audit.chains import COUNT


@pytest.fixture
def clinician(hospital, person_of):
    return person_of(hospital, Role.CLINICIAN)[0]


@pytest.fixture
def chain(clinician):
    """Eight linked events and one checkpoint, whatever the fixtures recorded among them."""
    while AuditEvent.objects.count() < COUNT:
        record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
