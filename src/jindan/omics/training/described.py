"""What a manifest repeats from its recipe and tables."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.manifest import Feature, Training
from jindan.omics.training.cohort import keys_of, table_checksums
from jindan.omics.training.recipe import FeatureRecipe, Recipe, ViewRecipe

SOFTWARE = ("numpy", "scipy", "scikit-learn")


def described(
    features: Sequence[FeatureRecipe], *, values: Floats, view: ViewRecipe
) -> tuple[Feature, ...]:
    """The features as a manifest describes them, with the range that training saw."""
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    return tuple(
        Feature(
            name=each.name or each.column,
            keys=keys_of(each, kind=view.kind),
            unit=each.unit,
            codes=each.codes,
            transform=each.transform,
            floor=each.floor,
            low=float(low[number]),
            high=float(high[number]),
        )
        for number, each in enumerate(features)
    )


def identity(recipe: Recipe) -> dict[str, object]:
    """What a manifest repeats from its recipe."""
    names = ("name", "version", "title_en", "title_ko", "limits")
    return {name: getattr(recipe, name) for name in names}


def training_of(
    recipe: Recipe, *, sha256: str, folder: Path, patients: int, per_class: dict[str, int]
) -> Training:
    """Where a model came from."""
    return Training(
        cohort=recipe.cohort,
        source=recipe.source,
        licence=recipe.licence,
        citation=recipe.citation,
        patients=patients,
        per_class=per_class,
        seed=recipe.seed,
        recipe_sha256=sha256,
        tables_sha256=table_checksums(recipe, folder=folder),
        software={name: version(name) for name in SOFTWARE},
    )
