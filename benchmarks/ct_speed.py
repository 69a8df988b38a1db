"""How fast the CT path is, and how much memory it takes, against the same folds run plainly; in one run.

    make bench-ct               or   python benchmarks/ct_speed.py [rounds]

Needs the extra `bench` (SimpleITK) and a mirror of the assets (JINDAN_ASSETS_MIRROR). Each side runs in a process of
its own, in turn with the other, and the medians are compared: ours is the whole examination of a worker's child, timed
until its labels are written; the reference is benchmarks/segmenting/plain.py, timed until its labels are. Wall times
of a busy machine mean little, so CPU seconds stand beside them. Ends with status 1 when a promise is broken.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import SimpleITK as sitk
from segmenting.plain import resampled

from jindan import assets
from jindan.ct.segmenting.ensemble import dices

HERE = Path(__file__).parent / "segmenting"
SCANS = {
    "cancer, 460×271×79": "tcia-pancreatic-ct-cbct-001/ct_cropped.nii.gz",
    "cut off, 122×101×112": "totalsegmentator-example/ct_abdomen_pelvis_3mm.nii.gz",
}
LARGE, LARGE_SHAPE = "cancer resampled, 512×512×400", (512, 512, 400)
ROUNDS = 3
FASTER, MEMORY_SHARE, LEAST_DICE, MOST_MB = 2.5, 0.6, 0.99, 1500
LABELLED = "drawing-slices"
"""The stage that begins when the labels are written."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One process: seconds until its labels, its highest memory in MiB, and what it told."""

    wall: float
    cpu: float
    peak: float
    begun: float
    told: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Both sides on one scan, run in turn. dice: of each organ that we report."""

    title: str
    ours: Sequence[Run]
    plain: Sequence[Run]
    floor: Mapping[str, float]
    dice: Mapping[str, float]


def main() -> int:
    """Run both sides on every scan, print the tables, and give the exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    mirror = Path(os.environ.get("JINDAN_ASSETS_MIRROR", "."))
    models = sorted(mirror.rglob("allconvunet_tcia_fold?.onnx"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assets.fetch(["obelisk-unet"], into=folder / "assets", mirror=mirror)
        found = [
            compare(
                title,
                scan,
                folder=folder,
                models=models,
                rounds=1 if title == LARGE else rounds,  # it is there for its memory
            )
            for title, scan in scans(mirror, folder=folder)
        ]
    return judged(found)


def scans(mirror: Path, *, folder: Path) -> Iterator[tuple[str, Path]]:
    """The real scans, and the first of them on a finer grid."""
    found = {title: next(mirror.rglob(place)) for title, place in SCANS.items()}
    yield from found.items()
    large = folder / "large.nii.gz"
    image = sitk.ReadImage(str(next(iter(found.values()))))
    spacing = np.array(image.GetSpacing()) * image.GetSize() / LARGE_SHAPE
    grid = sitk.Image(LARGE_SHAPE, sitk.sitkUInt8)
    grid.CopyInformation(sitk.Image(LARGE_SHAPE, sitk.sitkUInt8))
    grid.SetOrigin(image.GetOrigin())
    grid.SetDirection(image.GetDirection())
    grid.SetSpacing(spacing.tolist())
    sitk.WriteImage(sitk.Cast(resampled(image, on=grid), sitk.sitkInt16), str(large), True)
    yield LARGE, large


def compare(title: str, scan: Path, *, folder: Path, models: list[Path], rounds: int) -> Compared:
    """Ours, theirs, ours, theirs …"""
    files = [str(model) for model in models]
    ours, plain = [], []
    for number in range(rounds):
        outputs = folder / f"{scan.stem}-{number}"
        outputs.mkdir()
        ours.append(of_ours(run("ours.py", scan, outputs, folder / "assets")))
        plain.append(run("plain.py", scan, folder / "plain.nii.gz", *files))
    both = [labels_of(outputs / "labels.nii.gz"), labels_of(folder / "plain.nii.gz")]
    reported = ours[-1].told["reported"]
    overlap = dices(*both, count=max(int(labels.max()) for labels in both))
    floor = run("floor.py", runs_of(ours[-1]), *files)
    result = Compared(
        title=title,
        ours=ours,
        plain=plain,
        floor=floor.told,
        dice={name: overlap[label - 1] for name, label in reported.items()},
    )
    tell(result)
    return result


def run(script: str, *arguments: object) -> Run:
    """One process from its start to its end; times are until what it told."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(HERE / script), *map(str, arguments)], stdout=subprocess.PIPE
    )
    written = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{script} ended with {process.returncode}")
    told = json.loads(written)
    return Run(
        wall=told.get("at", time.monotonic()) - begun,
        cpu=told.get("cpu", 0.0),
        peak=used.ru_maxrss / 1024,
        begun=begun,
        told=told,
    )


def of_ours(whole: Run) -> Run:
    """The same run until its labels were written; its memory stays that of the whole."""
    labelled = next(each for each in whole.told["stages"] if each["stage"] == LABELLED)
    return Run(
        wall=labelled["at"] - whole.begun,
        cpu=labelled["cpu"],
        peak=whole.peak,
        begun=whole.begun,
        told=whole.told,
    )


def runs_of(ours: Run) -> int:
    """How often a fold was run: each run moves progress on."""
    looks = ("looking-for-organs", "segmenting-organs")
    moves = {each["stage"]: each["moves"] for each in ours.told["stages"]}
    return sum(moves[look] for look in looks)


def labels_of(path: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The labels of a NIfTI file."""
    return np.asarray(nibabel.load(path).dataobj).astype(np.uint8)


def middle(runs: Sequence[Run], figure: str) -> float:
    """The median of a figure."""
    return statistics.median(getattr(each, figure) for each in runs)


def ratio(compared: Compared, figure: str) -> float:
    """How many times as much the reference takes."""
    return middle(compared.plain, figure) / middle(compared.ours, figure)


def tell(compared: Compared) -> None:
    """Print both sides, the overlap, where our time goes, and the floor."""
    say(f"\n{compared.title}, until the labels are written; medians of {len(compared.ours)}")
    say(f"  {'':12}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}")
    for name, runs in (("ours", compared.ours), ("reference", compared.plain)):
        wall, cpu, peak = (middle(runs, figure) for figure in ("wall", "cpu", "peak"))
        say(f"  {name:12}{wall:9.1f}{cpu:9.1f}{peak:10.0f}")
    wall, cpu, peak = (ratio(compared, figure) for figure in ("wall", "cpu", "peak"))
    say(
        f"  {'times':12}{wall:9.2f}{cpu:9.2f}{peak:10.2f}   our memory: {100 / peak:.0f} % of theirs"
    )
    network = compared.plain[-1].told["network"]
    say(
        f"  of the reference, its {network['runs']} runs of a fold: "
        f"{network['wall']:.1f} s, CPU {network['cpu']:.1f} s"
    )
    say(
        f"  floor, our {runs_of(compared.ours[-1])} runs of a fold and nothing else: "
        f"{compared.floor['wall']:.1f} s, CPU {compared.floor['cpu']:.1f} s"
    )
    say(
        "  Dice of both: "
        + ", ".join(f"{name} {value:.4f}" for name, value in compared.dice.items())
    )
    tell_stages(compared)


def tell_stages(compared: Compared) -> None:
    """Where our time goes, and when the first picture could be seen."""
    say(f"  {'stage':22}{'wall s':>8}{'CPU s':>8}{'peak MiB so far':>17}")
    for number, stage in enumerate(compared.ours[0].told["stages"][:-1]):
        spent = [
            [
                each.told["stages"][number + 1][key] - each.told["stages"][number][key]
                for key in ("at", "cpu")
            ]
            for each in compared.ours
        ]
        wall, cpu = (statistics.median(column) for column in zip(*spent, strict=True))
        peak = compared.ours[0].told["stages"][number + 1]["peak"]
        say(f"  {stage['stage']:22}{wall:8.2f}{cpu:8.2f}{peak:17.0f}")
    first, last = (
        statistics.median(at - each.begun for each, at in zip(compared.ours, ats, strict=True))
        for ats in (
            [each.told["first_picture_at"] for each in compared.ours],
            [each.told["stages"][-1]["at"] for each in compared.ours],
        )
    )
    say(f"  first picture after {first:.1f} s, everything after {last:.1f} s")


def judged(found: Sequence[Compared]) -> int:
    """Print which promises are kept; 1 when one is broken."""
    say("")
    promises = {}
    for each in found:
        promises |= {
            f"{each.title}: {FASTER} times faster": ratio(each, "wall") >= FASTER,
            f"{each.title}: {MEMORY_SHARE:.0%} of the memory": 1 / ratio(each, "peak")
            <= MEMORY_SHARE,
            f"{each.title}: Dice of both {LEAST_DICE}": min(each.dice.values(), default=0)
            >= LEAST_DICE,
            f"{each.title}: under {MOST_MB} MiB": middle(each.ours, "peak") < MOST_MB,
        }
    for promise, is_kept in promises.items():
        say(f"{'kept  ' if is_kept else 'BROKEN'} {promise}")
    return 0 if all(promises.values()) else 1


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
