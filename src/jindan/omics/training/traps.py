"""Traps of a cohort that make results look better than they are. They have done so in published studies."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import chi2_contingency

from jindan.analysis import Note
from jindan.omics.engine.scoring import Floats, Ints
from jindan.omics.errors import TrainingRefused
from jindan.omics.manifest import Feature
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.merits import auc

SURE = 0.001
"""p-value below which class and a column are dependent."""
REPEATED = 0.02
"""Share of the patients above which a value recurs."""
TELLING = 0.65
"""AUC of the class by the pattern of recurring values alone, above which they are a trap."""
TELLING_GAPS = 0.55
"""The same by the pattern of missing values, whose dependence on the class is tested too."""


def look_for_traps(
    cohort: Cohort,
    *,
    features: Mapping[str, Sequence[Feature]],
    site: str = "",
    batch: str = "",
    accepted: Sequence[str] = (),
) -> tuple[Note, ...]:
    """Return a note on each trap of a cohort.

    site, batch: columns of the cohort. accepted: traps (`missing`, `constants`, `duplicates`) that the recipe accepts.
    Raises TrainingRefused for one that is not accepted.
    """
    notes = [
        *_missing(cohort, features),
        *_constants(cohort, features),
        *_duplicates(cohort),
        *_site(cohort, site),
        *_batch(cohort, batch),
        *_more_features_than_patients(cohort),
    ]
    for note in notes:
        trap = note.code.removeprefix("omics-trap-")
        if trap in ("missing", "constants", "duplicates") and trap not in accepted:
            raise TrainingRefused(**{"trap": trap, "feature": "", "auc": ""} | note.values)
    return tuple(notes)


def _missing(cohort: Cohort, features: Mapping[str, Sequence[Feature]]) -> list[Note]:
    """Note features that were measured more often in one class than in another."""
    notes: list[Note] = []
    for view, own_features in features.items():
        gaps = np.isnan(cohort.values[view])
        for number in np.flatnonzero(gaps.any(axis=0) & ~gaps.all(axis=0)).tolist():
            share = _telling(cohort.truth, gaps[:, number].astype(np.float64))
            if _depend(cohort.truth, gaps[:, number]) and share > TELLING_GAPS:
                values = {
                    "feature": own_features[number].name,
                    "auc": f"{share:.2f}",
                    "count": int(gaps[:, number].sum()),
                }
                notes.append(Note(code="omics-trap-missing", values=values))
    return notes


def _constants(cohort: Cohort, features: Mapping[str, Sequence[Feature]]) -> list[Note]:
    """Note features with values that recur exactly (detection limits, plate constants) more in one class."""
    notes: list[Note] = []
    for view, own_features in features.items():
        for number, feature in enumerate(own_features):
            column = cohort.values[view][:, number]
            # A feature with few values, such as a count, recurs by its nature.
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
                notes.append(Note(code="omics-trap-constants", values=values))
    return notes


def _duplicates(cohort: Cohort) -> list[Note]:
    """Note rows with the same values in every feature that belong to different patients."""
    table = np.nan_to_num(np.hstack([*cohort.values.values()]), nan=-1.0)
    _, back = np.unique(table, axis=0, return_inverse=True)
    patients: dict[int, set[int]] = {}
    for row, group in zip(back.ravel().tolist(), cohort.groups.tolist(), strict=True):
        patients.setdefault(row, set()).add(group)
    count = sum(len(groups) for groups in patients.values() if len(groups) > 1)
    return [Note(code="omics-trap-duplicates", values={"count": count})] if count else []


def _site(cohort: Cohort, site: str) -> list[Note]:
    """Note classes that come from one site only, and classes that depend on the site."""
    if not site:
        return [Note(code="omics-trap-site-unknown")]
    sites = np.array(cohort.columns[site])
    notes: list[Note] = []
    for number in np.unique(cohort.truth):
        places = np.unique(sites[cohort.truth == number])
        if len(places) == 1 and len(np.unique(sites)) > 1:
            values = {"site": str(places[0]), "number": int(number)}
            notes.append(Note(code="omics-trap-site", values=values))
    if _depend(cohort.truth, sites):
        notes.append(Note(code="omics-trap-site-confounded"))
    return notes


def _batch(cohort: Cohort, batch: str) -> list[Note]:
    if not batch:
        return [Note(code="omics-trap-batch-unknown")]
    is_confounded = _depend(cohort.truth, np.array(cohort.columns[batch]))
    return [Note(code="omics-trap-batch")] if is_confounded else []


def _more_features_than_patients(cohort: Cohort) -> list[Note]:
    features = sum(values.shape[1] for values in cohort.values.values())
    values = {"features": features, "patients": len(cohort)}
    return [Note(code="omics-trap-more-features", values=values)] if features > len(cohort) else []


def _telling(truth: Ints, mark: Floats) -> float:
    """Return the highest AUC of a mark, in either direction, for one class against the others."""
    shares = [auc((truth == number).astype(np.int64), mark) for number in np.unique(truth)]
    return max(max(share, 1 - share) for share in shares)


def _depend(truth: Ints, words: np.ndarray[tuple[int], np.dtype[np.generic]]) -> bool:
    """Return whether class and word are dependent by the chi-squared test."""
    kinds = np.unique(words)
    table = np.array(
        [[np.sum((words == w) & (truth == k)) for w in kinds] for k in np.unique(truth)]
    )
    return len(kinds) > 1 and bool(chi2_contingency(table).pvalue < SURE)
