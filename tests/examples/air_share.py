"""How much of a scan is air: the science half of the example in docs/how-to/add-an-analysis.md."""

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Workspace
from jindan.ct.reading.nifti import read_nifti


class AirParams(BaseModel):
    """Below how many Hounsfield units a voxel counts as air."""

    model_config = ConfigDict(frozen=True)

    below_hu: int = Field(-900, ge=-1024, le=0)


class AirShare(BaseModel):
    """The share of voxels that are air, 0 to 1."""

    model_config = ConfigDict(frozen=True)

    share: float


def air_share(workspace: Workspace, params: AirParams) -> AirShare:
    """Count the air in the NIfTI volume of the input `volume`; leaves the count in `air.txt`.

    Raises the refusals of `jindan.ct.reading.nifti.read_nifti`.
    """
    workspace.progress(0.1, "reading")
    voxels = read_nifti(workspace.inputs["volume"]).voxels
    workspace.progress(0.8, "measuring")
    count = int(np.count_nonzero(voxels < params.below_hu))
    (workspace.outputs / "air.txt").write_text(f"{count}\n", encoding="utf-8")
    return AirShare(share=count / voxels.size)
