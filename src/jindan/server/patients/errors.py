"""Problems with patients and cases."""

from jindan.server.kit.problems import Conflict, Forbidden, InvalidRequest


class PatientCodeTaken(Conflict):
    """The organisation has a patient with this code."""


class UnfitPatientCode(InvalidRequest):
    """The code has other characters than letters, digits and . _ -, or is a personal number."""


class IdentifyingTitle(InvalidRequest):
    """The title of the case contains a registration or phone number."""


class TitleHidden(Forbidden):
    """The person's role does not see titles, and so writes none."""


class UnfitBirthDate(InvalidRequest):
    """The birth date lies in the future or before 1880."""
