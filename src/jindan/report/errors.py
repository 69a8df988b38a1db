"""What can be wrong with the content of a report."""

from jindan.problems import Problem


class StatementWithoutFinding(Problem):
    """A sentence of the report rests on no finding."""


class UnknownFinding(Problem):
    """A sentence, cell, picture or bar names a finding that the report does not hold."""


class UnresolvedPlace(Problem):
    """The place of a finding is not in its source."""


class RepeatedIdentifier(Problem):
    """Two parts of the report carry the same identifier."""


class UnreadableContent(Problem):
    """The content file is not the content of a report."""
