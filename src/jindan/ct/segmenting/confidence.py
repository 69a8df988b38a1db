"""How sure the statement about each organ is, and when none is made.

Confidence is an expected Dice. It starts at what the makers published for the organ, and each sign
that this scan is not like theirs takes some away; below `ABSTAIN_BELOW` the organ is withheld. The
numbers were chosen on two real scans (docs/decisions/0022-confidence.md): they rank, they are not
calibrated probabilities.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jindan.analysis import Remark
from jindan.ct.findings import Segment
from jindan.ct.networks.manifest import Label
from jindan.ct.segmenting.edges import Edge
from jindan.ct.segmenting.organs import PLAUSIBLE_ML

ABSTAIN_BELOW = 0.35
FEWEST_SHARE = 1 / 3
ANCHOR = "liver"
"""Without it, or with fewer of the organs that the network knows, nothing is reported at all."""

AGREED, STABLE, WHOLE = 0.8, 0.8, 0.9
"""Agreement of the folds, of the last two looks, share of the largest part: less is remarked on."""

PUBLISHED_LOW = 0.7
CUT, IMPLAUSIBLE, UNLIKE_TRAINING = 0.7, 0.5, 0.8
"""What remains when an organ is cut, has an implausible size, or the scan is cut above."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known about one label of one segmentation.

    agreement: mean Dice of each fold with the ensemble. stability: Dice of the last two looks.
    wholeness: share of the largest connected part. volume_ml: after clean-up, on the volume's grid.
    cut: edges of the scan that the organ runs into.
    is_unlike_training: the scan begins below the dome of the liver, which the network always saw.
    """

    label: Label
    folds: int
    agreement: float
    stability: float
    wholeness: float
    volume_ml: float
    cut: tuple[Edge, ...]
    is_unlike_training: bool


def judge(evidence: Evidence) -> Segment:
    """The segment with its confidence, the reasons for it, and whether it is withheld."""
    confidence = _confidence(evidence)
    abstained = confidence < ABSTAIN_BELOW
    return Segment(
        name=evidence.label.name,
        label=evidence.label.value,
        snomed=evidence.label.snomed,
        disagreement=1 - evidence.agreement,
        confidence=confidence,
        abstained=abstained,
        remarks=tuple(_remarks(evidence, abstained=abstained)),
    )


def together(segments: tuple[Segment, ...], *, known: Sequence[Label]) -> tuple[Segment, ...]:
    """The segments as judged, or all of them withheld where they make no upper abdomen.

    Every scan that the network learnt from shows one. On a pelvis it calls bowel a stomach, each
    fold and each look agreeing. Organs that this network is never sure enough of do not count.
    """
    shown = {segment.name for segment in segments if not segment.abstained}
    expected = {label.name for label in known if label.dice >= ABSTAIN_BELOW}
    if len(shown) >= FEWEST_SHARE * len(expected) and {ANCHOR} & expected <= shown:
        return segments
    return tuple(segment if segment.abstained else _doubted(segment) for segment in segments)


def _doubted(segment: Segment) -> Segment:
    why = Remark(code="abdomen-not-recognised")
    return replace(segment, abstained=True, confidence=0.0, remarks=(why, *segment.remarks))


def _confidence(evidence: Evidence) -> float:
    consistency = min(evidence.agreement, evidence.stability)
    confidence = evidence.label.dice * consistency * evidence.wholeness
    if evidence.cut:
        confidence *= CUT
    if _is_implausible(evidence):
        confidence *= IMPLAUSIBLE
    if evidence.is_unlike_training:
        confidence *= UNLIKE_TRAINING
    return confidence


def _remarks(evidence: Evidence, *, abstained: bool) -> Iterator[Remark]:
    if evidence.volume_ml == 0:
        yield Remark(code="organ-not-found")
        return
    if abstained:
        percent = _percent(_confidence(evidence))
        yield Remark(code="organ-withheld", values={"confidence": percent})
    yield from _doubts_of_the_network(evidence)
    yield from _doubts_of_the_scan(evidence)


def _doubts_of_the_network(evidence: Evidence) -> Iterator[Remark]:
    if evidence.label.dice < PUBLISHED_LOW:
        yield Remark(
            code="published-accuracy-low", values={"dice": round(100 * evidence.label.dice)}
        )
    if evidence.agreement < AGREED:
        agreement = _percent(evidence.agreement)
        yield Remark(
            code="folds-disagree", values={"agreement": agreement, "folds": evidence.folds}
        )
    if evidence.stability < STABLE:
        yield Remark(code="looks-disagree", values={"agreement": _percent(evidence.stability)})
    if evidence.wholeness < WHOLE:
        yield Remark(code="organ-in-pieces", values={"share": _percent(evidence.wholeness)})


def _doubts_of_the_scan(evidence: Evidence) -> Iterator[Remark]:
    for edge in evidence.cut:
        yield Remark(code="organ-cut", values={"edge": edge.value})
    if _is_implausible(evidence):
        low, high = PLAUSIBLE_ML[evidence.label.name]
        yield Remark(
            code="volume-implausible",
            values={"low": round(low), "high": round(high)},
        )


def _is_implausible(evidence: Evidence) -> bool:
    low, high = PLAUSIBLE_ML.get(evidence.label.name, (0, float("inf")))
    return not low <= evidence.volume_ml <= high


def _percent(share: float) -> int:
    """Rounded down, so that it never promises more."""
    return int(100 * share + 1e-9)
