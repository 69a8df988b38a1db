"""The patients of a training: their tables, classes, and where they come from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from jindan.assets import sha256_of
from jindan.omics import names
from jindan.omics.engine.scoring import Flags, Floats, Ints
from jindan.omics.errors import BadRecipe, DuplicateSpecimen
from jindan.omics.tables.opening import open_tables
from jindan.omics.tables.sheet import Cell, column_letter, number_in, word_in
from jindan.omics.training.recipe import FeatureRecipe, Kept, Labels, Recipe, ViewRecipe

Column = Mapping[str, str]
"""The words of a column, by specimen."""


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Specimens in rows. A view that a specimen lacks is a row of NaN.

    truth: classes by number. groups: the patient of each specimen, by number. columns: further words about each.
    """

    specimens: tuple[str, ...]
    truth: Ints
    groups: Ints
    values: Mapping[str, Floats]
    columns: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.specimens)

    def part(self, rows: Flags | Ints) -> "Cohort":
        """Some of the rows."""
        places = np.arange(len(self))[rows]
        return replace(
            self,
            specimens=tuple(self.specimens[place] for place in places),
            truth=self.truth[places],
            groups=self.groups[places],
            values={view: values[places] for view, values in self.values.items()},
            columns={n: tuple(c[place] for place in places) for n, c in self.columns.items()},
        )

    def has(self, view: str) -> Flags:
        """Which rows have the view at all."""
        return np.asarray(~np.isnan(self.values[view]).all(axis=1))

    def kept(self, rules: Sequence[Kept]) -> Flags:
        """Which rows any of the rules keeps; all where there is no rule."""
        if not rules:
            return np.ones(len(self), dtype=bool)
        kept = [np.isin(self.columns[rule.column], rule.values) for rule in rules]
        return np.asarray(np.any(kept, axis=0))


def load(recipe: Recipe, *, folder: Path) -> tuple[Cohort, dict[str, tuple[FeatureRecipe, ...]]]:
    """The cohort of a recipe and the features of each view. Raises BadRecipe and the refusals of tables."""
    labels = labels_of(recipe)
    told = read_columns(folder / labels.table, specimen=labels.specimen)
    column = _column(told, labels.column)
    classes = list(dict.fromkeys(labels.classes.values()))
    needed = [_column(told, name) for name in recipe.complete]
    specimens = tuple(
        each
        for each, word in column.items()
        if word in labels.classes and all(words[each] for words in needed)
    )
    features = {view.name: features_of(view, folder=folder) for view in recipe.views}
    values = {
        view.name: values_of(
            view, features[view.name], specimens, folder=folder, key=labels.specimen
        )
        for view in recipe.views
    }
    patients = (
        _column(told, labels.patient) if labels.patient else {each: each for each in specimens}
    )
    numbers = {
        patient: n for n, patient in enumerate(dict.fromkeys(patients[s] for s in specimens))
    }
    cohort = Cohort(
        specimens=specimens,
        truth=np.array([classes.index(labels.classes[column[s]]) for s in specimens]),
        groups=np.array([numbers[patients[s]] for s in specimens]),
        values=values,
        columns={name: tuple(c[s] for s in specimens) for name, c in told.items()},
    )
    return cohort, features


def labels_of(recipe: Recipe) -> Labels:
    """The labels of a recipe of classification. Raises BadRecipe."""
    if recipe.labels is None:
        raise BadRecipe(reason="labels")
    return recipe.labels


def read_columns(path: Path, *, specimen: str) -> dict[str, dict[str, str]]:
    """Every column of a table as words by specimen. Raises DuplicateSpecimen and BadRecipe."""
    sheet = open_tables(path)[0]
    at = _place(sheet.header, specimen)
    rows: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for number, cells in sheet.rows(range(len(sheet.header))):
        words = [word_in(cell) for cell in cells]
        if words[at] in rows:
            raise DuplicateSpecimen(row=number, column=column_letter(at), first=first[words[at]])
        rows[words[at]], first[words[at]] = words, number
    return {
        name: {each: words[column] for each, words in rows.items()}
        for column, name in enumerate(sheet.header)
    }


def table_checksums(recipe: Recipe, *, folder: Path) -> dict[str, str]:
    """The SHA-256 of every table that the training reads."""
    tables = [view.table for view in recipe.views]
    told = [each.table for each in (recipe.labels, recipe.survival) if each is not None]
    return {table: sha256_of(folder / table) for table in dict.fromkeys([*tables, *told])}


def keys_of(feature: FeatureRecipe, *, kind: names.Kind) -> tuple[str, ...]:
    """All names that a feature may bear in a table."""
    own = names.keys_of(feature.name or feature.column, kind=kind)
    further = (feature.column, *feature.aliases)
    genes = [name for gene in feature.genes for name in names.keys_of(gene, kind=names.Kind.GENE)]
    return tuple(
        dict.fromkeys((*own, *(names.plain_key(n, kind=kind) for n in (*further, *genes))))
    )


def features_of(view: ViewRecipe, *, folder: Path) -> tuple[FeatureRecipe, ...]:
    """The features of a view: those named, else all columns of its table."""
    if view.features:
        return view.features
    header = open_tables(folder / view.table)[0].header[1:]
    return tuple(FeatureRecipe(column=name, unit=view.unit) for name in header)


def values_of(
    view: ViewRecipe,
    features: Sequence[FeatureRecipe],
    specimens: Sequence[str],
    *,
    folder: Path,
    key: str,
) -> Floats:
    """The numbers of a view, specimens × features. Raises BadRecipe where one is not a number."""
    sheet = open_tables(folder / view.table)[0]
    at = sheet.header.index(key) if key in sheet.header else 0
    places = [at, *(_place(sheet.header, feature.column) for feature in features)]
    read = {word_in(cells[0]): cells[1:] for _, cells in sheet.rows(places)}
    nothing: list[Cell] = [None] * len(features)
    return np.array(
        [
            [
                _number(cell, feature)
                for cell, feature in zip(read.get(s, nothing), features, strict=True)
            ]
            for s in specimens
        ]
    )


def _number(cell: Cell, feature: FeatureRecipe) -> float:
    if feature.codes and isinstance(cell, str):
        return feature.codes.get(cell.strip().casefold(), math.nan)
    found = number_in(cell)
    if found is None:
        raise BadRecipe(reason=f"{feature.column}: not a number")
    return found


def _place(header: Sequence[str], column: str) -> int:
    if column not in header:
        raise BadRecipe(reason=f"no column {column}")
    return header.index(column)


def _column(words: Mapping[str, dict[str, str]], name: str) -> dict[str, str]:
    if name not in words:
        raise BadRecipe(reason=f"no column {name}")
    return words[name]
