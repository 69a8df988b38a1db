"""A CT series as voxels with their position in the patient."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Affine = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Volume:
    """Voxels in Hounsfield units and their position in the patient.

    voxels: int16 or float32, shape (i, j, k).
    affine: 4×4, voxel index → millimetres in RAS+ patient space, as in NIfTI: +x towards the patient's
        right, +y anterior, +z superior. (DICOM's LPS differs in the sign of x and y.)
    """

    voxels: NDArray[np.int16] | NDArray[np.float32]
    affine: Affine

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Distance between voxel centres along i, j and k, in millimetres."""
        i, j, k = np.linalg.norm(self.affine[:3, :3], axis=0)
        return float(i), float(j), float(k)

    @property
    def voxel_ml(self) -> float:
        """The volume of one voxel in millilitres."""
        return float(abs(np.linalg.det(self.affine[:3, :3])) / 1000)
