"""Studies, series and segmentations as they go over the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import JsonValue

from jindan.analysis import Remark
from jindan.catalogue import text
from jindan.ct.drawing.colours import colour_of
from jindan.ct.networks.manifest import NetworkManifest
from jindan.server.imaging.models import Segment, Segmentation, Series, Study
from jindan.server.jobs.models import Lane

LANES = {lane.name.lower(): lane for lane in Lane}


class ImportIn(Schema):
    """Files of one study that were uploaded into the case, and what to do with it.

    segment: go on to the segmentation with the default network.
    """

    artifacts: list[UUID] = Field(min_length=1, max_length=5000)
    segment: bool = True
    lane: str = Field("routine", pattern="^(urgent|routine|bulk)$")


class SegmentationIn(Schema):
    """Which network (empty: the default one); `fresh` computes anew where an equal result exists."""

    network: str = ""
    lane: str = Field("routine", pattern="^(urgent|routine|bulk)$")
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
    remarks: list[str]
    created_at: datetime


class StudyOut(Schema):
    """A study with its series."""

    id: UUID
    case: UUID
    uid: str
    series: list[SeriesOut]
    created_at: datetime


class MeasurementOut(Schema):
    """A number with its UCUM unit; `place` says where in the series it can be looked at.

    comparator: `>=` where the true value is at least this (the scan cuts the structure), else empty.
    """

    quantity: str
    value: float
    comparator: str
    unit: str
    method: str
    place: dict[str, JsonValue] | None


class SegmentOut(Schema):
    """One structure. A withheld one (`is_abstained`) has no measurements; `remarks` say why.

    colour: `#rrggbb`, the same in every picture.
    """

    name: str
    text: str
    label: int
    colour: str
    snomed: str
    confidence: float
    disagreement: float
    is_abstained: bool
    remarks: list[str]
    measurements: list[MeasurementOut]


class FileOut(Schema):
    """A file made from a segmentation, to be fetched from `/artifacts/{artifact}/content`."""

    name: str
    artifact: UUID
    media_type: str
    size: int


class SegmentationOut(Schema):
    """One version of a series' segmentation."""

    id: UUID
    series: UUID
    case: UUID
    job: UUID
    version: int
    network: str
    remarks: list[str]
    segments: list[SegmentOut]
    files: list[FileOut]
    created_at: datetime


def series_out(series: Series, *, case: UUID, language: str) -> SeriesOut:
    """A series in the reader's language."""
    return SeriesOut(
        id=series.pk,
        study=series.study_id,
        case=case,
        uid=series.uid,
        volume=series.volume_id,
        instances=series.instances_id,
        facts=series.facts,
        remarks=_sentences(series.facts["remarks"], language=language),
        created_at=series.created_at,
    )


def study_out(study: Study, *, language: str) -> StudyOut:
    """A study in the reader's language."""
    series = [
        series_out(each, case=study.case_id, language=language) for each in study.series.all()
    ]
    return StudyOut(
        id=study.pk, case=study.case_id, uid=study.uid, series=series, created_at=study.created_at
    )


def segmentation_out(segmentation: Segmentation, *, language: str) -> SegmentationOut:
    """A segmentation in the reader's language."""
    return SegmentationOut(
        id=segmentation.pk,
        series=segmentation.series_id,
        case=segmentation.series.study.case_id,
        job=segmentation.job_id,
        version=segmentation.version,
        network=segmentation.network,
        remarks=_sentences(segmentation.remarks, language=language),
        segments=[
            _segment_out(segment, language=language) for segment in segmentation.segments.all()
        ],
        files=[
            FileOut(
                name=f.name,
                artifact=f.artifact_id,
                media_type=f.artifact.media_type,
                size=f.artifact.size,
            )
            for f in segmentation.files.all()
        ],
        created_at=segmentation.created_at,
    )


def network_out(
    manifest: NetworkManifest, *, card: str, is_available: bool, language: str
) -> NetworkOut:
    """A network over the wire."""
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


def _segment_out(segment: Segment, *, language: str) -> SegmentOut:
    return SegmentOut(
        name=segment.name,
        text=text(f"organ-{segment.name}", language=language),
        label=segment.label,
        colour=colour_of(segment.name).lower(),
        snomed=segment.snomed,
        confidence=segment.confidence,
        disagreement=segment.disagreement,
        is_abstained=segment.is_abstained,
        remarks=_sentences(segment.remarks, language=language),
        measurements=[
            MeasurementOut(
                quantity=m.quantity,
                value=m.value,
                comparator=m.comparator,
                unit=m.unit,
                method=m.method,
                place=m.place,
            )
            for m in segment.measurements.all()
        ],
    )


def _sentences(remarks: list[dict[str, JsonValue]], *, language: str) -> list[str]:
    return [Remark.model_validate(remark).in_language(language) for remark in remarks]
