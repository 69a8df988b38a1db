"""What a risk score contributes to a report: sentences over its findings, three tables, charts."""

from collections.abc import Iterator

from jindan.catalogue import knows
from jindan.findings import codes
from jindan.findings.finding import Finding, with_code
from jindan.findings.values import Probability, Quantity, percent
from jindan.omics.assessment import Assessment, ChartKind
from jindan.omics.findings import ANSWER, MEASURED
from jindan.report.blocks import CellPart, Fact, FindingPicture, Statement
from jindan.report.building import Chapter, ColumnLayout, RowLayout, TableLayout, statement
from jindan.report.phrases import name_of
from jindan.report.provenance import ModelSummary, Run, Source, SourceFile, WeightsFile
from jindan.report.wording import Phrase, Verbatim, note_phrase, phrase
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job

PICTURES = (
    ChartKind.CONTRIBUTIONS,
    ChartKind.CALIBRATION,
    ChartKind.POSITION,
    ChartKind.VIEWS,
)
MOST_REASONS = 3


def chapter_of(
    job: Job, *, subject: Subject, assessment: Assessment, findings: tuple[Finding, ...]
) -> Chapter:
    """Return what a report says of one risk score. `findings` are those of the subject."""
    source = _source(job, subject=subject)
    answer = [finding for finding in findings if finding.code.name == ANSWER]
    if answer:
        statements = tuple(_abstention(source, answer[0], assessment=assessment))
    else:
        statements = tuple(_answer(source, findings, assessment=assessment))
    return Chapter(
        kind="omics",
        source=source,
        findings=findings,
        statements=statements,
        tables=tuple(layout for layout in _tables(findings) if layout.rows),
        pictures=tuple(_pictures(subject, assessment, findings)),
        notes=tuple(map(note_phrase, assessment.notes)),
        model=_model(assessment),
        runs=(_run(job, assessment),),
    )


def facts_of(assessment: Assessment) -> tuple[Fact, ...]:
    """Return model and specimen, for the head of the report."""
    model = assessment.model
    facts = {
        "model": Verbatim(text=f"{model.name} {model.version}"),
        "patients": Quantity(value=model.patients, decimals=0),
        "specimen": Verbatim(text=assessment.specimen),
    }
    return tuple(
        Fact(label=phrase(f"omics-fact-{name}"), value=value) for name, value in facts.items()
    )


def picture_role(subject: Subject, kind: ChartKind) -> str:
    """Return the role of a chart, unique in its case."""
    return f"{subject.source.replace('/', '-')}-{kind}"


def _abstention(source: Source, answer: Finding, *, assessment: Assessment) -> Iterator[Statement]:
    yield statement(source, "abstained", phrase("omics-statement-withheld"), answer)
    for number, reason in enumerate(assessment.abstentions, start=1):
        yield statement(source, f"reason-{number}", note_phrase(reason), answer)


def _answer(
    source: Source, findings: tuple[Finding, ...], *, assessment: Assessment
) -> Iterator[Statement]:
    classes = _classes(findings)
    for finding, score in zip(classes, assessment.scores, strict=True):
        if score.name == assessment.positive:
            yield statement(source, "risk", _risk(finding), finding)
    [possible] = with_code(findings, codes.CLASSES_POSSIBLE.name).values()
    yield statement(source, "possible", _possible(classes, assessment), possible)
    likeliest = max(classes, key=_probability)
    contributions = with_code(findings, codes.CONTRIBUTION.name).values()
    for number, finding in enumerate(list(contributions)[:MOST_REASONS], start=1):
        yield statement(source, f"reason-{number}", _reason(finding, likeliest), finding)


def _risk(finding: Finding) -> Phrase:
    value = finding.value
    if not isinstance(value, Probability):
        message = f"{finding.id} is no probability"
        raise TypeError(message)
    words = {"class": name_of(finding.code), "probability": percent(value.value)}
    if value.low is None or value.high is None:
        return phrase("omics-statement-risk", **words)
    return phrase(
        "omics-statement-risk-interval",
        **words,
        low=percent(value.low),
        high=percent(value.high),
    )


def _possible(classes: list[Finding], assessment: Assessment) -> Phrase:
    pairs = zip(classes, assessment.scores, strict=True)
    names = [name_of(finding.code) for finding, score in pairs if score.is_possible]
    count = len(names)
    key = {0: "none", 1: "one"}.get(count, "several")
    level = Quantity(value=100 * assessment.level, decimals=0, unit="%")
    first = {"first": names[0]} if count else {}
    return phrase(f"omics-statement-{key}", level=level, count=count, **first)


def _reason(finding: Finding, likeliest: Finding) -> Phrase:
    place, quantity = finding.place, finding.quantity
    if place is None or place.kind != "cell" or quantity is None:
        message = f"{finding.id} has no cell"
        raise TypeError(message)
    side = "for" if quantity.value > 0 else "against"
    return phrase(
        f"omics-statement-{side}",
        feature=name_of(finding.focus),
        row=str(place.row),
        column=place.column,
        table=place.table,
        amount=quantity.model_copy(update={"value": abs(quantity.value)}),
        **{"class": name_of(likeliest.code)},
    )


def _tables(findings: tuple[Finding, ...]) -> Iterator[TableLayout]:
    yield TableLayout(
        id="scores",
        row_heading=phrase("omics-column-class"),
        columns=(
            _column("probability", code="probability", unit="%"),
            _column("low", code="probability", part=CellPart.LOW, unit="%"),
            _column("high", code="probability", part=CellPart.HIGH, unit="%"),
        ),
        rows=tuple(
            RowLayout(id=f"class-{n}", label=name_of(f.code), findings={"probability": f})
            for n, f in enumerate(_classes(findings), start=1)
        ),
    )
    yield TableLayout(
        id="features",
        row_heading=phrase("omics-column-feature"),
        columns=(
            _column("value", code=MEASURED),
            _column(codes.STANDARDISED.name, code=codes.STANDARDISED.name, unit="1"),
            _column(codes.CONTRIBUTION.name, code=codes.CONTRIBUTION.name, unit="1"),
            _column("place", code=MEASURED, part=CellPart.PLACE),
        ),
        rows=_rows(findings, code=codes.CONTRIBUTION.name, id="feature"),
    )
    yield TableLayout(
        id="views",
        row_heading=phrase("omics-column-view"),
        columns=tuple(
            _column(name, code=measure.name, unit="1")
            for name, measure in (
                ("given", codes.FEATURES_GIVEN),
                ("expected", codes.FEATURES_EXPECTED),
                ("likeness", codes.LIKENESS),
            )
        ),
        rows=_rows(findings, code=codes.LIKENESS.name, id="view"),
    )


def _rows(findings: tuple[Finding, ...], *, code: str, id: str) -> tuple[RowLayout, ...]:
    """Return a row for each focus that has a finding of this code."""
    groups: dict[str, dict[str, Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.focus.name, {})[finding.code.name] = finding
    named = [group for group in groups.values() if code in group]
    return tuple(
        RowLayout(id=f"{id}-{n}", label=name_of(group[code].focus), findings=group)
        for n, group in enumerate(named, start=1)
    )


def _column(
    name: str, *, code: str, part: CellPart = CellPart.VALUE, unit: str | None = None
) -> ColumnLayout:
    heading = phrase(f"omics-column-{name}")
    return ColumnLayout(id=name, heading=heading, code=code, part=part, unit=unit)


def _classes(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if isinstance(finding.value, Probability)]


def _probability(finding: Finding) -> float:
    return finding.value.value if isinstance(finding.value, Probability) else 0.0


def _pictures(
    subject: Subject, assessment: Assessment, findings: tuple[Finding, ...]
) -> Iterator[FindingPicture]:
    drawn = {chart.kind for chart in assessment.charts}
    scores = tuple(finding.id for finding in _classes(findings))
    shown = {
        ChartKind.CONTRIBUTIONS: _ids(findings, codes.CONTRIBUTION.name),
        ChartKind.VIEWS: _ids(findings, codes.LIKENESS.name),
    }
    for kind in PICTURES:
        if kind in drawn:
            yield FindingPicture(
                role=picture_role(subject, kind),
                caption=phrase(f"omics-picture-{kind}"),
                description=phrase(f"omics-picture-{kind}-description"),
                findings=shown.get(kind, scores),
            )


def _ids(findings: tuple[Finding, ...], code: str) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings if finding.code.name == code)


def _source(job: Job, *, subject: Subject) -> Source:
    inputs = job.inputs.select_related("artifact").order_by("role")
    return Source(
        id=subject.source,
        name=phrase("omics-assay", number=subject.number),
        files=tuple(
            SourceFile(name=phrase("omics-source", number=number), sha256=given.artifact.sha256)
            for number, given in enumerate(inputs, start=1)
        ),
    )


def _model(assessment: Assessment) -> ModelSummary:
    model = assessment.model
    return ModelSummary(
        name=Verbatim(text=model.name),
        version=model.version,
        purpose=(phrase("omics-model-purpose"),),
        limits=tuple(
            phrase(f"omics-limit-{limit}")
            for limit in model.limits
            if knows(f"omics-limit-{limit}")
        ),
        citation=model.citation,
        licence=model.licence,
    )


def _run(job: Job, assessment: Assessment) -> Run:
    model = assessment.model
    weights = WeightsFile(
        name="parameters.json", version=model.version, sha256=model.parameters_sha256
    )
    return Run(kind=job.kind, version=job.version, params=job.params, weights=(weights,))
