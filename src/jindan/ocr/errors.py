"""Why a document cannot be read; the catalogue says it in Korean and English."""

from jindan.analysis import AnalysisError, Unavailable


class DocumentUnreadable(AnalysisError):
    """The file is damaged, or is no document of a kind that can be read."""


class DocumentEncrypted(AnalysisError):
    """The document opens with a password only."""


class DocumentTooLarge(AnalysisError):
    """The document has more pages than one run may read, or a page with too many pixels."""


class NoPage(AnalysisError):
    """The document holds no page."""


class EngineUnknown(AnalysisError):
    """There is no engine of this name."""


class EngineMissing(Unavailable):
    """The engine is not installed or not configured."""


class RecogniserUnfit(AnalysisError):
    """The installation's own recognition network cannot be used as it is."""


class PictureCoarse(AnalysisError):
    """The letters of a picture have too few pixels to be told apart."""


class PictureBlurred(AnalysisError):
    """A picture is out of focus or was moved."""


class PictureFaint(AnalysisError):
    """A picture's ink hardly differs from its paper."""
