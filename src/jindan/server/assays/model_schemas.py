"""Omics models as they go over the wire."""

from ninja import Schema

from jindan.catalogue import text
from jindan.omics.assessment import class_name, feature_name, view_name
from jindan.omics.manifest import Feature, Manifest
from jindan.server.kit.schemas import NoteOut


class PanelOut(Schema):
    """One view of a model and how many features it has."""

    name: str
    text: str
    features: int
    min_coverage: float


class FigureOut(Schema):
    """A figure of merit with its spread. `how` says on which patients."""

    name: str
    value: float
    sd: float
    how: str


class FeatureOut(Schema):
    """One feature of a panel. `keys` are the names it may bear in a table, compared by their letters and digits.

    low, high: the range seen in training.
    """

    name: str
    text: str
    unit: str
    keys: list[str]
    low: float
    high: float


class PanelFeaturesOut(Schema):
    """What a panel reads, in order."""

    name: str
    features: list[FeatureOut]


class OmicsModelOut(Schema):
    """A model that is installed here: what it answers, from what, how well, and its limits."""

    name: str
    version: str
    title: str
    task: str
    classes: list[str]
    positive: str
    positive_text: str
    patients: int
    panels: list[PanelOut]
    is_usable: bool
    figures: list[FigureOut]
    limits: list[NoteOut]
    licence: str
    citation: str


class OmicsModelCardOut(Schema):
    """A model whole: what each panel reads, and the card as it was written when the model was trained."""

    model: OmicsModelOut
    panels: list[PanelFeaturesOut]
    card: str


def model_out(manifest: Manifest, *, language: str) -> OmicsModelOut:
    """Return a model as it is shown."""
    return OmicsModelOut(
        name=manifest.name,
        version=manifest.version,
        title=manifest.title_ko if language == "ko" else manifest.title_en,
        task=manifest.task,
        classes=list(manifest.classes),
        positive=manifest.positive,
        positive_text=class_name(manifest.positive, language=language),
        patients=manifest.training.patients,
        panels=[
            PanelOut(
                name=v.name,
                text=view_name(v.name, language=language),
                features=len(v.features),
                min_coverage=v.min_coverage,
            )
            for v in manifest.views
        ],
        is_usable=manifest.is_usable,
        figures=[
            FigureOut(
                name=f.name,
                value=f.value,
                sd=f.sd,
                how=text(f"omics-how-{f.how}", language=language),
            )
            for f in manifest.figures
        ],
        limits=[_limit_out(limit, language=language) for limit in manifest.limits],
        licence=manifest.training.licence,
        citation=manifest.training.citation,
    )


def model_card_out(manifest: Manifest, *, card: str, language: str) -> OmicsModelCardOut:
    """Return a model with its panels and its card."""
    return OmicsModelCardOut(
        model=model_out(manifest, language=language),
        panels=[
            PanelFeaturesOut(
                name=view.name,
                features=[_feature_out(feature, language=language) for feature in view.features],
            )
            for view in manifest.views
        ],
        card=card,
    )


def _limit_out(limit: str, *, language: str) -> NoteOut:
    return NoteOut(code=limit, values={}, text=text(f"omics-limit-{limit}", language=language))


def _feature_out(feature: Feature, *, language: str) -> FeatureOut:
    return FeatureOut(
        name=feature.name,
        text=feature_name(feature.name, language=language),
        unit=feature.unit,
        keys=list(feature.keys),
        low=feature.low,
        high=feature.high,
    )
