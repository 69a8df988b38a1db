"""How well the CT networks do on two open scans, and whether they withhold what they missed.

    JINDAN_ASSETS_MIRROR=… python benchmarks/ct_accuracy.py

Scan 1 has expert contours of stomach and duodenum together (Hong et al., Sci Data 9, 637, 2022):
those figures are accuracy. Scan 2 has the labels of another network (TotalSegmentator): agreement.
The built-in network is compared on both with other labels at hand: on scan 1 those of the published
ensemble. Ends with status 1 when one of the promises of `kept` is broken.
"""

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nibabel
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, spatial

from jindan import assets
from jindan.ct import networks
from jindan.ct.examination import Segment
from jindan.ct.segmenting.abdomen import label_and_judge
from jindan.ct.segmenting.ensemble import dice
from jindan.ct.volume import Volume

CANCER = "tcia-pancreatic-ct-cbct-001"
CUT_OFF = "totalsegmentator-example"
EXPERT_STOMACH_AND_DUODENUM = 3
SILVER: Mapping[str, int] = {
    "spleen": 1, "left-kidney": 3, "gallbladder": 4, "liver": 5, "stomach": 6, "pancreas": 7,
    "oesophagus": 15, "duodenum": 19,
}  # fmt: skip
"""The labels of TotalSegmentator's class map `total` that the network also knows."""

Labels = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Result:
    """A scan with what the network drew on it, and the judgement of each organ."""

    volume: Volume
    labels: Labels
    segments: tuple[Segment, ...]
    seconds: float

    def drawn(self, *names: str) -> Mask:
        """The voxels of the named structures, whether or not they are reported."""
        values = [segment.label for segment in self.segments if segment.name in names]
        chosen: Mask = np.isin(self.labels, values)
        return chosen

    def mask(self, *names: str) -> Mask:
        """The voxels of the named structures; withheld ones have none."""
        return self.drawn(*(name for name in names if not self.is_withheld(name)))

    def is_withheld(self, name: str) -> bool:
        """Whether the structure is not reported."""
        return any(s.is_withheld for s in self.segments if s.name == name)


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a pancreas runs. Distances are between nearest voxels.

    wholeness: share of the largest connected part. length_mm: from its right end to its left end.
    head_to_duodenum_mm: from any of it. tail_to_spleen_mm: from its leftmost tenth to the spleen or
    the left kidney.
    """

    wholeness: float
    length_mm: float
    head_to_duodenum_mm: float
    tail_to_spleen_mm: float

    @property
    def is_whole(self) -> bool:
        """Whether one piece of 10 cm or more joins the duodenum and nears the splenic hilum."""
        return (
            self.wholeness >= 0.95
            and self.length_mm >= 100
            and self.head_to_duodenum_mm <= 10
            and self.tail_to_spleen_mm <= 40
        )

    def __str__(self) -> str:
        """The course in words."""
        return (
            f"{self.length_mm:.0f} mm across, {100 * self.wholeness:.0f} % in one piece, "
            f"head {self.head_to_duodenum_mm:.0f} mm from the duodenum, "
            f"tail {self.tail_to_spleen_mm:.0f} mm from spleen or kidney"
        )


def main() -> int:
    """Run both scans, print the figures, and give the exit status."""
    mirror = Path(os.environ.get("JINDAN_ASSETS_MIRROR", "."))
    with tempfile.TemporaryDirectory() as folder:
        assets.fetch(["obelisk-unet"], into=Path(folder), mirror=mirror)
        network = networks.open("obelisk-unet", assets=Path(folder))
    say(f"{network.manifest.name} {network.manifest.version} on {network.runtime}")
    cancer = run(find(mirror, CANCER, "ct_cropped.nii.gz"), network=network)
    cut_off = run(find(mirror, CUT_OFF, "ct_abdomen_pelvis_3mm.nii.gz"), network=network)
    promises = {
        **on_cancer(mirror, result=cancer),
        **on_cut_off(mirror, result=cut_off),
        **of_built_in(mirror, ensemble=cancer),
    }
    return kept(promises)


def on_cancer(mirror: Path, *, result: Result) -> Mapping[str, bool]:
    """The promises of the scan with expert contours."""
    labels = read_labels(find(mirror, CANCER, "labels_expert.nii.gz"))
    overlap = dice(result.mask("stomach", "duodenum"), labels == EXPERT_STOMACH_AND_DUODENUM)
    tell(result, title="Pancreatic cancer; expert contours: accuracy")
    course = course_of(result)
    say(f"  stomach + duodenum: Dice {overlap:.3f}\n  pancreas: {course}")
    return {
        "stomach + duodenum reach a Dice of 0.80": overlap >= 0.80,
        "the pancreas is followed from head to tail": course.is_whole,
    }


def on_cut_off(mirror: Path, *, result: Result) -> Mapping[str, bool]:
    """The promise of the scan that begins below the dome of the liver."""
    tell(result, title="Cut-off scan; another network's labels: agreement, not accuracy")
    tell_overlap(result, truth=silver(mirror))
    return {
        "the pancreas is withheld on the cut-off scan": result.is_withheld("pancreas"),
        "no organ of the cut-off scan is reported with an agreement below 0.5": not wrong(
            result, truth=silver(mirror)
        ),
    }


def of_built_in(mirror: Path, *, ensemble: Result) -> Mapping[str, bool]:
    """The promise of the network that comes with the product."""
    with tempfile.TemporaryDirectory() as nothing:
        network = networks.open("abdomen-demo", assets=Path(nothing))
    say(f"\n{network.manifest.name} {network.manifest.version} on {network.runtime}")
    scans = {
        "Pancreatic cancer; agreement with the published ensemble": (
            run(find(mirror, CANCER, "ct_cropped.nii.gz"), network=network),
            {name: ensemble.drawn(name) for name in SILVER},
        ),
        "Cut-off scan; agreement with another network": (
            run(find(mirror, CUT_OFF, "ct_abdomen_pelvis_3mm.nii.gz"), network=network),
            silver(mirror),
        ),
    }
    for title, (result, truth) in scans.items():
        say(f"\n{title} ({result.seconds:.0f} s)")
        tell_overlap(result, truth=truth)
    is_honest = not any(wrong(result, truth=truth) for result, truth in scans.values())
    return {"the built-in network reports no organ with an agreement below 0.5": is_honest}


def silver(mirror: Path) -> Mapping[str, Mask]:
    """The organs of the cut-off scan as another network sees them."""
    labels = read_labels(find(mirror, CUT_OFF, "ct_abdomen_pelvis_3mm_labels117.nii.gz"))
    return {name: labels == value for name, value in SILVER.items()}


def tell_overlap(result: Result, *, truth: Mapping[str, Mask]) -> None:
    """Print for each organ the Dice of what was drawn, its confidence, and whether it was reported."""
    say("  organ          Dice   confidence")
    for segment in result.segments:
        mask = truth[segment.name]
        overlap = f"{dice(result.drawn(segment.name), mask):.3f}" if mask.any() else "none "
        fate = "withheld" if segment.is_withheld else "reported"
        say(f"  {segment.name:14} {overlap}  {segment.confidence:.2f}  {fate}")


def wrong(result: Result, *, truth: Mapping[str, Mask]) -> list[str]:
    """The organs that are reported with a Dice below 0.5."""
    return [
        segment.name
        for segment in result.segments
        if not segment.is_withheld and dice(result.drawn(segment.name), truth[segment.name]) < 0.5
    ]


def find(mirror: Path, folder: str, name: str) -> Path:
    """A file in the folder of a scan, anywhere below the mirror; without it the run ends."""
    for path in mirror.rglob(f"{folder}/{name}"):
        return path
    sys.exit(f"{folder}/{name} is not below {mirror} (see src/jindan/models/obelisk-unet.md)")


def run(path: Path, *, network: networks.LoadedNetwork) -> Result:
    """A NIfTI volume, segmented."""
    image = nibabel.load(path)
    volume = Volume(voxels=np.asarray(image.dataobj).astype(np.int16), affine=image.affine)
    begun = time.monotonic()
    labels, segments = label_and_judge(volume, network=network)
    seconds = time.monotonic() - begun
    return Result(volume=volume, labels=labels, segments=segments, seconds=seconds)


def read_labels(path: Path) -> Labels:
    """The labels of a NIfTI file."""
    return np.asarray(nibabel.load(path).dataobj).astype(np.uint8)


def course_of(result: Result) -> Course:
    """How the pancreas of a result runs."""
    pancreas = result.mask("pancreas")
    parts, _ = ndimage.label(pancreas, np.ones((3, 3, 3)))
    sizes = np.bincount(parts.ravel())[1:]
    places = places_mm(parts == sizes.argmax() + 1, volume=result.volume)
    tail = places[places[:, 0] <= np.quantile(places[:, 0], 0.1)]
    return Course(
        wholeness=float(sizes.max() / sizes.sum()),
        length_mm=float(np.ptp(places[:, 0])),
        head_to_duodenum_mm=nearest_mm(
            places, places_mm(result.mask("duodenum"), volume=result.volume)
        ),
        tail_to_spleen_mm=nearest_mm(
            tail, places_mm(result.mask("spleen", "left-kidney"), volume=result.volume)
        ),
    )


def places_mm(mask: NDArray[np.bool_], *, volume: Volume) -> NDArray[np.float64]:
    """Where the voxels of a mask are, in RAS millimetres."""
    places: NDArray[np.float64] = np.argwhere(mask) @ volume.affine[:3, :3].T + volume.affine[:3, 3]
    return places


def nearest_mm(some: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    """The shortest distance between two sets of places."""
    return float(spatial.KDTree(others).query(some)[0].min())


def tell(result: Result, *, title: str) -> None:
    """Print each structure with its volume, confidence and notes."""
    say(f"\n{title} ({result.seconds:.0f} s)")
    for segment_ in result.segments:
        volume_ml = result.mask(segment_.name).sum() * result.volume.voxel_ml
        number = "withheld" if segment_.is_withheld else f"{volume_ml:6.0f} mL"
        say(f"  {segment_.name:14} confidence {segment_.confidence:.2f}  {number}")
        for note in segment_.notes:
            say(f"      {note.in_language('en')}")


def kept(promises: Mapping[str, bool]) -> int:
    """Print which promises are kept; 1 when one is broken."""
    say("")
    for promise, is_kept in promises.items():
        say(f"{'kept  ' if is_kept else 'BROKEN'} {promise}")
    return 0 if all(promises.values()) else 1


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
