"""The quality gate and the abstention on degraded scans: tables and the curve.

    JINDAN_ASSETS_MIRROR=… python -m benchmarks.degraded.report FOLDER [--svg FILE]

FOLDER holds what `benchmarks.degraded.evidence` wrote. The rule of confidence was chosen on the tuning
half; the reporting half is what counts. Ends with status 1 when that half holds a reported organ with a
Dice below 0.5, or when a lying scan that the gate promises to refuse gets through.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.degraded.drawing import draw
from benchmarks.degraded.risk import Claim, area, count
from benchmarks.degraded.scans import FILES
from benchmarks.degraded.variants import Expected, Variant, variants
from pydantic import TypeAdapter

from jindan.assets import MODELS
from jindan.ct.examination import Segment
from jindan.ct.networks.manifest import Label, read_manifest
from jindan.ct.segmenting.confidence import SegmentEvidence, judge, withhold_without_abdomen
from jindan.ct.segmenting.edges import Edge

NOT_SEEN = "slice distance misstated"
"""The lie that no gate here can see: only implausible volumes tell of it."""


class Half(StrEnum):
    """Which half of the variants: the rule was chosen on one and is reported on the other."""

    TUNING = "tuning"
    REPORTING = "reporting"


@dataclass(frozen=True, kw_only=True)
class Organ:
    """What is known of one label on one variant; see `benchmarks.degraded.evidence`."""

    name: str
    agreement: float
    stability: float
    wholeness: float
    sureness: float
    volume_ml: float
    reference_ml: float
    dice: float
    cut: list[str]
    hounsfield: list[float]
    centre: list[float]
    published: float


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is on file for one variant: the problem, or the notes and the organs."""

    refused: str = ""
    notes: tuple[str, ...] = ()
    organs: tuple[Organ, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A variant of a scan with what is on file about it."""

    scan: str
    variant: Variant
    half: Half
    kept: Kept


def main() -> int:
    """Print the tables, draw the curve, and give the exit status."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--svg", type=Path)
    chosen = parser.parse_args()
    cases = list(read_cases(chosen.folder))
    let_through = tell_gate(cases)
    reported_wrong = tell_organs(cases)
    if chosen.svg:
        draw(claims(cases, half=Half.REPORTING), into=chosen.svg)
    return 1 if let_through or reported_wrong else 0


def read_cases(folder: Path) -> Iterator[Case]:
    """All variants on file. Of each kind one half takes one scan, and the next kind the other."""
    reader = TypeAdapter(Kept)
    kinds = list(dict.fromkeys((variant.kind, variant.degree) for variant in variants()))
    for variant in variants():
        for number, scan in enumerate(FILES):
            path = folder / f"{scan}, {variant.name}.json"
            is_even = (kinds.index((variant.kind, variant.degree)) // 2 + number) % 2 == 0
            if not path.exists():
                say(f"not on file: {path.stem}")
                continue
            yield Case(
                scan=scan,
                variant=variant,
                half=Half.TUNING if is_even else Half.REPORTING,
                kept=reader.validate_python(json.loads(path.read_text(encoding="utf-8"))),
            )


def tell_gate(cases: Sequence[Case]) -> int:
    """Print what the gate does with each lying scan; gives how many get through that should not."""
    say("Lying scans, and by which problem the gate refuses them")
    lying = [case for case in cases if case.variant.expected is Expected.NOTHING]
    through = 0
    for case in lying:
        through += not case.kept.refused and case.variant.kind != NOT_SEEN
        say(f"  {case.scan:8} {case.variant.name:34} {case.kept.refused or 'no'}")
    say(f"  refused {sum(bool(case.kept.refused) for case in lying)} of {len(lying)}")
    honest = [case for case in cases if case.variant.expected is Expected.NUMBERS]
    say(
        f"Honest scans refused: {[f'{c.scan}, {c.variant.name}: {c.kept.refused}' for c in honest if c.kept.refused]}"
    )
    return through


def tell_organs(cases: Sequence[Case]) -> int:
    """Print what was reported and withheld; gives how many wrong organs the reporting half reports."""
    wrong = 0
    for half in Half:
        some = claims(cases, half=half)
        found = count(some)
        wrong = found.reported_wrong
        say(
            f"{half:9} reported {found.reported_right} right, {found.reported_wrong} wrong; "
            f"withheld {found.withheld_right} right, {found.withheld_wrong} wrong; "
            f"risk {found.risk:.2f} at coverage {found.coverage:.2f}; "
            f"mean risk of the curve {area(some):.3f}"
        )
    return wrong


def claims(cases: Sequence[Case], *, half: Half) -> list[Claim]:
    """Every organ drawn on the scans of a half that are not refused."""
    known = read_manifest(MODELS / "obelisk-unet.toml").labels
    return [
        Claim(confidence=segment.confidence, is_reported=not segment.is_withheld, dice=organ.dice)
        for case in cases
        if case.half is half and case.kept.organs
        for organ, segment in zip(
            case.kept.organs, _judged(case.kept.organs, known=known), strict=True
        )
        if organ.volume_ml > 0
    ]


def _judged(organs: Sequence[Organ], *, known: Sequence[Label]) -> tuple[Segment, ...]:
    """The product's own judgement of the organs of one scan."""
    return withhold_without_abdomen(
        tuple(judge(each) for each in _evidence(organs, known=known)), known=known
    )


def _evidence(organs: Sequence[Organ], *, known: Sequence[Label]) -> Iterator[SegmentEvidence]:
    is_cut_above = any(organ.name == "liver" and "above" in organ.cut for organ in organs)
    for organ, label in zip(organs, known, strict=True):
        yield SegmentEvidence(
            label=label,
            folds=4,
            agreement=organ.agreement,
            stability=organ.stability,
            wholeness=organ.wholeness,
            volume_ml=organ.volume_ml,
            cut=tuple(Edge(edge) for edge in organ.cut),
            is_unlike_training=is_cut_above,
        )


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
