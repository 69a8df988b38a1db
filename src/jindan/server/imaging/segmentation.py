"""The ct-segmentation analysis: a series gets labels, measurements, pictures and a preliminary report."""

from jindan.confinement.messages import Limits
from jindan.ct.findings import Examination, ExaminationParams
from jindan.ct.imported import ImportedSeries
from jindan.server.imaging.models import (
    Measurement,
    Segment,
    Segmentation,
    SegmentationFile,
    Series,
)
from jindan.server.imaging.report import PICTURES, Findings, draft_of
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job, Lane
from jindan.server.reports import services as reports


def record(job: Job, outcome: Outcome[Examination]) -> None:
    """Keep the segmentation with all that was measured, and draft its report."""
    found = outcome.result
    volume = job.inputs.get(role="volume").artifact_id
    series = Series.objects.select_for_update().get(volume=volume)  # versions come one by one
    segmentation = Segmentation.objects.create(
        series=series,
        job=job,
        version=series.segmentations.count() + 1,
        network=found.network.network,
        remarks=[remark.model_dump() for remark in found.remarks],
    )
    _keep_segments(segmentation, found)
    SegmentationFile.objects.bulk_create(
        SegmentationFile(segmentation=segmentation, name=name, artifact=artifact)
        for name, artifact in outcome.artifacts.items()
    )
    findings = Findings(
        job=job, series=ImportedSeries.model_validate(series.facts), examination=found
    )
    pictures = {
        f"{picture.kind}.{picture.language}": outcome.artifacts[picture.name]
        for picture in found.pictures
        if picture.kind in PICTURES and picture.media_type == "image/png"
    }
    reports.draft(job, content=draft_of(findings), pictures=pictures)


def _keep_segments(segmentation: Segmentation, found: Examination) -> None:
    segments = Segment.objects.bulk_create(
        Segment(
            segmentation=segmentation,
            name=segment.name,
            label=segment.label,
            snomed=segment.snomed,
            disagreement=segment.disagreement,
            confidence=segment.confidence,
            is_abstained=segment.abstained,
            remarks=[remark.model_dump() for remark in segment.remarks],
        )
        for segment in found.segments
    )
    by_name = {segment.name: segment for segment in segments}
    Measurement.objects.bulk_create(
        Measurement(
            segment=by_name[measurement.segment],
            quantity=measurement.quantity,
            value=measurement.value,
            comparator=measurement.comparator,
            unit=measurement.unit,
            method=measurement.method,
            place=measurement.place.model_dump(mode="json"),
        )
        for measurement in found.measurements
    )


ct_segmentation = Analysis(
    kind="ct-segmentation",
    version="2",
    params=ExaminationParams,
    result=Examination,
    compute="jindan.ct.examining:examine",
    record=record,
    limits=Limits(memory_mb=6144, cpu_s=1800, wall_s=1800),
)


def submit_segmentation(series: Series, *, network: str, like: Job) -> Job:
    """Go on from a job: the same person, case and lane."""
    return jobs.submit(
        ct_segmentation,
        params=ExaminationParams(network=network),
        inputs={"volume": series.volume},
        case=like.case,
        by=like.requested_by,
        lane=Lane(like.lane),
        is_fresh=like.is_fresh,
    )
