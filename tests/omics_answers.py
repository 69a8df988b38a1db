"""Assessments made by code, without a model."""

from jindan.analysis import Note
from jindan.omics.assessment import Assessment, ClassScore, Contribution, ModelUsed, ViewQuality

MODEL = ModelUsed(
    name="phantom",
    version="1",
    parameters_sha256="0" * 64,
    licence="none",
    citation="none",
    limits=("research",),
    is_usable=True,
    patients=100,
)
VIEW = ViewQuality(
    view="urine", table=1, features=6, expected=6, p_value=0.4, weight=0.8, share=1.0
)


def answered():
    """A probability of 62 % with an interval, and one feature that it rests on."""
    part = Contribution(
        view="urine", feature="LYVE1", value=4.8, word="", unit="ng/mL", standardised=0.77,
        contribution=1.0, table=1, row=2, column="E",
    )  # fmt: skip
    scores = (
        ClassScore(name="no-pancreatic-cancer", probability=0.38, low=0.24, high=0.54, p_value=0.05, is_possible=False),
        ClassScore(name="pancreatic-cancer", probability=0.62, low=0.46, high=0.76, p_value=0.4, is_possible=True),
    )  # fmt: skip
    return _assessment(scores=scores, abstentions=(), contributions=(part,))


def abstained():
    """No number, because a value is impossible."""
    values = {"feature": "age", "row": 2, "column": "B", "low": "26", "high": "89"}
    reason = Note(code="omics-value-impossible", values=values)
    return _assessment(scores=(), abstentions=(reason,), contributions=())


def _assessment(**parts):
    return Assessment(
        model=MODEL, specimen="S1", positive="pancreatic-cancer", level=0.9, others=0.1, views=(VIEW,),
        neighbours=(), notes=(), charts=(), **parts,
    )  # fmt: skip
