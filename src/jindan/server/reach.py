"""Who may see what: one table of role, relation to the patient and confidentiality of the record.

The database's filters are built from it, the app shows it, and `jindan reference` writes it into docs/reference.
"""

from collections.abc import Mapping

from django.db import models

from jindan.server.roles import CAPABILITIES, Capability, Role


class Relation(models.TextChoices):
    """How a person stands to a patient: not at all, as one who cares for them, or by an emergency access."""

    NONE = "none"
    MEMBER = "member"
    EMERGENCY = "emergency"


class Confidentiality(models.TextChoices):
    """How closely a record is kept, after HL7 v3 Confidentiality (N, R, V).

    normal: of an open organisation. restricted: of one that goes by care relation. very-restricted: of a protected
    patient in either.
    """

    NORMAL = "normal"
    RESTRICTED = "restricted"
    VERY_RESTRICTED = "very-restricted"


Kept = frozenset[Confidentiality]

NOTHING: Kept = frozenset()
OPEN: Kept = frozenset({Confidentiality.NORMAL})
UNPROTECTED: Kept = OPEN | {Confidentiality.RESTRICTED}
EVERYTHING: Kept = frozenset(Confidentiality)

# A relation adds to what is seen without one.
REACH: Mapping[Role, Mapping[Relation, Kept]] = {
    Role.CLINICIAN: {
        Relation.NONE: OPEN,
        Relation.MEMBER: EVERYTHING,
        Relation.EMERGENCY: EVERYTHING,
    },
    Role.RESEARCHER: {
        Relation.NONE: OPEN,
        Relation.MEMBER: UNPROTECTED,
        Relation.EMERGENCY: OPEN,
    },
    Role.CLERK: {
        Relation.NONE: OPEN,
        Relation.MEMBER: EVERYTHING,
        Relation.EMERGENCY: OPEN,
    },
    Role.ADMINISTRATOR: dict.fromkeys(Relation, NOTHING),
    Role.AUDITOR: dict.fromkeys(Relation, NOTHING),
}

OF_A_PATIENT = frozenset(Capability) - {
    Capability.ACCESS_IN_EMERGENCY,
    Capability.MANAGE_USERS,
    Capability.MANAGE_INSTALLATION,
    Capability.READ_AUDIT,
}
"""The capabilities that are exercised on one patient. The others need no relation."""


def capabilities(
    role: Role, *, relation: Relation, confidentiality: Confidentiality
) -> frozenset[Capability]:
    """Return what a role may do with a patient in this relation, and nothing where it may not see the patient."""
    is_seen = confidentiality in REACH[role][relation]
    return CAPABILITIES[role] & OF_A_PATIENT if is_seen else frozenset()
