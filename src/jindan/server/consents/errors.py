"""Problems with the consents of patients."""

from jindan.server.kit.problems import Conflict


class PatientConsentMissing(Conflict):
    """The patient has not consented to pages being sent to an external service."""


class NothingToWithdraw(Conflict):
    """A consent is withdrawn only where one holds."""
