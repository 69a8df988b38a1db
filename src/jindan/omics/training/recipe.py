"""The description of a training: which tables, which labels, which views, what is evaluated. A TOML file."""

import hashlib
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from jindan.omics.errors import BadRecipe
from jindan.omics.manifest import Described, Figure
from jindan.omics.names import Kind


class FeatureRecipe(Described):
    """One feature: the column of the table, and how it is used.

    genes: whose other names it may also bear. aliases: further names.
    """

    column: str
    name: str = ""
    unit: str = ""
    codes: dict[str, float] = {}
    transform: Literal["none", "log"] = "none"
    floor: float = 0.0
    genes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class ViewRecipe(Described):
    """One view: a table, its features (none named: all of its columns), and what scores it.

    knots: at how many quantiles the effect of a feature may bend. parameters: of an estimator that is not `linear`.
    """

    name: str
    table: str
    kind: Kind
    features: tuple[FeatureRecipe, ...] = ()
    unit: str = ""
    min_coverage: float = 0.9
    knots: int = Field(0, ge=0, le=10)
    estimator: Literal["linear", "forest", "boosting", "svm", "pls-da", "stacking"] = "linear"
    parameters: dict[str, float | int | str] = {}


class Labels(Described):
    """Where the classes are: `table`, `column`, and which of its words mean which class."""

    table: str
    specimen: str
    column: str
    classes: dict[str, str]
    patient: str = ""
    site: str = ""
    batch: str = ""


class Survival(Described):
    """Where the outcome is: columns of time and of whether the event was seen."""

    table: str
    specimen: str
    time: str
    event: str


class Kept(Described):
    """Rows whose column holds one of these words."""

    column: str
    values: tuple[str, ...]


class Evaluation(Described):
    """A way to look at how good the model is. Rows are kept where any of the rules holds; none: all.

    by: a column whose values are left out one after the other, instead of folds.
    """

    name: str
    folds: int = Field(10, ge=2)
    seeds: int = Field(5, ge=1)
    keep: tuple[Kept, ...] = ()
    by: str = ""


class Recipe(Described):
    """Everything that decides what a training gives; with the tables, it decides it to the bit.

    folder: of the tables, below the one that is given. complete: columns of the table of labels without which a patient
    is left out. accepted_traps: those that are known and taken (`jindan.omics.training.traps`).
    """

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)
    version: str
    title_en: str
    title_ko: str
    seed: int
    cohort: str
    source: str
    licence: str
    citation: str
    keeps_reference: bool = False
    positive: str = ""
    limits: tuple[str, ...]
    folder: str = ""
    labels: Labels | None = None
    survival: Survival | None = None
    views: tuple[ViewRecipe, ...] = Field(min_length=1, max_length=6)
    evaluations: tuple[Evaluation, ...] = Field(min_length=1)
    subgroups: tuple[str, ...] = ()
    published: tuple[Figure, ...] = ()
    complete: tuple[str, ...] = ()
    accepted_traps: tuple[str, ...] = ()


def read_recipe(path: Path) -> tuple[Recipe, str]:
    """The recipe of a TOML file and its SHA-256. Raises BadRecipe."""
    written = path.read_bytes()
    try:
        found = Recipe.model_validate(tomllib.loads(written.decode("utf-8")))
    except (ValidationError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRecipe(reason=_first_line(error)) from None
    return found, hashlib.sha256(written).hexdigest()


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
