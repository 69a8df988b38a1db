"""What an omics analysis takes and finds, as values: light to load, for those who only read them."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Note
from jindan.catalogue import knows, text

SCORES = "scores.csv"
"""The file of a cohort's answers."""


class Value(BaseModel):
    """A value that never changes."""

    model_config = ConfigDict(frozen=True)


class CohortParams(Value):
    """Which model is asked about every row, and how.

    orientation: what stands in rows; `auto` refuses a table that seems turned round. level: of the prediction set.
    overrides: ask a model that is no better than chance.
    """

    model: str
    orientation: Literal["auto", "specimens-in-rows", "features-in-rows"] = "auto"
    level: float = Field(0.9, gt=0.5, lt=1)
    overrides: bool = False


class RiskParams(CohortParams):
    """The same about one specimen: the row that is meant, empty where each table has one."""

    specimen: str = ""


class ModelUsed(Value):
    """The model that answered, so that it can be asked again."""

    name: str
    version: str
    parameters_sha256: str
    licence: str
    citation: str
    limits: tuple[str, ...]
    is_usable: bool
    patients: int


class ClassScore(Value):
    """One class: its probability with the 95 % interval, and whether it is in the prediction set.

    low, high: None where the model has no interval. p_value: how ordinary the specimen would be in this class.
    """

    name: str
    probability: float
    low: float | None
    high: float | None
    p_value: float
    is_possible: bool


class Contribution(Value):
    """What one feature adds to the log-odds of the likeliest class, and where its value stands in its file.

    table: the number of the file, from 1. word: what the value stands for where words are coded.
    standardised: the value in standard deviations of the training.
    """

    view: str
    feature: str
    value: float
    word: str
    unit: str
    standardised: float
    contribution: float
    table: int
    row: int
    column: str


class ViewQuality(Value):
    """How good the input of a view was, and how much it weighed.

    share: of the absolute contributions; None where they are not exact. p_value: likeness to the training.
    """

    view: str
    table: int
    features: int
    expected: int
    p_value: float
    weight: float
    share: float | None


class Neighbour(Value):
    """A training patient near this specimen: class, and distance in units of the spread of the training."""

    name: str
    distance: float


class ChartKind(StrEnum):
    """What a chart shows."""

    CONTRIBUTIONS = "contributions"
    CALIBRATION = "calibration"
    POSITION = "position"
    VIEWS = "views"


class Chart(Value):
    """One chart as a file."""

    name: str
    kind: ChartKind
    media_type: str
    language: str


class Assessment(Value):
    """What a model says of one specimen, or why it does not answer.

    abstentions: why no answer is given; the scores are then empty. set: classes that are possible at the level.
    """

    model: ModelUsed
    specimen: str
    positive: str
    scores: tuple[ClassScore, ...]
    level: float
    abstentions: tuple[Note, ...]
    contributions: tuple[Contribution, ...]
    others: float
    views: tuple[ViewQuality, ...]
    neighbours: tuple[Neighbour, ...]
    notes: tuple[Note, ...]
    charts: tuple[Chart, ...]

    @property
    def likeliest(self) -> ClassScore | None:
        """The class of highest probability, or None where there is no answer."""
        return max(self.scores, key=lambda score: score.probability) if self.scores else None


class CohortSummary(Value):
    """What a model says of many specimens. The answers themselves are in `scores.csv`."""

    model: ModelUsed
    specimens: int
    withheld: int
    per_class: dict[str, int]
    notes: tuple[Note, ...]


def class_name(name: str, *, language: str) -> str:
    """Return what a class is called, or its own name where the catalogue does not know it."""
    key = f"omics-class-{name}"
    return text(key, language=language) if knows(key) else name


def view_name(name: str, *, language: str) -> str:
    """Return what a panel is called, or its own name where the catalogue does not know it."""
    key = f"omics-view-{name}"
    return text(key, language=language) if knows(key) else name


def feature_name(name: str, *, language: str) -> str:
    """Return what a feature is called: symbols as they are, common words in the reader's language."""
    key = f"omics-feature-{name}"
    return text(key, language=language) if name.isalpha() and knows(key) else name
