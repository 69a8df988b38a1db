"""The two open scans at 3 mm, each with the labels that its variants are compared with."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import nibabel as nib
import numpy as np
from benchmarks.degraded.variants import Labels, Scan
from numpy.typing import NDArray

from jindan import assets
from jindan.ct import networks
from jindan.ct.segmenting.abdomen import segment
from jindan.ct.volume import Volume

CANCER, CUT_OFF = "cancer", "cut-off"
FILES: Mapping[str, tuple[str, str, str]] = {
    CANCER: ("tcia-pancreatic-ct-cbct-001", "ct_cropped_3mm.nii.gz", "labels_expert_3mm.nii.gz"),
    CUT_OFF: (
        "totalsegmentator-example",
        "ct_abdomen_pelvis_3mm.nii.gz",
        "ct_abdomen_pelvis_3mm_labels117.nii.gz",
    ),
}
SILVER: Mapping[int, int] = {1: 1, 7: 2, 3: 3, 4: 4, 15: 5, 5: 6, 6: 7, 19: 8}
"""Labels of TotalSegmentator's class map `total`, and the catalogue's."""


def mirror() -> Path:
    """The folder that holds the open scans."""
    return Path(os.environ.get("JINDAN_ASSETS_MIRROR", "."))


def find(folder: str, name: str) -> Path:
    """A file in the folder of a scan, anywhere below the mirror; without it the run ends."""
    for path in mirror().rglob(f"{folder}/{name}"):
        return path
    sys.exit(f"{folder}/{name} is not below {mirror()} (see src/jindan/models/obelisk-unet.md)")


def ensemble(folder: Path) -> networks.LoadedNetwork:
    """The published ensemble, its weights fetched into a folder."""
    assets.fetch(["obelisk-unet"], into=folder, mirror=mirror())
    return networks.open("obelisk-unet", assets=folder)


def read_scan(name: str, *, network: networks.LoadedNetwork, folder: Path) -> Scan:
    """A scan in RAS+ order with its reference labels; what had to be computed is kept in the folder.

    Cut-off: the labels of TotalSegmentator (silver). Cancer: what the ensemble itself finds on the
    undegraded scan, for whose stomach and duodenum there are expert contours (Dice 0.82) and whose
    other organs were looked at; agreement with itself, not accuracy.
    """
    shelf, voxels, labels = FILES[name]
    image = nib.as_closest_canonical(nib.load(find(shelf, voxels)))
    volume = Volume(voxels=np.asarray(image.dataobj).astype(np.int16), affine=image.affine)
    if name == CANCER:
        kept = folder / f"{name}, reference.npy"
        if not kept.exists():
            np.save(kept, segment(volume, network=network).labels)
        return Scan(volume=volume, labels=np.load(kept))
    theirs = nib.as_closest_canonical(nib.load(find(shelf, labels)))
    return Scan(volume=volume, labels=_in_catalogue(np.asarray(theirs.dataobj).astype(np.uint8)))


def _in_catalogue(theirs: NDArray[np.uint8]) -> Labels:
    table = np.zeros(256, np.uint8)
    table[list(SILVER)] = list(SILVER.values())
    return table[theirs]
