"""How much of a scan is air, as a job: the server half of the example in docs/how-to/add-an-analysis.md."""

from examples.air_share import AirParams, AirShare
from jindan.confinement.messages import Limits
from jindan.server.audit import services as audit
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job


def record(job: Job, outcome: Outcome[AirShare]) -> None:
    """Leave a trace of the measurement; a real slice writes its own rows here."""
    audit.record_event("air.measured", by=job.requested_by, subject=job, case=job.case)


air_measurement = Analysis(
    kind="air-measurement",
    version="1",
    params=AirParams,
    result=AirShare,
    compute="examples.air_share:air_share",
    record=record,
    limits=Limits(memory_mb=2048, cpu_s=60, wall_s=60),
)
