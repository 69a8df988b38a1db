"""Patients and cases, to which every study, job and report belongs, and what decides who sees them."""

from jindan.server.patients.models.care import (
    AccessPolicy,
    AccessVerdict,
    CareRelation,
    CareTeam,
    EmergencyAccess,
    Protection,
    ProtectionLabel,
    TeamMember,
    Visibility,
)
from jindan.server.patients.models.consents import (
    Consent,
    ConsentBasis,
    ConsentDecision,
    ConsentPurpose,
)
from jindan.server.patients.models.patients import Case, Patient, Sex

__all__ = [
    "AccessPolicy",
    "AccessVerdict",
    "CareRelation",
    "CareTeam",
    "Case",
    "Consent",
    "ConsentBasis",
    "ConsentDecision",
    "ConsentPurpose",
    "EmergencyAccess",
    "Patient",
    "Protection",
    "ProtectionLabel",
    "Sex",
    "TeamMember",
    "Visibility",
]
