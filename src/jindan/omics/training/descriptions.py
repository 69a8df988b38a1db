"""The parts of a manifest that come from its recipe and tables."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.manifest import Feature, Training, View
from jindan.omics.training.cohort import keys_of, table_checksums
from jindan.omics.training.recipe import FeatureRecipe, Recipe, ViewRecipe

SOFTWARE = ("numpy", "scipy", "scikit-learn")


def described_features(
    features: Sequence[FeatureRecipe], *, values: Floats, view: ViewRecipe
) -> tuple[Feature, ...]:
    """Return the features as in a manifest, with their range in training.

    values: patients × features.
    """
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    return tuple(
        Feature(
            name=feature.name or feature.column,
            keys=keys_of(feature, kind=view.kind),
            unit=feature.unit,
            codes=feature.codes,
            transform=feature.transform,
            floor=feature.floor,
            low=float(low[number]),
            high=float(high[number]),
        )
        for number, feature in enumerate(features)
    )


def view_of(recipe: ViewRecipe, *, features: Sequence[Feature]) -> View:
    """Return a view as in a manifest."""
    return View(
        name=recipe.name,
        kind=recipe.kind,
        features=tuple(features),
        min_coverage=recipe.min_coverage,
    )


def identity(recipe: Recipe) -> dict[str, object]:
    """Return the fields that a manifest has in common with its recipe."""
    names = ("name", "version", "title_en", "title_ko", "limits")
    return {name: getattr(recipe, name) for name in names}


def training_of(
    recipe: Recipe, *, sha256: str, folder: Path, patients: int, per_class: dict[str, int]
) -> Training:
    """Return the cohort, tables and software that a model is trained with.

    sha256: of the recipe. folder: of the tables.
    """
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
