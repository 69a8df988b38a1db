"""Five roles and their capabilities, which every operation checks first.

docs/reference/roles.md explains the table row by row.
"""

import uuid
from collections.abc import Mapping
from typing import Protocol

from django.db import models

from jindan.server.kit.problems import Forbidden


class Role(models.TextChoices):
    """A person's role, which determines their capabilities."""

    CLINICIAN = "clinician"
    RESEARCHER = "researcher"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Capability(models.TextChoices):
    """One thing that a role may do within its own organisation."""

    READ_PATIENTS = "read-patients"  # patients and cases by their pseudonymous code
    WRITE_PATIENTS = "write-patients"  # open and correct patients and cases
    IDENTIFY_PATIENTS = "identify-patients"  # see and write names and birth dates
    UPLOAD = "upload"
    REQUEST_ANALYSES = "request-analyses"  # imaging and omics
    REQUEST_URGENT = "request-urgent"  # have a job run before all that is not urgent
    REQUEST_DOCUMENTS = "request-documents"  # have documents read, and correct what was read
    READ_JOBS = "read-jobs"
    READ_FINDINGS = "read-findings"  # pictures, measurements, findings and reports
    SIGN_REPORTS = "sign-reports"
    ACCESS_IN_EMERGENCY = "access-in-emergency"  # see a patient without a relation, for a reason
    MANAGE_USERS = "manage-users"
    MANAGE_INSTALLATION = "manage-installation"  # models, keys, webhooks
    READ_AUDIT = "read-audit"


CAPABILITIES: Mapping[Role, frozenset[Capability]] = {
    Role.CLINICIAN: frozenset(
        {
            Capability.READ_PATIENTS,
            Capability.WRITE_PATIENTS,
            Capability.IDENTIFY_PATIENTS,
            Capability.UPLOAD,
            Capability.REQUEST_ANALYSES,
            Capability.REQUEST_URGENT,
            Capability.REQUEST_DOCUMENTS,
            Capability.READ_JOBS,
            Capability.READ_FINDINGS,
            Capability.SIGN_REPORTS,
            Capability.ACCESS_IN_EMERGENCY,
        }
    ),
    Role.RESEARCHER: frozenset(
        {
            Capability.READ_PATIENTS,
            Capability.WRITE_PATIENTS,
            Capability.UPLOAD,
            Capability.REQUEST_ANALYSES,
            Capability.READ_JOBS,
            Capability.READ_FINDINGS,
        }
    ),
    Role.CLERK: frozenset(
        {
            Capability.READ_PATIENTS,
            Capability.WRITE_PATIENTS,
            Capability.IDENTIFY_PATIENTS,
            Capability.UPLOAD,
            Capability.REQUEST_URGENT,
            Capability.REQUEST_DOCUMENTS,
            Capability.READ_JOBS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {Capability.MANAGE_USERS, Capability.MANAGE_INSTALLATION, Capability.READ_AUDIT}
    ),
    Role.AUDITOR: frozenset({Capability.READ_AUDIT}),
}


class Actor(Protocol):
    """The person who acts: of one organisation, in one role."""

    @property
    def id(self) -> uuid.UUID:
        """The person's id."""

    @property
    def organisation_id(self) -> uuid.UUID:
        """The person's tenant. Nothing is seen or done outside it."""

    @property
    def role(self) -> str:
        """A value of Role."""


class RoleNotAllowed(Forbidden):
    """The person's role does not include this capability."""


def may(actor: Actor, capability: Capability) -> bool:
    """Return whether the actor's role includes the capability."""
    return capability in CAPABILITIES[Role(actor.role)]


def require(actor: Actor, capability: Capability) -> None:
    """Raise RoleNotAllowed unless the actor's role includes the capability."""
    if not may(actor, capability):
        raise RoleNotAllowed
