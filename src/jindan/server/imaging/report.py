"""What a segmentation contributes to a report: sentences over its findings, the table of organs, key pictures."""

from collections.abc import Iterator

from jindan.catalogue import knows
from jindan.ct.drawing.colours import colour_of
from jindan.ct.examination import Examination, NetworkUsed, PictureKind
from jindan.ct.imported import ImportedSeries
from jindan.findings import codes
from jindan.findings.finding import Finding, FocusKind, with_code
from jindan.findings.values import Quantity
from jindan.report.blocks import Bar, Bars, Fact, FindingPicture, Statement
from jindan.report.building import Chapter, ColumnLayout, TableLayout, rows_by_focus, statement
from jindan.report.phrases import name_of
from jindan.report.provenance import ModelSummary, Run, Source, SourceFile, WeightsFile
from jindan.report.wording import Day, Phrase, Verbatim, Wording, note_phrase, phrase
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job

COLUMNS = (
    codes.VOLUME,
    codes.ATTENUATION_MEAN,
    codes.ATTENUATION_SD,
    codes.LONGEST_AXIAL_DIAMETER,
    codes.EXTENT_SUPERIOR_INFERIOR,
)
PICTURES = (PictureKind.AXIAL, PictureKind.CORONAL, PictureKind.SAGITTAL)
LIMITS = ("no-lesions", "organs-only", "other-protocols", "not-a-device")


def chapter_of(
    job: Job,
    *,
    subject: Subject,
    series: ImportedSeries,
    examination: Examination,
    findings: tuple[Finding, ...],
) -> Chapter:
    """Return what a report says of one segmentation. `findings` are those of the subject."""
    source = _source(job, subject=subject, series=series)
    return Chapter(
        kind="ct",
        source=source,
        findings=findings,
        statements=tuple(_statements(source, findings)),
        tables=(_organs(findings),),
        pictures=tuple(_pictures(subject, examination, findings)),
        notes=tuple(map(note_phrase, (*series.notes, *examination.notes))),
        model=_model(examination.network),
        runs=(_run(job, examination.network),),
    )


def facts_of(series: ImportedSeries) -> tuple[Fact, ...]:
    """Return how the scan was acquired, for the head of the report."""
    spacing = " × ".join(f"{side:.2f}" for side in series.spacing_mm)
    age, sex = series.age_years, series.sex
    facts: dict[str, Wording | None] = {
        "study-date": Day(on=series.acquired_on) if series.acquired_on else None,
        "modality": Verbatim(text=series.modality),
        "slices": Quantity(value=series.slices, decimals=0),
        "spacing": Verbatim(text=f"{spacing} mm"),
        "coverage": Quantity(value=series.z_extent_mm, decimals=0, unit="mm"),
        "contrast": phrase(f"ct-phase-{series.phase}"),
        "patient-age": phrase("ct-age", years=age) if age is not None else None,
        "patient-sex": Verbatim(text=sex) if sex else None,
    }
    return tuple(
        Fact(label=phrase(f"ct-fact-{name}"), value=value)
        for name, value in facts.items()
        if value is not None
    )


def picture_role(subject: Subject, kind: PictureKind) -> str:
    """Return the role of a picture, unique in its case."""
    return f"{subject.source.replace('/', '-')}-{kind}"


def _statements(source: Source, findings: tuple[Finding, ...]) -> Iterator[Statement]:
    volumes = with_code(findings, codes.VOLUME.name)
    means = with_code(findings, codes.ATTENUATION_MEAN.name)
    [count] = with_code(findings, codes.STRUCTURES_REPORTED.name).values()
    words = phrase("ct-statement-reported", reported=_reported(volumes), asked=len(volumes))
    yield statement(source, "reported", words, count)
    for name, volume in volumes.items():
        mean = means.get(name)
        said = (volume, mean) if mean else (volume,)
        yield statement(source, name, _sentence(volume, mean), *said)


def _reported(volumes: dict[str, Finding]) -> int:
    return sum(not volume.is_withheld for volume in volumes.values())


def _sentence(volume: Finding, mean: Finding | None) -> Phrase:
    organ = name_of(volume.focus)
    if volume.quantity is None:
        reason = note_phrase(volume.reason) if volume.reason else phrase("finding-status-withheld")
        return phrase("ct-statement-withheld", organ=organ, reason=reason)
    bound = "-at-least" if volume.quantity.comparator else ""  # the words say what the sign says
    size = volume.quantity.model_copy(update={"comparator": "", "value": volume.quantity.rounded})
    if mean is None or mean.quantity is None:
        return phrase(f"ct-statement-contents{bound}", organ=organ, volume=size)
    return phrase(f"ct-statement-volume{bound}", organ=organ, volume=size, mean=mean.quantity)


def _organs(findings: tuple[Finding, ...]) -> TableLayout:
    organs = [finding for finding in findings if finding.focus.kind is FocusKind.STRUCTURE]
    focuses = {finding.focus.name: finding.focus for finding in organs}
    colours = {name: colour_of(focus.text or name).lower() for name, focus in focuses.items()}
    labels = {name: name_of(focus) for name, focus in focuses.items()}
    volumes = with_code(findings, codes.VOLUME.name)
    return TableLayout(
        id="measurements",
        row_heading=phrase("ct-report-organ"),
        columns=tuple(
            ColumnLayout(
                id=measure.name,
                heading=phrase(measure.concept.key),
                code=measure.name,
                unit=measure.unit,
            )
            for measure in COLUMNS
        ),
        rows=rows_by_focus(organs, label=labels, swatch=colours),
        bars=Bars(
            caption=phrase("ct-report-volumes"),
            bars=tuple(
                Bar(finding=volume.id, label=labels[name], colour=colours[name])
                for name, volume in volumes.items()
            ),
        ),
    )


def _pictures(
    subject: Subject, examination: Examination, findings: tuple[Finding, ...]
) -> Iterator[FindingPicture]:
    shown = {picture.kind: picture for picture in examination.pictures}
    volumes = with_code(findings, codes.VOLUME.name).values()
    outlined = tuple(volume.id for volume in volumes if not volume.is_withheld)
    for kind in PICTURES:
        yield FindingPicture(
            role=picture_role(subject, kind),
            caption=note_phrase(shown[kind].caption),
            description=phrase(f"ct-picture-{kind}-description"),
            findings=outlined,
        )


def _source(job: Job, *, subject: Subject, series: ImportedSeries) -> Source:
    volume = job.inputs.select_related("artifact").get(role="volume").artifact
    name = Verbatim(text=f"CT {subject.number}")
    file = SourceFile(name=name, sha256=volume.sha256, parts=(series.slices,))
    return Source(id=subject.source, name=name, files=(file,))


def _model(network: NetworkUsed) -> ModelSummary:
    known = network.network if knows(f"ct-model-{network.network}-task") else "other"
    return ModelSummary(
        name=Verbatim(text=network.network),
        version=network.version,
        purpose=(phrase(f"ct-model-{known}-task"), phrase(f"ct-model-{known}-accuracy")),
        limits=tuple(phrase(f"ct-model-{limit}") for limit in LIMITS),
        citation=network.citation,
        licence=network.licence,
    )


def _run(job: Job, network: NetworkUsed) -> Run:
    return Run(
        kind=job.kind,
        version=job.version,
        params={**job.params, "runtime": f"{network.runtime} {network.runtime_version}"},
        weights=tuple(
            WeightsFile(name=file.file, version=network.version, sha256=file.sha256)
            for file in network.weights
        ),
    )
