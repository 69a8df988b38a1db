"""The manifest of a model: the tables that it reads, its classes, its training and its figures of merit."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from jindan.omics.names import NameKind

FORMAT = "jindan-omics-model/1"


class Described(BaseModel):
    """A value that never changes and knows all of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Feature(Described):
    """One feature of a panel.

    name: as it is shown. keys: all names it may bear in a table, as they are compared (`names.plain_key`).
    unit: UCUM, or empty where there is none.
    codes: numbers for words, such as sex. transform, floor: `log` is the natural logarithm of at least `floor`.
    low, high: the range seen in training, as written in tables.
    """

    name: str
    keys: tuple[str, ...]
    unit: str = ""
    codes: dict[str, float] = {}
    transform: Literal["none", "log"] = "none"
    floor: float = 0.0
    low: float
    high: float


class View(Described):
    """One panel: the features that one technique gives, in order.

    min_coverage: the share of the features, 0 to 1, below which the view is not used.
    """

    name: str
    kind: NameKind
    features: tuple[Feature, ...]
    min_coverage: float


class Figure(Described):
    """A figure of merit with its spread.

    how: the kind of evaluation, a key of the catalogue (`omics-how-<how>`).
    """

    name: str
    value: float
    sd: float
    how: str
    published: bool = False


class Training(Described):
    """What the model was trained on and how: enough to train it again."""

    cohort: str
    source: str
    licence: str
    citation: str
    patients: int
    per_class: dict[str, int]
    seed: int
    recipe_sha256: str
    tables_sha256: dict[str, str]
    software: dict[str, str]


class Recalibration(Described):
    """The labelled patients of one site that the weights of a model were fitted to anew.

    model, parameters_sha256: of the model as it was. left_out: rows that could not be used.
    """

    site: str
    model: str
    parameters_sha256: str
    per_class: dict[str, int]
    left_out: int
    tables_sha256: tuple[str, ...]


class Manifest(Described):
    """A model: identity, panels, classes, figures, limits, and the checksums of its files.

    positive: the class whose probability is the risk score. limits: keys of the catalogue (`omics-limit-<key>`).
    is_usable: false where it was no better than chance. It then answers only to an explicit override.
    """

    format: Literal["jindan-omics-model/1"] = "jindan-omics-model/1"
    name: str
    version: str
    title_en: str
    title_ko: str
    task: Literal["classification", "survival"]
    classes: tuple[str, ...]
    positive: str
    views: tuple[View, ...]
    is_usable: bool
    limits: tuple[str, ...]
    figures: tuple[Figure, ...]
    training: Training
    recalibration: Recalibration | None = None
    parameters_sha256: str
    estimators_sha256: dict[str, str] = {}

    @property
    def share_of_positive(self) -> float:
        """The share of the positive class among the patients that the probabilities were fitted to."""
        counts = (self.recalibration or self.training).per_class
        return counts.get(self.positive, 0) / sum(counts.values())

    def view(self, name: str) -> View:
        """Return the view of this name."""
        return next(view for view in self.views if view.name == name)
