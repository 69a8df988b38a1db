"""The patients of a training: their tables, classes and sites."""

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
from jindan.omics.training.recipe import FeatureRecipe, Labels, Recipe, RowFilter, ViewRecipe

Column = Mapping[str, str]
"""The words of a column, by specimen."""


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Specimens in rows. A view that a specimen lacks is a row of NaN.

    truth: classes by number. groups: the patient of each specimen, by number. values: of each view, specimens ×
    features. columns: the words of each column of the table of labels.
    """

    specimens: tuple[str, ...]
    truth: Ints
    groups: Ints
    values: Mapping[str, Floats]
    columns: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.specimens)

    def part(self, rows: Flags | Ints) -> "Cohort":
        """Return some of the rows."""
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
        """Return which rows have any value of the view."""
        return np.asarray(~np.isnan(self.values[view]).all(axis=1))

    def selected(self, filters: Sequence[RowFilter]) -> Flags:
        """Return which rows pass any of the filters. Without filters all rows pass."""
        if not filters:
            return np.ones(len(self), dtype=bool)
        passes = [np.isin(self.columns[row.column], row.values) for row in filters]
        return np.asarray(np.any(passes, axis=0))


def load(recipe: Recipe, *, folder: Path) -> tuple[Cohort, dict[str, tuple[FeatureRecipe, ...]]]:
    """Return the cohort of a recipe and the features of each view. Raises BadRecipe and the problems of tables."""
    labels = labels_of(recipe)
    columns = read_columns(folder / labels.table, specimen=labels.specimen)
    column = _column(columns, labels.column)
    classes = list(dict.fromkeys(labels.classes.values()))
    needed = [_column(columns, name) for name in recipe.complete]
    specimens = tuple(
        specimen
        for specimen, word in column.items()
        if word in labels.classes and all(words[specimen] for words in needed)
    )
    features = {view.name: features_of(view, folder=folder) for view in recipe.views}
    values = {
        view.name: values_of(
            view, features[view.name], specimens, folder=folder, key=labels.specimen
        )
        for view in recipe.views
    }
    # Without a column of patients each specimen is a patient.
    patients = _column(columns, labels.patient) if labels.patient else {s: s for s in specimens}
    numbers = {
        patient: n for n, patient in enumerate(dict.fromkeys(patients[s] for s in specimens))
    }
    cohort = Cohort(
        specimens=specimens,
        truth=np.array([classes.index(labels.classes[column[s]]) for s in specimens]),
        groups=np.array([numbers[patients[s]] for s in specimens]),
        values=values,
        columns={name: tuple(c[s] for s in specimens) for name, c in columns.items()},
    )
    return cohort, features


def labels_of(recipe: Recipe) -> Labels:
    """Return the labels of a recipe of classification. Raises BadRecipe."""
    if recipe.labels is None:
        raise BadRecipe(reason="labels")
    return recipe.labels


def read_columns(path: Path, *, specimen: str) -> dict[str, dict[str, str]]:
    """Return every column of a table as words by specimen. Raises DuplicateSpecimen and BadRecipe."""
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
        name: {key: words[column] for key, words in rows.items()}
        for column, name in enumerate(sheet.header)
    }


def table_checksums(recipe: Recipe, *, folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every table that the training reads."""
    tables = [view.table for view in recipe.views]
    outcomes = [part.table for part in (recipe.labels, recipe.survival) if part is not None]
    return {table: sha256_of(folder / table) for table in dict.fromkeys([*tables, *outcomes])}


def keys_of(feature: FeatureRecipe, *, kind: names.NameKind) -> tuple[str, ...]:
    """Return all names that a feature may have in a table."""
    own = names.keys_of(feature.name or feature.column, kind=kind)
    further = (feature.column, *feature.aliases)
    genes = [
        name for gene in feature.genes for name in names.keys_of(gene, kind=names.NameKind.GENE)
    ]
    return tuple(
        dict.fromkeys((*own, *(names.plain_key(n, kind=kind) for n in (*further, *genes))))
    )


def features_of(view: ViewRecipe, *, folder: Path) -> tuple[FeatureRecipe, ...]:
    """Return the features of a view: those of its recipe, else all columns of its table but the first."""
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
    """Return the numbers of a view, specimens × features. Raises BadRecipe where one is not a number.

    key: the column of the specimens' names, the first where the table has no such column.
    """
    sheet = open_tables(folder / view.table)[0]
    at = sheet.header.index(key) if key in sheet.header else 0
    places = [at, *(_place(sheet.header, feature.column) for feature in features)]
    rows = {word_in(cells[0]): cells[1:] for _, cells in sheet.rows(places)}
    missing: list[Cell] = [None] * len(features)
    return np.array(
        [
            [
                _number(cell, feature)
                for cell, feature in zip(rows.get(s, missing), features, strict=True)
            ]
            for s in specimens
        ]
    )


def _number(cell: Cell, feature: FeatureRecipe) -> float:
    if feature.codes and isinstance(cell, str):
        return feature.codes.get(cell.strip().casefold(), math.nan)
    number = number_in(cell)
    if number is None:
        raise BadRecipe(reason=f"{feature.column}: not a number")
    return number


def _place(header: Sequence[str], column: str) -> int:
    if column not in header:
        raise BadRecipe(reason=f"no column {column}")
    return header.index(column)


def _column(words: Mapping[str, dict[str, str]], name: str) -> dict[str, str]:
    if name not in words:
        raise BadRecipe(reason=f"no column {name}")
    return words[name]
