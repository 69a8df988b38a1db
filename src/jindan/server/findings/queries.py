"""Reads of what was found in a case."""

from django.db.models import QuerySet

from jindan.findings.finding import Finding
from jindan.server.accounts.models import User
from jindan.server.findings.models import Subject
from jindan.server.findings.sealing import unseal
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[Subject]:
    """Return the subjects of the cases this person may see, for those whose role reads findings."""
    subjects = Subject.objects.filter(case__in=cases_visible_to(user))
    return subjects if may(user, Capability.READ_FINDINGS) else subjects.none()


def findings_of(subject: Subject) -> tuple[Finding, ...]:
    """Return what was found in a subject. Raises UnknownKey, BrokenSeal."""
    return unseal(subject)
