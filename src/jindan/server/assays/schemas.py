"""Assays and risk scores as they go over the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.analysis import Note
from jindan.findings.codes import (
    CLASSES_POSSIBLE,
    CONTRIBUTION,
    FEATURES_EXPECTED,
    FEATURES_GIVEN,
    LIKENESS,
    STANDARDISED,
)
from jindan.omics.assessment import (
    Assessment,
    CohortSummary,
    class_name,
    feature_name,
    view_name,
)
from jindan.omics.findings import MEASURED
from jindan.server.accounts.models import User
from jindan.server.artifacts.queries import may_read_all
from jindan.server.assays.models import Assay, CohortScore, RiskScore
from jindan.server.assays.queries import label_for
from jindan.server.assays.spoken import Spoken
from jindan.server.findings.queries import findings_of
from jindan.server.findings.schemas import FindingOut
from jindan.server.kit.schemas import NoteOut, note_out


class AssayOut(Schema):
    """One technique applied to one specimen, with the table it gave."""

    id: UUID
    specimen: str
    panel: str
    model: str
    table: UUID
    created_at: datetime


class ClassOut(Schema):
    """One class: the finding of its probability, and whether it is in the prediction set."""

    name: str
    text: str
    finding: FindingOut
    is_possible: bool


class ContributionOut(Schema):
    """A feature: its value, that value in standard deviations of the training, and what it adds to the log-odds.

    The place of each is the cell of the table.
    """

    panel: str
    feature: str
    text: str
    value: FindingOut
    standardised: FindingOut
    contribution: FindingOut


class PanelQualityOut(Schema):
    """How much of a panel was there, how similar it was to the training (a p-value), and how much it weighed.

    share: of the absolute contributions; null where they are not exact.
    """

    name: str
    text: str
    given: FindingOut
    expected: FindingOut
    likeness: FindingOut
    weight: float
    share: float | None


class NeighbourOut(Schema):
    """A patient of the training near this specimen. `distance` in units of the spread of the training."""

    name: str
    text: str
    distance: float


class ChartOut(Schema):
    """A chart as a file."""

    name: str
    artifact: UUID
    media_type: str
    size: int


class RiskScoreOut(Schema):
    """The answer of a model about a specimen. Where it abstained, `is_withheld` is set and `abstentions` say why.

    source: how places and reports name it. report: the newest report on it; null while none is drafted.
    possible: how many classes are in the prediction set; null where the model abstained.
    others: what all features beyond those of `contributions` add together.
    """

    id: UUID
    case: UUID
    job: UUID
    source: str
    report: UUID | None
    specimen: str
    model: str
    version: str
    positive: str
    is_withheld: bool
    abstentions: list[NoteOut]
    level: float
    classes: list[ClassOut]
    possible: FindingOut | None
    contributions: list[ContributionOut]
    others: float
    panels: list[PanelQualityOut]
    neighbours: list[NeighbourOut]
    notes: list[NoteOut]
    files: list[ChartOut]
    created_at: datetime


class CohortScoreOut(Schema):
    """What a model said of every row: counts here, the answers in the file `scores`, null where it is hidden."""

    id: UUID
    job: UUID
    model: str
    version: str
    specimens: int
    withheld: int
    per_class: dict[str, int]
    notes: list[NoteOut]
    scores: UUID | None
    created_at: datetime


def assay_out(assay: Assay, *, to: User) -> AssayOut:
    """Return an assay as this reader may see it."""
    is_own = assay.table.created_by_id == to.pk
    return AssayOut(
        id=assay.pk,
        specimen=label_for(assay.specimen, is_own=is_own, to=to),
        panel=assay.panel.name,
        model=f"{assay.panel.model} {assay.panel.version}",
        table=assay.table_id,
        created_at=assay.created_at,
    )


def risk_score_out(score: RiskScore, *, to: User, language: str) -> RiskScoreOut:
    """Return a risk score in the reader's language, as they may see it."""
    assessment = score.assessment
    label = label_for(score.specimen, is_own=score.job.requested_by_id == to.pk, to=to)
    findings = Spoken(findings_of(score.subject), specimen=label, language=language)
    report = next(iter(score.subject.reports.all()), None)
    return RiskScoreOut(
        id=score.pk,
        case=score.case_id,
        job=score.job_id,
        source=score.subject.source,
        report=report.pk if report else None,
        specimen=label,
        model=score.model,
        version=score.version,
        positive=assessment.positive,
        is_withheld=not assessment.scores,
        abstentions=_notes(assessment.abstentions, language=language),
        level=assessment.level,
        classes=_classes(assessment, findings),
        possible=next(iter(findings.of(CLASSES_POSSIBLE.name)), None),
        contributions=_contributions(assessment, findings),
        others=assessment.others,
        panels=_panels(assessment, findings),
        neighbours=_neighbours(assessment, language=language),
        notes=_notes(assessment.notes, language=language),
        files=[
            ChartOut(
                name=file.name,
                artifact=file.artifact_id,
                media_type=file.artifact.media_type,
                size=file.artifact.size,
            )
            for file in score.files.all()
        ],
        created_at=score.created_at,
    )


def cohort_score_out(score: CohortScore, *, to: User, language: str) -> CohortScoreOut:
    """Return the counts of a cohort's answers."""
    summary = CohortSummary.model_validate(score.summary)
    return CohortScoreOut(
        id=score.pk,
        job=score.job_id,
        model=summary.model.name,
        version=summary.model.version,
        specimens=summary.specimens,
        withheld=summary.withheld,
        per_class=summary.per_class,
        notes=_notes(summary.notes, language=language),
        scores=score.scores_id if may_read_all([score.scores], by=to) else None,
        created_at=score.created_at,
    )


def _classes(assessment: Assessment, findings: Spoken) -> list[ClassOut]:
    return [
        ClassOut(
            name=score.name,
            text=class_name(score.name, language=findings.language),
            finding=finding,
            is_possible=score.is_possible,
        )
        for score, finding in zip(assessment.scores, findings.probabilities(), strict=True)
    ]


def _contributions(assessment: Assessment, findings: Spoken) -> list[ContributionOut]:
    rows = zip(
        assessment.contributions,
        findings.of(MEASURED),
        findings.of(STANDARDISED.name),
        findings.of(CONTRIBUTION.name),
        strict=True,
    )
    return [
        ContributionOut(
            panel=part.view,
            feature=part.feature,
            text=feature_name(part.feature, language=findings.language),
            value=value,
            standardised=standardised,
            contribution=contribution,
        )
        for part, value, standardised, contribution in rows
    ]


def _panels(assessment: Assessment, findings: Spoken) -> list[PanelQualityOut]:
    rows = zip(
        assessment.views,
        findings.of(FEATURES_GIVEN.name),
        findings.of(FEATURES_EXPECTED.name),
        findings.of(LIKENESS.name),
        strict=True,
    )
    return [
        PanelQualityOut(
            name=view.view,
            text=view_name(view.view, language=findings.language),
            given=given,
            expected=expected,
            likeness=likeness,
            weight=view.weight,
            share=view.share,
        )
        for view, given, expected, likeness in rows
    ]


def _neighbours(assessment: Assessment, *, language: str) -> list[NeighbourOut]:
    return [
        NeighbourOut(
            name=neighbour.name,
            text=class_name(neighbour.name, language=language),
            distance=neighbour.distance,
        )
        for neighbour in assessment.neighbours
    ]


def _notes(notes: tuple[Note, ...], *, language: str) -> list[NoteOut]:
    return [note_out(note, language=language) for note in notes]
