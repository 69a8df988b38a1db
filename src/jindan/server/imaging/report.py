"""What a report says of a segmentation: sentences, table and pictures, each leading to what it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jindan.ct.drawing.colours import colour_of
from jindan.ct.findings import Examination, Kind, Measurement, Quantity, Segment
from jindan.ct.imported import ImportedSeries
from jindan.server.imaging.provenance import model_of, provenance_of
from jindan.server.jobs.models import Job
from jindan.typesetting import blocks
from jindan.typesetting.content import Draft, Header
from jindan.typesetting.wording import Phrase, Verbatim, phrase, remark_phrase
from jindan.typesetting.wording import Quantity as Figure

SERIES = "ct-1"
TABLE = "organs"
COLUMNS: Mapping[str, tuple[Quantity, str]] = {
    "volume": (Quantity.VOLUME, "mL"),
    "mean-hu": (Quantity.ATTENUATION_MEAN, "[hnsf'U]"),
    "sd-hu": (Quantity.ATTENUATION_SD, "[hnsf'U]"),
    "diameter": (Quantity.LONGEST_AXIAL_DIAMETER, "mm"),
    "extent": (Quantity.EXTENT_SUPERIOR_INFERIOR, "mm"),
}
HOLLOW = frozenset({"oesophagus", "stomach", "duodenum"})
"""Gas and food are inside the outline: their mean attenuation says nothing about the organ."""
PICTURES = (Kind.AXIAL, Kind.CORONAL, Kind.SAGITTAL, Kind.VOLUMES)
ACROSS = 2


@dataclass(frozen=True, kw_only=True)
class Findings:
    """One examined series, as its report needs it."""

    job: Job
    series: ImportedSeries
    examination: Examination

    def numbers(self, segment: Segment) -> dict[Quantity, Measurement]:
        """What was measured of a structure; nothing where it is withheld."""
        found = self.examination.measurements
        return {each.quantity: each for each in found if each.segment == segment.name}

    @property
    def reported(self) -> list[Segment]:
        """The structures with numbers."""
        return [segment for segment in self.examination.segments if self.numbers(segment)]


def draft_of(findings: Findings) -> Draft:
    """The whole content of a preliminary report."""
    return Draft(
        header=_header(findings),
        sections=(_conclusions(findings), _table(findings), _pictures(findings)),
        evidence=tuple(_evidence(findings)),
        models=(model_of(findings.examination.network),),
        provenance=provenance_of(
            findings.job, series=findings.series, found=findings.examination, source=SERIES
        ),
    )


def _header(findings: Findings) -> Header:
    case = findings.job.case
    return Header(
        title=phrase("ct-report-title"),
        organisation=Verbatim(text=case.organisation.name),
        patient_code=Verbatim(text=case.patient.code),
        case=Verbatim(text=case.title or str(case.pk)[:8]),
        facts=tuple(_facts(findings.series)),
    )


def _facts(series: ImportedSeries) -> Iterator[blocks.Fact]:
    spacing = " × ".join(f"{each:.2f}" for each in series.spacing_mm)
    told = {
        "modality": Verbatim(text=series.modality),
        "slices": Figure(value=series.slices, decimals=0),
        "spacing": Verbatim(text=f"{spacing} mm"),
        "coverage": Figure(value=series.z_extent_mm, decimals=0, unit="mm"),
        "contrast": phrase(f"ct-phase-{series.phase}"),
        "patient-age": Figure(value=series.age_years, decimals=0, unit="a")
        if series.age_years is not None
        else None,
        "patient-sex": Verbatim(text=series.sex) if series.sex else None,
    }
    for name, value in told.items():
        if value is not None:
            yield blocks.Fact(label=phrase(f"ct-fact-{name}"), value=value)


def _conclusions(findings: Findings) -> blocks.Section:
    statements = (
        _count(findings),
        *(_sentence(findings, segment) for segment in findings.examination.segments),
    )
    notices = [*findings.series.remarks, *findings.examination.remarks]
    return blocks.Section(
        id="findings",
        heading=phrase("ct-report-findings"),
        blocks=(
            blocks.Statements(statements=statements),
            blocks.Notices(notices=tuple(map(remark_phrase, notices))),
        ),
    )


def _count(findings: Findings) -> blocks.Statement:
    asked = findings.examination.segments
    words = phrase("ct-statement-reported", reported=len(findings.reported), asked=len(asked))
    return blocks.Statement(
        id="reported", words=words, evidence=tuple(f"{segment.name}-row" for segment in asked)
    )


def _sentence(findings: Findings, segment: Segment) -> blocks.Statement:
    numbers = findings.numbers(segment)
    if not numbers:
        words = phrase("ct-statement-withheld", organ=_organ(segment), reason=_reason(segment))
        return blocks.Statement(id=segment.name, words=words, evidence=(f"{segment.name}-row",))
    volume = numbers[Quantity.VOLUME]
    bound = "-at-least" if volume.comparator else ""
    words = phrase(
        f"ct-statement-{'contents' if segment.name in HOLLOW else 'volume'}{bound}",
        organ=_organ(segment),
        volume=Figure(value=volume.value, decimals=1, unit=volume.unit),
        mean=_figure(numbers[Quantity.ATTENUATION_MEAN]),
    )
    cited = (*(f"{segment.name}-{column}" for column in _said(segment)), f"{segment.name}-slice")
    return blocks.Statement(id=segment.name, words=words, evidence=cited)


def _said(segment: Segment) -> tuple[str, ...]:
    """The columns of the table that the sentence on a structure repeats."""
    return ("volume",) if segment.name in HOLLOW else ("volume", "mean-hu")


def _evidence(findings: Findings) -> Iterator[blocks.Evidence]:
    for segment in findings.examination.segments:
        label = phrase("ct-evidence-row", organ=_organ(segment))
        yield blocks.Evidence(
            id=f"{segment.name}-row",
            kind="table-row",
            target=f"{TABLE}/{segment.name}",
            label=label,
        )
    for segment in findings.reported:
        yield from _evidence_of(segment, findings.numbers(segment))


def _evidence_of(
    segment: Segment, numbers: Mapping[Quantity, Measurement]
) -> Iterator[blocks.Evidence]:
    for column in _said(segment):
        quantity = COLUMNS[column][0]
        yield blocks.Evidence(
            id=f"{segment.name}-{column}",
            kind="measurement",
            target=f"{TABLE}/{segment.name}/{column}",
            label=phrase(
                "ct-evidence-value",
                organ=_organ(segment),
                quantity=phrase(f"ct-column-{column}"),
                value=_figure(numbers[quantity]),
            ),
        )
    place = numbers[Quantity.VOLUME].place
    number, height_mm = place.slice_index + 1, place.ras_mm[2]
    yield blocks.Evidence(
        id=f"{segment.name}-slice",
        kind="slice",
        target=f"{SERIES}/{number}",
        label=phrase(
            "ct-evidence-slice",
            series=Verbatim(text="CT 1"),
            slice=number,
            side="S" if height_mm >= 0 else "I",
            distance=Figure(value=abs(height_mm), decimals=1, unit="mm"),
        ),
    )


def _table(findings: Findings) -> blocks.Section:
    columns = tuple(
        blocks.Column(id=column, heading=phrase(f"ct-column-{column}"), unit=unit)
        for column, (_, unit) in COLUMNS.items()
    )
    table = blocks.Table(
        id=TABLE,
        caption=phrase("ct-report-table-caption"),
        row_heading=phrase("ct-report-organ"),
        columns=columns,
        rows=tuple(
            _row(segment, findings.numbers(segment)) for segment in findings.examination.segments
        ),
    )
    return blocks.Section(
        id="measurements", heading=phrase("ct-report-measurements"), blocks=(table,)
    )


def _row(segment: Segment, numbers: Mapping[Quantity, Measurement]) -> blocks.Row:
    shown = {
        "id": segment.name,
        "label": _organ(segment),
        "swatch": colour_of(segment.name).lower(),
    }
    if not numbers:
        further = tuple(map(remark_phrase, segment.remarks[1:]))
        return blocks.Row(
            **shown, confidence=segment.confidence, withheld=_reason(segment), remarks=further
        )
    return blocks.Row(
        **shown,
        confidence=segment.confidence,
        cells=tuple(_figure(numbers[quantity]) for quantity, _ in COLUMNS.values()),
        remarks=tuple(map(remark_phrase, segment.remarks)),
    )


def _pictures(findings: Findings) -> blocks.Section:
    shown = {each.kind: each for each in findings.examination.pictures if each.kind in PICTURES}
    pictures = tuple(
        blocks.Picture(
            role=kind,
            caption=remark_phrase(shown[kind].caption),
            description=phrase(f"ct-picture-{kind}-description"),
        )
        for kind in PICTURES
    )
    return blocks.Section(
        id="pictures",
        heading=phrase("ct-report-key-pictures"),
        blocks=(blocks.Pictures(across=ACROSS, pictures=pictures),),
    )


def _organ(segment: Segment) -> Phrase:
    return phrase(f"organ-{segment.name}")


def _reason(segment: Segment) -> Phrase:
    """Why nothing is reported: the first remark of a structure that was withheld or not found."""
    return remark_phrase(segment.remarks[0])


def _figure(measurement: Measurement) -> Figure:
    return Figure(
        value=measurement.value,
        comparator=measurement.comparator.value,
        decimals=1,
        unit=measurement.unit,
    )
