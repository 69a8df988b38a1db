"""Studies, series and segmentations as they go over the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import JsonValue

from jindan.analysis import Note
from jindan.catalogue import knows, text
from jindan.ct.drawing.colours import colour_of
from jindan.ct.examination import structure_slug
from jindan.ct.networks.manifest import NetworkManifest
from jindan.findings.finding import Finding
from jindan.server.findings.queries import findings_of
from jindan.server.findings.schemas import FindingOut, finding_out
from jindan.server.imaging.models import Segment, Segmentation, Series, Study
from jindan.server.jobs.schemas import PriorityName
from jindan.server.kit.schemas import NoteOut, RequestBody, note_out


class ImportIn(RequestBody):
    """Files of one study that were uploaded into the case, and what to do with it.

    segment: go on to the segmentation with the default network.
    """

    artifacts: list[UUID] = Field(min_length=1, max_length=5000)
    segment: bool = True
    priority: PriorityName = PriorityName.ROUTINE


class SegmentationIn(RequestBody):
    """Which network (empty: the default one). `fresh` computes anew where an equal result exists."""

    network: str = ""
    priority: PriorityName = PriorityName.ROUTINE
    fresh: bool = False


class NetworkLabelOut(Schema):
    """A structure that a network tells apart. dice: the mean its makers published, 0 to 1."""

    name: str
    text: str
    snomed: str
    dice: float


class NetworkOut(Schema):
    """A segmentation network. card: its model card in Markdown, empty when it came without one.

    is_available: its weights and a runtime are here. is_demonstration: trained on synthetic anatomy.
    """

    name: str
    version: str
    licence: str
    citation: str
    is_demonstration: bool
    is_available: bool
    labels: list[NetworkLabelOut]
    card: str


class SeriesOut(Schema):
    """A series. `facts` are what the import found: geometry, scanner, warnings, what was removed."""

    id: UUID
    study: UUID
    case: UUID
    uid: str
    volume: UUID
    instances: UUID | None
    facts: dict[str, JsonValue]
    notes: list[NoteOut]
    created_at: datetime


class StudyOut(Schema):
    """A study with its series."""

    id: UUID
    case: UUID
    uid: str
    series: list[SeriesOut]
    created_at: datetime


class SegmentOut(Schema):
    """One structure, and what was found of it. A withheld one has a finding that says so and why.

    colour: `#rrggbb`, the same in every picture.
    """

    name: str
    text: str
    label: int
    colour: str
    snomed: str
    disagreement: float
    findings: list[FindingOut]


class FileOut(Schema):
    """A file made from a segmentation, to be fetched from `/artifacts/{artifact}/content`."""

    name: str
    artifact: UUID
    media_type: str
    size: int


class SegmentationOut(Schema):
    """One version of a series' segmentation. source: how places and reports name it. at: the date of the scan.

    report: the newest report on it; null while none is drafted.
    """

    id: UUID
    series: UUID
    case: UUID
    job: UUID
    version: int
    source: str
    at: date | None
    report: UUID | None
    network: str
    notes: list[NoteOut]
    segments: list[SegmentOut]
    files: list[FileOut]
    created_at: datetime


def series_out(series: Series, *, case: UUID, language: str) -> SeriesOut:
    """Return a series in the reader's language."""
    return SeriesOut(
        id=series.pk,
        study=series.study_id,
        case=case,
        uid=series.uid,
        volume=series.volume_id,
        instances=series.instances_id,
        facts=series.facts,
        notes=_notes(series.facts["notes"], language=language),
        created_at=series.created_at,
    )


def study_out(study: Study, *, language: str) -> StudyOut:
    """Return a study in the reader's language."""
    series = [
        series_out(series, case=study.case_id, language=language) for series in study.series.all()
    ]
    return StudyOut(
        id=study.pk, case=study.case_id, uid=study.uid, series=series, created_at=study.created_at
    )


def segmentation_out(segmentation: Segmentation, *, language: str) -> SegmentationOut:
    """Return a segmentation in the reader's language."""
    subject = segmentation.subject
    findings = findings_of(subject)
    report = next(iter(subject.reports.all()), None)
    return SegmentationOut(
        id=segmentation.pk,
        series=segmentation.series_id,
        case=segmentation.series.study.case_id,
        job=segmentation.job_id,
        version=subject.version,
        source=subject.source,
        at=subject.at,
        report=report.pk if report else None,
        network=segmentation.network,
        notes=_notes(segmentation.notes, language=language),
        segments=[
            _segment_out(segment, findings=findings, language=language)
            for segment in segmentation.segments.all()
        ],
        files=[
            FileOut(
                name=file.name,
                artifact=file.artifact_id,
                media_type=file.artifact.media_type,
                size=file.artifact.size,
            )
            for file in segmentation.files.all()
        ],
        created_at=segmentation.created_at,
    )


def network_out(
    manifest: NetworkManifest, *, card: str, is_available: bool, language: str
) -> NetworkOut:
    """Return a network over the wire."""
    return NetworkOut(
        name=manifest.name,
        version=manifest.version,
        licence=manifest.licence,
        citation=manifest.citation,
        is_demonstration=manifest.demonstration,
        is_available=is_available,
        labels=[
            NetworkLabelOut(
                name=label.name,
                text=text(f"organ-{label.name}", language=language),
                snomed=label.snomed,
                dice=label.dice,
            )
            for label in manifest.labels
        ],
        card=card,
    )


def _segment_out(segment: Segment, *, findings: Sequence[Finding], language: str) -> SegmentOut:
    slug = structure_slug(segment.name, label=segment.label)
    key = f"organ-{segment.name}"
    return SegmentOut(
        name=segment.name,
        text=text(key, language=language) if knows(key) else segment.name,
        label=segment.label,
        colour=colour_of(segment.name).lower(),
        snomed=segment.snomed,
        disagreement=segment.disagreement,
        findings=[
            finding_out(finding, language=language)
            for finding in findings
            if finding.focus.name == slug
        ],
    )


def _notes(notes: list[dict[str, JsonValue]], *, language: str) -> list[NoteOut]:
    return [note_out(Note.model_validate(note), language=language) for note in notes]
