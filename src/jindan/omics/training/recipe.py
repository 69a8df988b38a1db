"""The recipe of a training, a TOML file: tables, labels, views and evaluations."""

import hashlib
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from jindan.omics.errors import BadRecipe
from jindan.omics.manifest import Described, Figure
from jindan.omics.names import NameKind


class FeatureRecipe(Described):
    """One feature: the column of the table, and its use.

    codes, transform, floor: as in `jindan.omics.manifest.Feature`. genes: the feature may have any name of these too.
    aliases: further names.
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
    """One view: a table, its features (without any, all of its columns), and its scorer.

    knots: quantiles at which the slope of a feature's effect may change. parameters: of an estimator that is not
    `linear`.
    """

    name: str
    table: str
    kind: NameKind
    features: tuple[FeatureRecipe, ...] = ()
    unit: str = ""
    min_coverage: float = 0.9
    knots: int = Field(0, ge=0, le=10)
    estimator: Literal["linear", "forest", "boosting", "svm", "pls-da", "stacking"] = "linear"
    parameters: dict[str, float | int | str] = {}


class Labels(Described):
    """The column of the classes, and columns about the specimens in the same table.

    specimen: the column of the specimens' names. classes: the class that each word of `column` means.
    patient, site, batch: columns, empty where there is none.
    """

    table: str
    specimen: str
    column: str
    classes: dict[str, str]
    patient: str = ""
    site: str = ""
    batch: str = ""


class Survival(Described):
    """The columns of the outcome: the time to the event or the end of follow-up, and whether the event was seen."""

    table: str
    specimen: str
    time: str
    event: str


class RowFilter(Described):
    """Rows whose column has one of these words."""

    column: str
    values: tuple[str, ...]


class Evaluation(Described):
    """One evaluation of the model, by cross-validation.

    keep: filters, of which a row has to pass any. Without filters all rows are used. by: a column whose values are left
    out one after the other, instead of folds.
    """

    name: str
    folds: int = Field(10, ge=2)
    seeds: int = Field(5, ge=1)
    keep: tuple[RowFilter, ...] = ()
    by: str = ""


class Recipe(Described):
    """Everything that a trained model depends on besides the tables. The same two give the same bytes.

    folder: of the tables, below the folder of the command. complete: columns of the table of labels without which a
    patient is left out. accepted_traps: traps that are known and accepted (`jindan.omics.training.traps`).
    keeps_reference: whether the licence of the cohort permits coordinates of its patients in the model.
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
    """Read the recipe of a TOML file and return it with its SHA-256. Raises BadRecipe."""
    written = path.read_bytes()
    try:
        recipe = Recipe.model_validate(tomllib.loads(written.decode("utf-8")))
    except (ValidationError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRecipe(reason=_first_line(error)) from None
    return recipe, hashlib.sha256(written).hexdigest()


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
