"""The ct-import analysis: what was sent becomes a de-identified study and series."""

from jindan.confinement.messages import Limits
from jindan.ct.imported import ImportedSeries, ImportParams
from jindan.server.imaging.models import Series, Study
from jindan.server.imaging.segmentation import submit_segmentation
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job


class Params(ImportParams):
    """How to import, and the network to segment with afterwards (empty: import only).

    `uid_secret` is the organisation's: what is sent twice keeps its new UIDs within the organisation.
    """

    segment_with: str = ""


def record(job: Job, outcome: Outcome[ImportedSeries]) -> None:
    """Keep the study and its series, and go on to the segmentation where that was asked for."""
    imported = outcome.result
    study = Study.objects.create(case=job.case, uid=imported.study_uid)
    series = Series.objects.create(
        study=study,
        job=job,
        uid=imported.series_uid,
        volume=outcome.artifacts["volume.nii"],
        instances=outcome.artifacts.get("instances.zip"),
        facts=imported.model_dump(mode="json"),
    )
    network = Params.model_validate(job.params).segment_with
    if network:
        submit_segmentation(series, network=network, like=job)


ct_import = Analysis(
    kind="ct-import",
    version="2",
    params=Params,
    result=ImportedSeries,
    compute="jindan.ct.importing:import_study",
    record=record,
    deidentified=("volume.nii", "instances.zip", "deidentification.json"),
    limits=Limits(memory_mb=4096, cpu_s=300, wall_s=600),
)
