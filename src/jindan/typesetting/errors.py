"""What can be wrong with the pictures of a report."""

from jindan.problems import Problem


class MissingPicture(Problem):
    """A picture that the report shows was not given."""


class UnreadablePicture(Problem):
    """A picture of the report is not a PNG."""
