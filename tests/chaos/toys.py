"""The toy analysis with a chain: its record submits the next job in the same transaction, as an import does."""

from dataclasses import replace

from jindan.server.jobs import services as jobs
from server.jobs import toy_computations, toys


class Params(toy_computations.Params):
    is_followed: bool = False


def record(job, _outcome):
    if Params.model_validate(job.params).is_followed:
        follow(job)


def follow(job):
    jobs.submit(
        toy,
        params=Params(number=job.params["number"]),
        inputs={given.role: given.artifact for given in job.inputs.all()},
        case=job.case,
        by=job.requested_by,
    )


toy = replace(toys.toy, kind="chaos", params=Params, record=record)
