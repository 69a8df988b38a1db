"""Problems with care teams, care relations and emergency access."""

from jindan.server.kit.problems import Conflict, Forbidden, InvalidRequest, NotFound


class TeamExists(Conflict):
    """The organisation has a team of this name."""


class TeamStillCares(Conflict):
    """The team is in the care of patients, and so is not deleted."""


class LastOfProtected(Conflict):
    """The relation is the last one of a protected patient, whom nobody would see without it."""


class PatientInReach(Conflict):
    """The person sees this patient without an emergency access."""


class UnknownPatientCode(NotFound):
    """No patient of the organisation has exactly this code."""


class ReasonTooShort(InvalidRequest):
    """The reason of an emergency access, or the note of its review, is too short to be judged."""


class OwnEmergency(Conflict):
    """A person's emergency access is reviewed by somebody else."""


class EmergencyReviewed(Conflict):
    """The emergency access was reviewed before."""


class EmergencyEnded(Conflict):
    """The emergency access has ended."""


class EmergencyDoesNotExtend(Forbidden):
    """Who sees a patient by an emergency access only does not change who cares for the patient."""
