"""What a client can do wrong with a job, and how a job can end without a result of its own."""

from jindan.analysis import AnalysisError
from jindan.server.kit.problems import Conflict, Problem


class JobAlreadyFinished(Conflict):
    """The job has already finished."""


class JobNotFinished(Conflict):
    """The job has not finished yet."""


class IdempotencyKeyReused(Conflict):
    """The Idempotency-Key was used before for another request."""


class TooManyStreams(Problem):
    """Too many progress streams are open."""

    status = 503


class WorkerLost(AnalysisError):
    """The worker vanished each time the job was tried."""


class Unexpected(AnalysisError):
    """The analysis failed by a fault of ours."""


class Outdated(AnalysisError):
    """The software was updated while the job waited."""
