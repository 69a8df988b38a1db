"""The omics-cohort analysis: every row of tables gets an answer, as one CSV file."""

from jindan.confinement.messages import Limits
from jindan.omics.assessment import SCORES, CohortParams, CohortSummary
from jindan.server.assays.models import CohortScore
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job


def record(job: Job, outcome: Outcome[CohortSummary]) -> None:
    """Keep the summary and the file of answers. A cohort has no report of one patient."""
    CohortScore.objects.create(
        case=job.case,
        job=job,
        scores=outcome.artifacts[SCORES],
        summary=outcome.result.model_dump(mode="json"),
    )


omics_cohort = Analysis(
    kind="omics-cohort",
    version="2",
    params=CohortParams,
    result=CohortSummary,
    compute="jindan.omics.cohort:predict_cohort",
    record=record,
    limits=Limits(memory_mb=4096, cpu_s=3600, wall_s=3600),
)
