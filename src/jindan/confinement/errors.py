"""Why a confined run ended without a result."""

from jindan.analysis import AnalysisError, Scalar


class OutOfMemory(AnalysisError):
    """The analysis needed more memory than it may use."""


class OutOfTime(AnalysisError):
    """The analysis needed more time than it may use."""


class ScratchFull(AnalysisError):
    """The disk had no room for the analysis to work in."""


class Died(AnalysisError):
    """The analysis was ended by the operating system."""


class Refused(Exception):
    """The analysis refused its input or missed a service; carries the problem by name, as the child told it."""

    def __init__(self, *, slug: str, values: dict[str, Scalar], is_unavailable: bool) -> None:
        super().__init__(slug)
        self.slug = slug
        self.values = values
        self.is_unavailable = is_unavailable


class Crashed(Exception):
    """A fault of our own inside the child: exception class and code places, without its message.

    The message may quote the input, and logs hold nothing of a patient.
    """
