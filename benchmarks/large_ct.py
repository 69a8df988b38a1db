"""Write a synthetic CT of 512 × 512 voxels and any number of slices: the sample, finer, with a scanner's noise."""

import sys
from pathlib import Path

import nibabel as nib
import numpy as np
from scipy import ndimage

from jindan.ct.synthetic import abdomen

SEED = 20261122
SIDE = 512


def write(path: Path, *, slices: int) -> None:
    random = np.random.default_rng(SEED)
    volume, _ = abdomen(random)
    factors = [
        wanted / had for wanted, had in zip((SIDE, SIDE, slices), volume.voxels.shape, strict=True)
    ]
    voxels = ndimage.zoom(np.asarray(volume.voxels, dtype=np.float32), factors, order=1)
    voxels += random.normal(0, 8, voxels.shape).astype(np.float32)
    affine = volume.affine @ np.diag([*(1 / factor for factor in factors), 1.0])
    nib.Nifti1Image(np.rint(voxels).astype(np.int16), affine).to_filename(path)


if __name__ == "__main__":
    write(Path(sys.argv[1]), slices=int(sys.argv[2]))
