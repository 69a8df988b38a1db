"""What a model says of a specimen, as findings: probabilities, contributions of features, quality of panels."""

from collections.abc import Iterator

from jindan.catalogue import knows
from jindan.findings import codes
from jindan.findings.codes import OWN, Measure
from jindan.findings.finding import Finding, FindingStatus, Focus, FocusKind, MadeBy
from jindan.findings.places import CellPlace
from jindan.findings.values import (
    LONGEST_NAME,
    Coding,
    Concept,
    Probability,
    Quantity,
    TextValue,
)
from jindan.omics.assessment import Assessment, ClassScore, Contribution, ViewQuality

ANSWER, MEASURED = "answer", "measured-value"
INTERVAL_LEVEL = 0.95


def findings_of(assessment: Assessment) -> tuple[Finding, ...]:
    """Return the findings of a risk score. Where the model abstained, it is one that is withheld with the reason."""
    scores = tuple(_scores(assessment)) if assessment.scores else (_abstention(assessment),)
    return (*scores, *_contributions(assessment), *_panels(assessment))


def made_by(assessment: Assessment) -> MadeBy:
    """Return the model that answered."""
    model = assessment.model
    return MadeBy(name=model.name, version=model.version, sha256=model.parameters_sha256)


def _abstention(assessment: Assessment) -> Finding:
    return Finding(
        id=ANSWER,
        focus=_specimen(assessment),
        code=Concept(name=ANSWER, coding=Coding(system=OWN, code=ANSWER), key="omics-answer"),
        value=None,
        status=FindingStatus.WITHHELD,
        reason=assessment.abstentions[0],
        notes=assessment.abstentions[1:],
    )


def _scores(assessment: Assessment) -> Iterator[Finding]:
    measured = tuple(
        _feature_id(number, MEASURED) for number, _ in enumerate(assessment.contributions, start=1)
    )
    for number, score in enumerate(assessment.scores, start=1):
        yield Finding(
            id=_class_id(number),
            focus=_specimen(assessment),
            code=_class(score, assessment=assessment),
            value=Probability(
                value=score.probability, low=score.low, high=score.high, level=INTERVAL_LEVEL
            ),
            derived_from=measured,
        )
    yield Finding(
        id="classes-possible",
        focus=_specimen(assessment),
        code=codes.CLASSES_POSSIBLE.concept,
        value=codes.CLASSES_POSSIBLE.of(sum(score.is_possible for score in assessment.scores)),
        derived_from=tuple(_class_id(n) for n, _ in enumerate(assessment.scores, start=1)),
    )


def _contributions(assessment: Assessment) -> Iterator[Finding]:
    """Yield each feature with its contribution, which is one to the probability of the likeliest class."""
    probabilities = [score.probability for score in assessment.scores]
    likeliest = probabilities.index(max(probabilities)) + 1 if probabilities else None
    for number, part in enumerate(assessment.contributions, start=1):
        focus = _feature(part)
        measured = _feature_id(number, MEASURED)
        explained = (_class_id(likeliest),) if likeliest else ()
        place = CellPlace(table=part.table, row=part.row, column=part.column)
        yield Finding(
            id=measured,
            focus=focus,
            code=Concept(
                name=MEASURED, coding=Coding(system=OWN, code=MEASURED), key="omics-column-value"
            ),
            value=_measured(part),
            place=place,
        )
        for measure, value, origin in (
            (codes.STANDARDISED, part.standardised, (measured,)),
            (codes.CONTRIBUTION, part.contribution, (measured, *explained)),
        ):
            yield Finding(
                id=_feature_id(number, measure.name),
                focus=focus,
                code=measure.concept,
                value=measure.of(value),
                place=place,
                derived_from=origin,
            )


def _measured(part: Contribution) -> TextValue | Quantity:
    return TextValue(text=part.word) if part.word else codes.measured(part.value, unit=part.unit)


def _panels(assessment: Assessment) -> Iterator[Finding]:
    for number, view in enumerate(assessment.views, start=1):
        key = f"omics-view-{view.view}"
        words = {"key": key} if knows(key) else {"text": view.view}
        focus = Focus(kind=FocusKind.PANEL, name=view.view[:LONGEST_NAME], **words)
        for measure, value in _quality(view):
            yield Finding(
                id=f"panel-{number}/{measure.name}",
                focus=focus,
                code=measure.concept,
                value=measure.of(value),
            )


def _quality(view: ViewQuality) -> tuple[tuple[Measure, float], ...]:
    return (
        (codes.FEATURES_GIVEN, view.features),
        (codes.FEATURES_EXPECTED, view.expected),
        (codes.LIKENESS, view.p_value),
    )


def _class_id(number: int) -> str:
    return f"class-{number}"


def _feature_id(number: int, code: str) -> str:
    return f"feature-{number}/{code}"


def _specimen(assessment: Assessment) -> Focus:
    if assessment.specimen:
        return Focus(kind=FocusKind.SPECIMEN, name="specimen", text=assessment.specimen)
    return Focus(kind=FocusKind.SPECIMEN, name="specimen", key="omics-fact-specimen")


def _class(score: ClassScore, *, assessment: Assessment) -> Concept:
    """Return the class with a code of its model: the same class of another model is another thing."""
    coding = Coding(system=f"urn:jindan:model:{assessment.model.name}", code=score.name)
    key = f"omics-class-{score.name}"
    words = {"key": key} if knows(key) else {"text": score.name}
    name = f"class {score.name}"  # a model may call a class as we call a measure
    return Concept(name=name[:LONGEST_NAME], coding=coding, **words)


def _feature(part: Contribution) -> Focus:
    """Return a feature of a panel, by the catalogue's word for it where it is a word and not a symbol."""
    key = f"omics-feature-{part.feature}"
    words = {"key": key} if part.feature.isalpha() and knows(key) else {"text": part.feature}
    name = f"{part.view} {part.feature}"  # two panels may hold a feature of one name
    return Focus(kind=FocusKind.ANALYTE, name=name[:LONGEST_NAME], **words)
