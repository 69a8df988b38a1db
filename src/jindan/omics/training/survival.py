"""Survival: a ridge Cox regression for each view, fused as the views of a classification are.

Under proportional hazards, 1 / (1 + exp(−risk)) is the probability that the event comes earlier than for the median
patient of the training, so that the risk is the log-odds of the classes `later` and `earlier`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from jindan.omics.engine.scoring import Floats, Ints
from jindan.omics.training.folds import assign

PENALTIES = (0.03, 0.3, 3.0, 30.0)
"""Ridge penalties, from which the best left-out partial likelihood chooses."""
CLASSES = ("later", "earlier")


@dataclass(frozen=True, kw_only=True)
class SurvivalOutcome:
    """Time to the event or to the end of follow-up, and whether the event was seen (1) or not (0)."""

    time: Floats
    event: Ints

    def part(self, rows: Ints) -> "SurvivalOutcome":
        """Return some of the patients."""
        return SurvivalOutcome(time=self.time[rows], event=self.event[rows])


def concordance(outcome: SurvivalOutcome, risk: Floats) -> float:
    """Return Harrell's C: the share of comparable pairs in which the earlier event has the higher risk.

    Ties count half.
    """
    earlier = (outcome.time[:, None] < outcome.time[None]) & (outcome.event[:, None] == 1)
    higher = (risk[:, None] > risk[None]) + 0.5 * (risk[:, None] == risk[None])
    return float((higher * earlier).sum() / max(1, earlier.sum()))


def fit_cox(columns: Floats, outcome: SurvivalOutcome, *, penalty: float) -> Floats:
    """Return the coefficients of a ridge Cox regression (Breslow).

    penalty: on the mean squared length of the coefficients, per patient.
    """
    _, singular, directions = np.linalg.svd(columns, full_matrices=False)
    # The optimum is in the span of the patients, which has far fewer dimensions than there are genes.
    basis = directions[singular > 1e-9 * singular[0]]
    inner = columns @ basis.T
    optimum = minimize(
        _loss, np.zeros(inner.shape[1]), args=(inner, outcome, penalty), jac=True, method="L-BFGS-B",
        options={"maxiter": 100},
    )  # fmt: skip
    coefficients: Floats = basis.T @ optimum.x
    return coefficients


def choose_penalty(columns: Floats, outcome: SurvivalOutcome, *, seed: int) -> float:
    """Return the penalty with the best left-out partial likelihood over three folds."""
    folds = assign(outcome.event, np.arange(len(outcome.event)), count=3, seed=seed)
    return min(PENALTIES, key=lambda p: _left_out_loss(columns, outcome, folds=folds, penalty=p))


def fused_risk(
    train: Mapping[str, Floats], outcome: SurvivalOutcome, test: Mapping[str, Floats], *, seed: int
) -> tuple[Floats, dict[str, Floats]]:
    """Return the fused risk of test patients, and that of each view in units of its spread in training.

    The fused risk is the mean over the views.
    """
    parts: dict[str, Floats] = {}
    for name, values in train.items():
        centre = values.mean(axis=0)
        scale = np.where(values.std(axis=0) > 1e-9, values.std(axis=0), 1.0)
        columns = (values - centre) / scale
        penalty = choose_penalty(columns, outcome, seed=seed)
        coefficients = fit_cox(columns, outcome, penalty=penalty)
        spread = max(float((columns @ coefficients).std()), 1e-9)
        parts[name] = (test[name] - centre) / scale @ coefficients / spread
    return np.mean([*parts.values()], axis=0), parts


def splits(count: int, *, events: Ints, seed: int, runs: int) -> Iterator[Ints]:
    """Yield the patients of the test part, a fifth of all, for each run."""
    for run in range(runs):
        folds = assign(events, np.arange(count), count=5, seed=seed + run // 5)
        yield np.flatnonzero(folds == run % 5)


def lower_bound(values: Sequence[float], *, test_share: float) -> float:
    """Return a 97.5 % lower bound of a mean over overlapping random splits, by the variance of Nadeau and Bengio."""
    over_splits = np.array(values)
    ratio = test_share / (1 - test_share)
    spread = np.sqrt(over_splits.var(ddof=1) * (1 / len(over_splits) + ratio))
    return float(over_splits.mean() - 1.96 * spread)


def _left_out_loss(
    columns: Floats, outcome: SurvivalOutcome, *, folds: Ints, penalty: float
) -> float:
    total = 0.0
    for fold in range(3):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        coefficients = fit_cox(columns[inside], outcome.part(inside), penalty=penalty)
        total += _partial(columns[outside] @ coefficients, outcome.part(outside))[0]
    return total


def _loss(
    point: Floats, columns: Floats, outcome: SurvivalOutcome, penalty: float
) -> tuple[float, Floats]:
    """Return the penalised loss per event and its gradient. The arguments are positional, as scipy passes them."""
    loss, slope = _partial(columns @ point, outcome)
    events = max(1, int(outcome.event.sum()))
    ridge = penalty * float(point @ point) / 2
    return loss / events + ridge, columns.T @ slope / events + penalty * point


def _partial(risk: Floats, outcome: SurvivalOutcome) -> tuple[float, Floats]:
    """Return the negative log partial likelihood and its derivative by the risks."""
    at_risk = outcome.time[None] >= outcome.time[:, None]
    weight = at_risk * np.exp(risk - risk.max())[None]
    total = weight.sum(axis=1)
    seen = outcome.event == 1
    loss = float(np.sum(np.log(total[seen]) + risk.max() - risk[seen]))
    share = (weight[seen] / total[seen][:, None]).sum(axis=0)
    return loss, share - outcome.event
