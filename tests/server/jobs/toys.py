"""A toy analysis with every way to end: the engine is tested with the real child process."""

from jindan.confinement.messages import Limits
from jindan.server.jobs.analysis import Analysis
from server.jobs.toy_computations import Counted, Params

RECORDED = []


def record(job, outcome):
    RECORDED.append((job.pk, outcome.result.letters, sorted(outcome.artifacts)))


toy = Analysis(
    kind="toy",
    version="1",
    params=Params,
    result=Counted,
    compute="server.jobs.toy_computations:compute",
    record=record,
    limits=Limits(memory_mb=2048, cpu_s=20, wall_s=120),
)
