"""The reasons why a confined run ends without a result."""

from jindan.catalogue import Scalar
from jindan.problems import Problem


class OutOfMemory(Problem):
    """The analysis needed more memory than it may use."""


class OutOfTime(Problem):
    """The analysis needed more time than it may use."""


class ScratchFull(Problem):
    """The disk had no room for the analysis to work in."""


class Died(Problem):
    """The analysis was ended by the operating system."""


class TooMuchWritten(Problem):
    """The analysis wrote more than it may."""


class RulesBroken(Problem):
    """The analysis did what no analysis does: it may be in the hands of a hostile file."""


class NotConfined(Problem):
    """This machine cannot confine the analysis as its operator requires."""


class ProblemReported(Exception):
    """A problem that the child reported: it refused its input, or a service was out of reach."""

    def __init__(self, *, slug: str, values: dict[str, Scalar], is_unavailable: bool) -> None:
        super().__init__(slug)
        self.slug = slug
        self.values = values
        self.is_unavailable = is_unavailable


class Crashed(Exception):
    """A bug inside the child: class of the exception and places in the code, without its message.

    The message may quote the input, and logs must hold nothing of a patient.
    """
