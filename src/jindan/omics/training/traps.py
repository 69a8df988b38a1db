"""Traps that have made published results look better than they were, looked for before anything is fitted."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import chi2_contingency

from jindan.analysis import Remark
from jindan.omics.engine.scoring import Floats, Ints
from jindan.omics.errors import TrainingRefused
from jindan.omics.manifest import Feature
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.merits import auc

SURE = 0.001
REPEATED = 0.02
TELLING = 0.65
"""An AUC above which the mere pattern of repeated or missing numbers gives the class away."""
ALIKE = 1e-9


def look_for_traps(
    cohort: Cohort,
    *,
    features: Mapping[str, Sequence[Feature]],
    site: str = "",
    batch: str = "",
    accepted: Sequence[str] = (),
) -> tuple[Remark, ...]:
    """What is suspicious about a cohort.

    accepted: traps (`missing`, `constants`, `duplicates`) that the recipe knows of and accepts.
    Raises TrainingRefused for one that is not accepted.
    """
    found = [
        *_missing(cohort, features),
        *_constants(cohort, features),
        *_duplicates(cohort),
        *_site(cohort, site),
        *_batch(cohort, batch),
        *_more_features_than_patients(cohort),
    ]
    for remark in found:
        trap = remark.code.removeprefix("omics-trap-")
        if trap in ("missing", "constants", "duplicates") and trap not in accepted:
            raise TrainingRefused(**{"trap": trap, "feature": "", "auc": ""} | remark.values)
    return tuple(found)


def _missing(cohort: Cohort, features: Mapping[str, Sequence[Feature]]) -> list[Remark]:
    """Inputs whose being measured at all tells the class: never to be imputed in one model."""
    found: list[Remark] = []
    for view, each in features.items():
        gaps = np.isnan(cohort.values[view])
        for number in np.flatnonzero(gaps.any(axis=0) & ~gaps.all(axis=0)).tolist():
            share = _telling(cohort.truth, gaps[:, number].astype(np.float64))
            if _depend(cohort.truth, gaps[:, number]) and share > 0.55:
                values = {
                    "feature": each[number].name,
                    "auc": f"{share:.2f}",
                    "count": int(gaps[:, number].sum()),
                }
                found.append(Remark(code="omics-trap-missing", values=values))
    return found


def _constants(cohort: Cohort, features: Mapping[str, Sequence[Feature]]) -> list[Remark]:
    """Numbers that recur exactly (detection limits, plate constants) more in one class than in another."""
    found: list[Remark] = []
    for view, each in features.items():
        for number, feature in enumerate(each):
            column = cohort.values[view][:, number]
            if feature.codes or len(np.unique(column)) < 0.2 * len(column):
                continue
            counts = Counter(column[~np.isnan(column)].tolist())
            often = [
                value for value, count in counts.items() if count > max(2, REPEATED * len(column))
            ]
            is_constant = np.isin(column, often)
            share = _telling(cohort.truth, is_constant.astype(np.float64)) if often else 0.5
            if share > TELLING:
                values = {
                    "feature": feature.name,
                    "auc": f"{share:.2f}",
                    "count": int(is_constant.sum()),
                }
                found.append(Remark(code="omics-trap-constants", values=values))
    return found


def _duplicates(cohort: Cohort) -> list[Remark]:
    """Rows with the same numbers throughout that are said to be of different patients."""
    table = np.nan_to_num(np.hstack([*cohort.values.values()]), nan=-1.0)
    _, back = np.unique(table, axis=0, return_inverse=True)
    pairs: dict[int, set[int]] = {}
    for row, group in zip(back.ravel().tolist(), cohort.groups.tolist(), strict=True):
        pairs.setdefault(row, set()).add(group)
    count = sum(len(groups) for groups in pairs.values() if len(groups) > 1)
    return [Remark(code="omics-trap-duplicates", values={"count": count})] if count else []


def _site(cohort: Cohort, site: str) -> list[Remark]:
    """Classes that come from one site only: what differs may be the site."""
    if not site:
        return [Remark(code="omics-trap-site-unknown")]
    sites = np.array(cohort.columns[site])
    found: list[Remark] = []
    for number in np.unique(cohort.truth):
        places = np.unique(sites[cohort.truth == number])
        if len(places) == 1 and len(np.unique(sites)) > 1:
            found.append(
                Remark(
                    code="omics-trap-site", values={"site": str(places[0]), "number": int(number)}
                )
            )
    if _depend(cohort.truth, sites):
        found.append(Remark(code="omics-trap-site-confounded"))
    return found


def _batch(cohort: Cohort, batch: str) -> list[Remark]:
    if not batch:
        return [Remark(code="omics-trap-batch-unknown")]
    return (
        [Remark(code="omics-trap-batch")]
        if _depend(cohort.truth, np.array(cohort.columns[batch]))
        else []
    )


def _more_features_than_patients(cohort: Cohort) -> list[Remark]:
    features = sum(values.shape[1] for values in cohort.values.values())
    values = {"features": features, "patients": len(cohort)}
    return (
        [Remark(code="omics-trap-more-features", values=values)] if features > len(cohort) else []
    )


def _telling(truth: Ints, mark: Floats) -> float:
    """How well a mark separates any class from the others, either way round."""
    shares = [auc((truth == number).astype(np.int64), mark) for number in np.unique(truth)]
    return max(max(share, 1 - share) for share in shares)


def _depend(truth: Ints, words: np.ndarray[tuple[int], np.dtype[np.generic]]) -> bool:
    """Whether class and word go together more than chance allows."""
    kinds = np.unique(words)
    table = np.array(
        [[np.sum((words == w) & (truth == k)) for w in kinds] for k in np.unique(truth)]
    )
    return len(kinds) > 1 and bool(chi2_contingency(table).pvalue < SURE)
