"""The problems of requests about documents."""

from jindan.server.kit.problems import Conflict, InvalidRequest, RequestProblem


class ReadingServiceOff(Conflict):
    """The installation has no key for the reading service."""


class ConsentMissing(Conflict):
    """The organisation has not consented to pages being sent to the reading service."""


class QueryTooShort(RequestProblem):
    """The query has only one character, which is on nearly every page."""

    status = 422


class DocumentOutdated(Conflict):
    """Another version was added since the person looked."""


class SecondPersonNeeded(Conflict):
    """The person has confirmed this version already. Another person must."""


class NothingToCorrect(InvalidRequest):
    """The correction names no field and no word, or one that is not there."""


class NotADocument(RequestProblem):
    """The file is of a type that cannot be read as a document."""

    status = 415


class ImageTooLarge(RequestProblem):
    """The image is too large to be read while the person waits."""

    status = 413
