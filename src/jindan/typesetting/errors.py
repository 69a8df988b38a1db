"""What can be wrong with a report's content or pictures."""

from jindan.analysis import AnalysisError


class StatementWithoutEvidence(AnalysisError):
    """A sentence of the report rests on nothing."""


class UnknownEvidence(AnalysisError):
    """A sentence cites evidence that the report does not hold."""


class UnresolvedEvidence(AnalysisError):
    """A piece of evidence points to nothing that exists, or to a value that is withheld."""


class RepeatedIdentifier(AnalysisError):
    """Two parts of the report carry the same identifier."""


class MissingPicture(AnalysisError):
    """A picture that the report shows was not given."""


class UnreadablePicture(AnalysisError):
    """A picture of the report is not a PNG."""


class UnreadableContent(AnalysisError):
    """The content file is not the content of a report."""
