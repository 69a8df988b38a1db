"""Cohorts and plans for the benchmarks, from plain arrays."""

import numpy as np

from jindan.omics.manifest import Feature
from jindan.omics.names import NameKind
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.fitting import Plan
from jindan.omics.training.recipe import ViewRecipe


def cohort_of(views, truth):
    count = len(truth)
    return Cohort(
        specimens=tuple(map(str, range(count))),
        truth=np.asarray(truth),
        groups=np.arange(count),
        values=views,
        columns={},
    )


def plans_of(views, classes):
    return [
        Plan(
            recipe=ViewRecipe(name=name, table="", kind=NameKind.OTHER),
            features=tuple(
                Feature(name=str(n), keys=(str(n),), low=0.0, high=1.0)
                for n in range(values.shape[1])
            ),
            classes=classes,
        )
        for name, values in views.items()
    ]
