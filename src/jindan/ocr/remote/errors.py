"""What can go wrong with the remote reading service, told apart by what helps."""

from jindan.analysis import AnalysisError, Unavailable


class RemoteKeyRejected(AnalysisError):
    """The service does not accept our key."""


class RemoteCreditSpent(AnalysisError):
    """The account at the service has no credit."""


class RemoteInputRefused(AnalysisError):
    """The service refuses this page: too large, damaged, or of a kind it does not read."""


class RemoteContractBroken(AnalysisError):
    """The service answered in a way its documentation does not describe."""


class RemoteEmptyAnswer(AnalysisError):
    """The service found no text on a page that shows some."""


class RemoteBusy(Unavailable):
    """The service asks to be called less often."""


class RemoteAway(Unavailable):
    """The service does not answer, or is out of order."""
