"""How often what is reported is wrong, at every limit of confidence: the risk-coverage curve."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WRONG_BELOW = 0.5
"""Dice with the reference. Below it an outline misses more of an organ than it shares with it."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One organ that the network drew on one variant. dice: with the reference, 0 where it has none."""

    confidence: float
    is_reported: bool
    dice: float

    @property
    def is_wrong(self) -> bool:
        """Whether a reader would be misled by it."""
        return self.dice < WRONG_BELOW


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Claims by what became of them and by what they were worth."""

    reported_right: int
    reported_wrong: int
    withheld_right: int
    withheld_wrong: int

    @property
    def risk(self) -> float:
        """Share of wrong claims among those reported."""
        return self.reported_wrong / max(self.reported_right + self.reported_wrong, 1)

    @property
    def coverage(self) -> float:
        """Share of all claims that is reported."""
        reported = self.reported_right + self.reported_wrong
        return reported / max(reported + self.withheld_right + self.withheld_wrong, 1)


def count(claims: Sequence[Claim]) -> Counts:
    """Sort claims into the four kinds."""

    def number(*, is_reported: bool, is_wrong: bool) -> int:
        return sum(c.is_reported == is_reported and c.is_wrong == is_wrong for c in claims)

    return Counts(
        reported_right=number(is_reported=True, is_wrong=False),
        reported_wrong=number(is_reported=True, is_wrong=True),
        withheld_right=number(is_reported=False, is_wrong=False),
        withheld_wrong=number(is_reported=False, is_wrong=True),
    )


def curve(claims: Sequence[Claim]) -> Iterator[tuple[float, float]]:
    """Coverage and risk when the claims of highest confidence are reported: one, two, … all."""
    ranked = sorted(claims, key=lambda claim: -claim.confidence)
    wrong = 0
    for number, claim in enumerate(ranked, start=1):
        wrong += claim.is_wrong
        yield number / len(ranked), wrong / number


def area(claims: Sequence[Claim]) -> float:
    """Mean risk over all coverages; smaller is better."""
    return sum(risk for _, risk in curve(claims)) / max(len(claims), 1)
