"""Files of volumes and labels on their own grid."""

from pathlib import Path

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

from jindan.ct.volume import Affine

_SCANNER = 1
"""NIfTI's xform code for "scanner-based anatomical coordinates"."""


def write_nifti(
    voxels: NDArray[np.int16] | NDArray[np.float32] | NDArray[np.uint8],
    *,
    affine: Affine,
    path: Path,
) -> None:
    """Write HU (int16 or float32) or labels (uint8) as NIfTI-1, compressed if `path` ends in .gz.

    sform and qform both hold `affine` (voxel → RAS millimetres). No text field is filled.
    """
    image = nib.Nifti1Image(voxels, affine)
    image.header.set_xyzt_units("mm")
    image.set_sform(affine, code=_SCANNER)
    image.set_qform(affine, code=_SCANNER)
    image.to_filename(path)
