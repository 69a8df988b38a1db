"""Why a document cannot be read. The catalogue words each problem in Korean and English."""

from jindan.problems import Problem, Unavailable


class DocumentUnreadable(Problem):
    """The file is damaged, or is no document of a kind that can be read."""


class DocumentEncrypted(Problem):
    """The document opens with a password only."""


class DocumentTooLarge(Problem):
    """The document has more pages than one run may read, or a page with too many pixels."""


class NoPage(Problem):
    """The document has no page."""


class EngineUnknown(Problem):
    """There is no engine of this name."""


class EngineMissing(Unavailable):
    """The engine is not installed or not configured."""


class RecogniserUnfit(Problem):
    """The installation's own recognition network cannot be used as it is."""


class PictureCoarse(Problem):
    """The letters of a picture have too few pixels to be told apart."""


class PictureBlurred(Problem):
    """A picture is out of focus or was moved."""


class PictureFaint(Problem):
    """A picture's ink hardly differs from its paper."""
