"""The confidence rule that decision 0022 set on two scans: what the present one is compared with."""

from collections.abc import Sequence

from jindan.ct.segmenting.confidence import Evidence
from jindan.ct.segmenting.organs import PLAUSIBLE_ML

ABSTAIN_BELOW = 0.35
CUT, IMPLAUSIBLE, UNLIKE_TRAINING = 0.7, 0.5, 0.8


def confidence(evidence: Evidence) -> float:
    """The product of published Dice, consistency, wholeness and three penalties."""
    consistency = min(evidence.agreement, evidence.stability)
    low, high = PLAUSIBLE_ML.get(evidence.label.name, (0, float("inf")))
    return (
        evidence.label.dice
        * consistency
        * evidence.wholeness
        * (CUT if evidence.cut else 1)
        * (1 if low <= evidence.volume_ml <= high else IMPLAUSIBLE)
        * (UNLIKE_TRAINING if evidence.is_unlike_training else 1)
    )


def reported(evidence: Sequence[Evidence]) -> list[bool]:
    """Which organs were reported: none at all without the liver or with less than a third."""
    shown = [confidence(each) >= ABSTAIN_BELOW for each in evidence]
    names = {each.label.name for each, is_shown in zip(evidence, shown, strict=True) if is_shown}
    is_abdomen = "liver" in names and len(names) >= len(evidence) / 3
    return [is_shown and is_abdomen for is_shown in shown]
