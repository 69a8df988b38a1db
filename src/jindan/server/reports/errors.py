"""What can stand in the way of signing, amending or reading a report."""

from jindan.server.kit.problems import Conflict, RequestProblem


class ReportOutdated(Conflict):
    """A newer version exists than the one the person has read."""


class ReviewsUnseen(Conflict):
    """Verdicts on sentences were entered after the person read the report."""


class ReportAlreadySigned(Conflict):
    """A final report is not signed again."""


class ReportSuperseded(Conflict):
    """A newer version of the document was filed, and its report is the one to sign."""


class ReportNotSigned(Conflict):
    """Only a signed report can be amended."""


class NoSuchFinding(RequestProblem):
    """The report has no finding of this identifier."""

    status = 422


class ReportNotRendered(Conflict):
    """The PDF is still being made."""


class NoSuchStatement(RequestProblem):
    """The report has no sentence of this identifier."""

    status = 422
