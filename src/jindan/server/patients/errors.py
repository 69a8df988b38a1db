"""What can go wrong with patients and cases."""

from jindan.server.kit.problems import Conflict, InvalidRequest


class PatientCodeTaken(Conflict):
    """The organisation has a patient of this code."""


class UnfitPatientCode(InvalidRequest):
    """The code has other signs than letters, digits and . _ -, or is a person's number."""


class IdentifyingTitle(InvalidRequest):
    """The title of the case holds a registration or phone number."""


class UnfitName(InvalidRequest):
    """The name is longer than 100 characters or holds control characters."""


class UnfitBirthDate(InvalidRequest):
    """The birth date lies in the future or before 1880."""
