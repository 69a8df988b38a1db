"""Accuracy of the demonstration network, segmented as in the product, for the table of its card."""

import argparse
import json
import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

from jindan import assets
from jindan.ct.networks import LoadedNetwork
from jindan.ct.networks import open as open_network
from jindan.ct.segmenting.abdomen import label_and_judge
from jindan.ct.segmenting.ensemble import dice
from jindan.ct.synthetic import abdomen
from jindan.ct.volume import Volume

Labels = NDArray[np.uint8]

ORGANS = {
    "spleen": "spleen",
    "pancreas": "pancreas",
    "left kidney": "kidney_left",
    "gallbladder": "gallbladder",
    "oesophagus": "esophagus",
    "liver": "liver",
    "stomach": "stomach",
    "duodenum": "duodenum",
}
"""The organs in order of their labels, each with its name in the class map of TotalSegmentator."""
FIRST_HELD_OUT = 1_000_000
"""First seed of the evaluation, far above all seeds of the training."""


def segment(volume: Volume, *, network: LoadedNetwork) -> Labels:
    """Return labels on the volume's own grid, none withheld."""
    labels, _ = label_and_judge(volume, network=network)
    return labels


def dice_of_organs(labels: Labels, truth: Labels) -> list[float]:
    """Return Dice of each of the eight organs, NaN where the truth does not have the organ."""
    masks = [(labels == label, truth == label) for label in range(1, len(ORGANS) + 1)]
    return [dice(ours, theirs) if theirs.any() else float("nan") for ours, theirs in masks]


def held_out(network: LoadedNetwork, *, count: int) -> NDArray[np.float64]:
    """Return Dice of each organ on synthetic abdomens that were not in training, count × 8."""

    def measured(seed: int) -> list[float]:
        volume, truth = abdomen(np.random.default_rng(seed))
        return dice_of_organs(segment(volume, network=network), truth)

    return np.array([measured(FIRST_HELD_OUT + number) for number in range(count)])


def read(path: Path) -> Volume:
    """Return the volume of a NIfTI file."""
    image = nib.load(path)
    return Volume(voxels=np.asarray(image.get_fdata(), np.float32), affine=image.affine)


def silver(network: LoadedNetwork, *, scans: Path) -> list[float]:
    """Return Dice of each organ against the labels of TotalSegmentator on its example scan."""
    folder = scans / "totalsegmentator-example"
    classes = json.loads((folder / "labels117.json").read_text(encoding="utf-8"))
    names = {name: int(value) for value, name in classes.items()}
    theirs = read(folder / "ct_abdomen_pelvis_3mm_labels117.nii.gz").voxels
    truth = np.zeros(theirs.shape, np.uint8)
    for label, name in enumerate(ORGANS.values(), start=1):
        truth[theirs == names[name]] = label
    labels = segment(read(folder / "ct_abdomen_pelvis_3mm.nii.gz"), network=network)
    return dice_of_organs(labels, truth)


def beside_ensemble(network: LoadedNetwork, *, scans: Path) -> list[float]:
    """Return Dice of each organ against the published ensemble on a patient with cancer."""
    volume = read(scans / "tcia-pancreatic-ct-cbct-001" / "ct_cropped_3mm.nii.gz")
    with tempfile.TemporaryDirectory() as folder:
        assets.fetch(["obelisk-unet"], into=Path(folder), mirror=scans)
        published = open_network("obelisk-unet", assets=Path(folder))
    return dice_of_organs(segment(volume, network=network), segment(volume, network=published))


def expert(network: LoadedNetwork, *, scans: Path) -> float:
    """Return Dice of stomach with duodenum against expert contours, within the contoured region."""
    folder = scans / "tcia-pancreatic-ct-cbct-001"
    contoured = read(folder / "roi_expert.nii.gz").voxels > 0
    truth = read(folder / "labels_expert.nii.gz").voxels == 3
    labels = segment(read(folder / "ct_cropped.nii.gz"), network=network)
    return dice(np.isin(labels, (7, 8)) & contoured, truth & contoured)


def main() -> None:
    """Print Dice on held-out synthetic abdomens and on the two open scans of a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("scans", type=Path, help="the folder `ct` of the assets mirror")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--network", default="abdomen-demo")
    parser.add_argument("--assets", type=Path, default=Path(), help="the folder of another network")
    chosen = parser.parse_args()
    network = open_network(chosen.network, assets=chosen.assets)
    drawn, scan = held_out(network, count=chosen.count), silver(network, scans=chosen.scans)
    patient = beside_ensemble(network, scans=chosen.scans)
    rows = zip(ORGANS, np.nanmean(drawn, 0), np.nanmin(drawn, 0), scan, patient, strict=True)
    print("| organ | synthetic, mean | synthetic, lowest | unenhanced scan | patient |")
    print("|---|---|---|---|---|")
    for organ, *figures in rows:
        print(f"| {organ} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")
    print(f"\nstomach + duodenum, expert contours: {expert(network, scans=chosen.scans):.2f}")


if __name__ == "__main__":
    main()
