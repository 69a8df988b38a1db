"""The ct-segmentation analysis: a series gets labels, findings, pictures and a preliminary report."""

from jindan.confinement.messages import Limits
from jindan.ct.examination import Examination, ExaminationParams
from jindan.ct.findings import findings_of, made_by
from jindan.ct.imported import ImportedSeries
from jindan.report.wording import phrase
from jindan.server.artifacts.models import Artifact
from jindan.server.findings import services as subjects
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.imaging.models import Segment, Segmentation, SegmentationFile, Series
from jindan.server.imaging.report import PICTURES, chapter_of, facts_of, picture_role
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job, Priority
from jindan.server.reports import services as reports


def record(job: Job, outcome: Outcome[Examination]) -> None:
    """Store the segmentation with all that was found, and draft its report."""
    examination = outcome.result
    series = Series.objects.get(volume=job.inputs.get(role="volume").artifact_id)
    imported = ImportedSeries.model_validate(series.facts)
    subject = subjects.add_subject(
        job.case, kind=SubjectKind.SERIES, of=series.pk, at=imported.acquired_on
    )
    findings = subjects.record(
        subject, findings=findings_of(examination), made_by=made_by(examination.network)
    )
    _store(job, outcome, series=series, subject=subject)
    chapter = chapter_of(
        job, subject=subject, series=imported, examination=examination, findings=findings
    )
    reports.draft(
        job,
        title=phrase("ct-report-title"),
        facts=facts_of(imported),
        chapters=[chapter],
        subjects=[subject],
        pictures=_pictures(subject, outcome),
        is_deidentified=True,
    )


def _store(job: Job, outcome: Outcome[Examination], *, series: Series, subject: Subject) -> None:
    examination = outcome.result
    segmentation = Segmentation.objects.create(
        series=series,
        subject=subject,
        job=job,
        network=examination.network.network,
        notes=[note.model_dump() for note in examination.notes],
    )
    Segment.objects.bulk_create(
        Segment(
            segmentation=segmentation,
            name=segment.name,
            label=segment.label,
            snomed=segment.snomed,
            disagreement=segment.disagreement,
        )
        for segment in examination.segments
    )
    SegmentationFile.objects.bulk_create(
        SegmentationFile(segmentation=segmentation, name=name, artifact=artifact)
        for name, artifact in outcome.artifacts.items()
    )


def _pictures(subject: Subject, outcome: Outcome[Examination]) -> dict[str, Artifact]:
    """Return the pictures that the report shows, by role and language."""
    return {
        f"{picture_role(subject, picture.kind)}.{picture.language}": outcome.artifacts[picture.name]
        for picture in outcome.result.pictures
        if picture.kind in PICTURES and picture.media_type == "image/png"
    }


ct_segmentation = Analysis(
    kind="ct-segmentation",
    version="3",
    params=ExaminationParams,
    result=Examination,
    compute="jindan.ct.examining:examine",
    record=record,
    deidentified=("*",),  # its one input is the volume that the import wrote
    limits=Limits(memory_mb=6144, cpu_s=1800, wall_s=1800),
)


def submit_segmentation(series: Series, *, network: str, like: Job) -> Job:
    """Go on from a job: the same person, case and priority."""
    return jobs.enqueue(
        ct_segmentation,
        params=ExaminationParams(network=network),
        inputs={"volume": series.volume},
        case=like.case,
        by=like.requested_by,
        priority=Priority(like.priority),
        is_fresh=like.is_fresh,
    )
