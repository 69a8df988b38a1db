"""Assays and risk scores as they go over the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.analysis import Remark
from jindan.omics.findings import (
    Assessment,
    CohortSummary,
    class_name,
    feature_name,
    view_name,
)
from jindan.server.assays.models import Assay, CohortScore, RiskScore


class AssayOut(Schema):
    """One technique applied to one specimen, with the table it gave."""

    id: UUID
    specimen: str
    panel: str
    model: str
    table: UUID
    created_at: datetime


class ClassOut(Schema):
    """One class with its probability and 95 % interval; `is_possible`: in the prediction set."""

    name: str
    text: str
    probability: float
    low: float | None
    high: float | None
    is_possible: bool


class ContributionOut(Schema):
    """What one feature adds to the log-odds of the likeliest class, and where its value stands in its table.

    word: what the value stands for where words are coded. standardised: in standard deviations of the training.
    """

    panel: str
    feature: str
    text: str
    value: float
    word: str
    unit: str
    standardised: float
    contribution: float
    table: int
    row: int
    column: str


class PanelQualityOut(Schema):
    """How much of a panel was found, how familiar it was to the model (`likeness`, a p-value), and how much it weighed.

    share: of the absolute contributions; null where they are not exact.
    """

    name: str
    text: str
    features: int
    expected: int
    likeness: float
    weight: float
    share: float | None


class NeighbourOut(Schema):
    """A patient of the training near this specimen; `distance` in units of the spread of the training."""

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
    """What a model said of a specimen; where it abstained there is no number, and `abstentions` say why.

    others: what all features beyond those of `contributions` add together.
    """

    id: UUID
    case: UUID
    job: UUID
    specimen: str
    model: str
    version: str
    positive: str
    probability: float | None
    low: float | None
    high: float | None
    is_abstained: bool
    abstentions: list[str]
    level: float
    classes: list[ClassOut]
    contributions: list[ContributionOut]
    others: float
    panels: list[PanelQualityOut]
    neighbours: list[NeighbourOut]
    remarks: list[str]
    files: list[ChartOut]
    created_at: datetime


class CohortScoreOut(Schema):
    """What a model said of every row: counts here, the answers in the file `scores`."""

    id: UUID
    job: UUID
    model: str
    version: str
    specimens: int
    abstained: int
    per_class: dict[str, int]
    remarks: list[str]
    scores: UUID
    created_at: datetime


def assay_out(assay: Assay) -> AssayOut:
    """An assay as it is shown."""
    return AssayOut(
        id=assay.pk,
        specimen=assay.specimen.label,
        panel=assay.panel.name,
        model=f"{assay.panel.model} {assay.panel.version}",
        table=assay.table_id,
        created_at=assay.created_at,
    )


def risk_score_out(score: RiskScore, *, language: str) -> RiskScoreOut:
    """A risk score as it is shown, sentences in the reader's language."""
    found = Assessment.model_validate(score.assessment)
    return RiskScoreOut(
        id=score.pk,
        case=score.specimen.case_id,
        job=score.job_id,
        specimen=score.specimen.label,
        model=score.model,
        version=score.version,
        positive=score.positive,
        probability=score.probability,
        low=score.low,
        high=score.high,
        is_abstained=score.is_abstained,
        abstentions=_sentences(found.abstentions, language=language),
        level=found.level,
        classes=_classes(found, language=language),
        contributions=_contributions(found, language=language),
        others=found.others,
        panels=_panels(found, language=language),
        neighbours=_neighbours(found, language=language),
        remarks=_sentences(found.remarks, language=language),
        files=[
            ChartOut(
                name=f.name,
                artifact=f.artifact_id,
                media_type=f.artifact.media_type,
                size=f.artifact.size,
            )
            for f in score.files.all()
        ],
        created_at=score.created_at,
    )


def cohort_score_out(score: CohortScore, *, language: str) -> CohortScoreOut:
    """The counts of a cohort's answers."""
    found = CohortSummary.model_validate(score.summary)
    return CohortScoreOut(
        id=score.pk,
        job=score.job_id,
        model=found.model.name,
        version=found.model.version,
        specimens=found.specimens,
        abstained=found.abstained,
        per_class=found.per_class,
        remarks=_sentences(found.remarks, language=language),
        scores=score.scores_id,
        created_at=score.created_at,
    )


def _classes(found: Assessment, *, language: str) -> list[ClassOut]:
    return [
        ClassOut(
            name=each.name,
            text=class_name(each.name, language=language),
            probability=each.probability,
            low=each.low,
            high=each.high,
            is_possible=each.is_possible,
        )
        for each in found.scores
    ]


def _contributions(found: Assessment, *, language: str) -> list[ContributionOut]:
    return [
        ContributionOut(
            panel=each.view,
            feature=each.feature,
            text=feature_name(each.feature, language=language),
            value=each.value,
            word=each.word,
            unit=each.unit,
            standardised=each.standardised,
            contribution=each.contribution,
            table=each.table,
            row=each.row,
            column=each.column,
        )
        for each in found.contributions
    ]


def _panels(found: Assessment, *, language: str) -> list[PanelQualityOut]:
    return [
        PanelQualityOut(
            name=each.view,
            text=view_name(each.view, language=language),
            features=each.features,
            expected=each.expected,
            likeness=each.p_value,
            weight=each.weight,
            share=each.share,
        )
        for each in found.views
    ]


def _neighbours(found: Assessment, *, language: str) -> list[NeighbourOut]:
    return [
        NeighbourOut(
            name=each.name,
            text=class_name(each.name, language=language),
            distance=each.distance,
        )
        for each in found.neighbours
    ]


def _sentences(remarks: tuple[Remark, ...], *, language: str) -> list[str]:
    return [remark.in_language(language) for remark in remarks]
