"""Tables and cohorts made by code, with answers known by arithmetic."""

import numpy as np

from jindan.omics.engine.model import OmicsModel
from jindan.omics.manifest import Feature, Manifest, Training, View
from jindan.omics.names import NameKind
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.fitting import Plan, fit
from jindan.omics.training.recipe import ViewRecipe

CLASSES = ("healthy", "ill")
WORDS = {"age": 60, "sex": "F", "creatinine": 0.9, "LYVE1": 4.8, "REG1B": 210.5, "TFF1": 820.1}
"""One made-up urinary panel."""


def cohort(*, patients=120, seed=3, classes=2, shift=1.0):
    """Two views of six features; the first two of each are higher with each class."""
    chance = np.random.default_rng(seed)
    truth = np.arange(patients) % classes
    values = {}
    for view in ("proteins", "genes"):
        table = chance.normal(10, 1, (patients, 6))
        table[:, :2] += shift * truth[:, None]
        values[view] = table
    return Cohort(
        specimens=tuple(f"S{n}" for n in range(patients)),
        truth=truth,
        groups=np.arange(patients),
        values=values,
        columns={"site": tuple("AB"[n // 2 % 2] for n in range(patients))},
    )


def features(view, table, *, count=6):
    names = [f"{view[0].upper()}X{n}" for n in range(count)]
    low, high = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
    return tuple(
        Feature(name=name, keys=(name.lower(),), low=float(low[n]), high=float(high[n]))
        for n, name in enumerate(names)
    )


def plans(made, *, estimator="linear", knots=0):
    classes = tuple(f"class-{n}" for n in range(int(made.truth.max()) + 1))
    return [
        Plan(
            recipe=ViewRecipe(
                name=name,
                table="",
                kind=NameKind.OTHER,
                estimator=estimator,
                knots=knots,
                parameters={"n_estimators": 20} if estimator == "forest" else {},
            ),
            features=features(name, table),
            classes=classes,
        )
        for name, table in made.values.items()
    ]


def model(made=None, *, estimator="linear", name="phantom", is_usable=True, knots=0):
    """A model fitted on a made-up cohort, in memory."""
    made = made or cohort()
    told = plans(made, estimator=estimator, knots=knots)
    fitted = fit(made, plans=told, seed=1, replicas=10, keeps_reference=True)
    views = tuple(
        View(name=p.recipe.name, kind=NameKind.OTHER, features=p.features, min_coverage=0.8)
        for p in told
    )
    return OmicsModel(
        manifest=Manifest(
            name=name,
            version="1",
            title_en="Phantom",
            title_ko="팬텀",
            task="classification",
            classes=told[0].classes,
            positive=told[0].classes[-1],
            views=views,
            is_usable=is_usable,
            limits=("research",),
            figures=(),
            training=training(len(made)),
            parameters_sha256="",
        ),
        views=fitted.views,
        fusions=fitted.fusions,
        reference_truth=made.truth.astype(float),
    )


def training(patients):
    return Training(
        cohort="made by code",
        source="none",
        licence="none",
        citation="none",
        patients=patients,
        per_class={"class-0": patients // 2, "class-1": patients - patients // 2},
        seed=1,
        recipe_sha256="0" * 64,
        tables_sha256={},
        software={},
    )


def csv_of(made, *, row=0, rows=1, extra=False, order=None, delimiter=","):
    """Both views of some specimens as one CSV; `order` permutes the columns, `extra` adds ones nobody uses."""
    names = [f.name for view, table in made.values.items() for f in features(view, table)]
    table = np.hstack([*made.values.values()])[row : row + rows]
    columns = list(range(len(names))) if order is None else list(order)
    lines = [delimiter.join(["sample", *(["note"] if extra else []), *(names[c] for c in columns)])]
    for n, values in enumerate(table):
        lines.append(
            delimiter.join(
                [
                    made.specimens[row + n],
                    *(["=1+1"] if extra else []),
                    *(repr(float(values[c])) for c in columns),
                ]
            )
        )
    return "\n".join(lines) + "\n"
