"""Problems of requests about jobs, and problems with which a job ends."""

from jindan.problems import Problem
from jindan.server.kit.problems import Conflict, RequestProblem


class JobAlreadyFinished(Conflict):
    """The job has already finished."""


class JobNotFinished(Conflict):
    """The job has not finished yet."""


class IdempotencyKeyReused(Conflict):
    """The Idempotency-Key was used before for another request."""


class TooManyStreams(RequestProblem):
    """Too many progress streams are open."""

    status = 503


class TooManyOwnStreams(RequestProblem):
    """The person has too many progress streams open."""

    status = 429


class TooManyJobs(RequestProblem):
    """More jobs wait already than may wait."""

    status = 429


class TooManyJobsOfPerson(TooManyJobs):
    """As many jobs of this person wait as one person may have waiting."""


class TooManyJobsOfOrganisation(TooManyJobs):
    """As many jobs of this organisation wait as one organisation may have waiting."""


class TooManyUrgentJobs(TooManyJobs):
    """As many urgent jobs wait as a person or an organisation may have waiting."""


class WorkerLost(Problem):
    """The worker was lost at each attempt."""


class Unexpected(Problem):
    """The analysis failed by a fault of the software."""


class Outdated(Problem):
    """The software was updated while the job waited."""


class ConsentWithdrawn(Problem):
    """The patient no longer consents to what the job was for, and so it was cancelled."""
