"""Confidence in the segment of each organ, and the rule by which an organ is withheld.

Confidence is an expected Dice. It starts at the organ's published Dice, and each sign that this scan
differs from the published ones lowers it. Below `ABSTAIN_BELOW` the organ is withheld. The numbers
were chosen on two real scans (docs/decisions/0022-confidence.md): they rank, and are not calibrated
probabilities.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jindan.analysis import Note
from jindan.ct.examination import Segment
from jindan.ct.networks.manifest import Label
from jindan.ct.segmenting.edges import Edge
from jindan.ct.segmenting.organs import PLAUSIBLE_ML

ABSTAIN_BELOW = 0.35
FEWEST_SHARE = 1 / 3
ANCHOR = "liver"
"""Without this organ, or with a smaller share of those the network knows, all are withheld."""

AGREED, STABLE, WHOLE = 0.8, 0.8, 0.9
"""Agreement of the folds, agreement of the last two passes, share of the largest part: less gives a note."""

PUBLISHED_LOW = 0.7
CUT, IMPLAUSIBLE, UNLIKE_TRAINING = 0.7, 0.5, 0.8
"""Factors of confidence for an organ that is cut or of implausible size, and for a scan cut above."""


@dataclass(frozen=True, kw_only=True)
class SegmentEvidence:
    """The evidence about one label of one segmentation.

    agreement: mean Dice of each fold with the ensemble. stability: Dice of the last two passes.
    wholeness: share of the largest connected part. volume_ml: after clean-up, on the volume's grid.
    cut: edges of the scan that the organ touches.
    is_unlike_training: the scan begins below the dome of the liver, as none did in training.
    """

    label: Label
    folds: int
    agreement: float
    stability: float
    wholeness: float
    volume_ml: float
    cut: tuple[Edge, ...]
    is_unlike_training: bool


def judge(evidence: SegmentEvidence) -> Segment:
    """Return the segment with its confidence, the reasons for it, and whether it is withheld."""
    confidence = _confidence(evidence)
    is_withheld = confidence < ABSTAIN_BELOW
    return Segment(
        name=evidence.label.name,
        label=evidence.label.value,
        snomed=evidence.label.snomed,
        disagreement=1 - evidence.agreement,
        confidence=confidence,
        is_withheld=is_withheld,
        notes=tuple(_notes(evidence, is_withheld=is_withheld)),
    )


def withhold_without_abdomen(
    segments: tuple[Segment, ...], *, known: Sequence[Label]
) -> tuple[Segment, ...]:
    """Return the segments as judged, or all of them withheld where they show no upper abdomen.

    Every scan of the training shows one. On a pelvis the network labels bowel as stomach, and folds
    and passes agree. Organs whose published Dice is below `ABSTAIN_BELOW` are not expected.
    """
    shown = {segment.name for segment in segments if not segment.is_withheld}
    expected = {label.name for label in known if label.dice >= ABSTAIN_BELOW}
    if len(shown) >= FEWEST_SHARE * len(expected) and {ANCHOR} & expected <= shown:
        return segments
    why = Note(code="abdomen-not-recognised")
    return tuple(
        segment
        if segment.is_withheld
        else replace(segment, is_withheld=True, confidence=0.0, notes=(why, *segment.notes))
        for segment in segments
    )


def _confidence(evidence: SegmentEvidence) -> float:
    consistency = min(evidence.agreement, evidence.stability)
    confidence = evidence.label.dice * consistency * evidence.wholeness
    if evidence.cut:
        confidence *= CUT
    if _is_implausible(evidence):
        confidence *= IMPLAUSIBLE
    if evidence.is_unlike_training:
        confidence *= UNLIKE_TRAINING
    return confidence


def _notes(evidence: SegmentEvidence, *, is_withheld: bool) -> Iterator[Note]:
    if evidence.volume_ml == 0:
        yield Note(code="organ-not-found")
        return
    if is_withheld:
        percent = _percent(_confidence(evidence))
        yield Note(code="organ-withheld", values={"confidence": percent})
    yield from _flags(evidence)


def _flags(evidence: SegmentEvidence) -> Iterator[Note]:
    """Yield a note for each reason to check the segment, first of the network, then of the scan."""
    if evidence.label.dice < PUBLISHED_LOW:
        yield Note(code="published-accuracy-low", values={"dice": round(100 * evidence.label.dice)})
    if evidence.agreement < AGREED:
        agreement = _percent(evidence.agreement)
        yield Note(code="folds-disagree", values={"agreement": agreement, "folds": evidence.folds})
    if evidence.stability < STABLE:
        yield Note(code="passes-disagree", values={"agreement": _percent(evidence.stability)})
    if evidence.wholeness < WHOLE:
        yield Note(code="organ-in-pieces", values={"share": _percent(evidence.wholeness)})
    for edge in evidence.cut:
        yield Note(code="organ-cut", values={"edge": edge.value})
    if _is_implausible(evidence):
        low, high = PLAUSIBLE_ML[evidence.label.name]
        yield Note(
            code="volume-implausible",
            values={"low": round(low), "high": round(high)},
        )


def _is_implausible(evidence: SegmentEvidence) -> bool:
    low, high = PLAUSIBLE_ML.get(evidence.label.name, (0, float("inf")))
    return not low <= evidence.volume_ml <= high


def _percent(share: float) -> int:
    """Return a percentage rounded down, so that it never overstates."""
    return int(100 * share + 1e-9)  # 0.29 * 100 is 28.999…
