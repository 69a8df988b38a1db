"""What a client can do wrong with documents."""

from jindan.server.kit.problems import Conflict, InvalidRequest, Problem


class ReadingServiceOff(Conflict):
    """The installation has no key for the reading service."""


class ConsentMissing(Conflict):
    """The organisation has not consented to pages being sent to the reading service."""


class QueryTooShort(Problem):
    """One character is on nearly every page."""

    status = 422


class DocumentOutdated(Conflict):
    """Another version was added since the person looked."""


class SecondPersonNeeded(Conflict):
    """The person has confirmed this version already; another one must."""


class NothingToCorrect(InvalidRequest):
    """The correction names no field and no word, or one that is not there."""


class NotADocument(Problem):
    """The file is of a type that cannot be read as a document."""

    status = 415


class ImageTooLarge(Problem):
    """The picture is too large to be waited for."""

    status = 413
