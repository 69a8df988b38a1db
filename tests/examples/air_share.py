"""How much of a scan is air: the science half of the example in docs/how-to/add-an-analysis.md."""

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Workspace
from jindan.ct.reading.nifti import read_nifti
from jindan.findings.finding import Finding, Focus, FocusKind
from jindan.findings.values import Concept, percent

PATIENT = Focus(kind=FocusKind.PATIENT, name="patient", key="focus-patient")
AIR = Concept(name="air-share", text="Air")


class AirParams(BaseModel):
    """Below how many Hounsfield units a voxel counts as air."""

    model_config = ConfigDict(frozen=True)

    below_hu: int = Field(-900, ge=-1024, le=0)


class AirShare(BaseModel):
    """The share of voxels that are air, 0 to 1."""

    model_config = ConfigDict(frozen=True)

    share: float


def air_share(workspace: Workspace, params: AirParams) -> AirShare:
    """Count the air in the NIfTI volume of the input `volume`, and write the count to `air.txt`.

    Raises the problems of `jindan.ct.reading.nifti.read_nifti`.
    """
    workspace.progress(0.1, "reading")
    voxels = read_nifti(workspace.inputs["volume"]).voxels
    workspace.progress(0.8, "measuring")
    count = int(np.count_nonzero(voxels < params.below_hu))
    (workspace.outputs / "air.txt").write_text(f"{count}\n", encoding="utf-8")
    return AirShare(share=count / voxels.size)


def findings_of(air: AirShare) -> tuple[Finding, ...]:
    """Return what the measurement says of the patient: the share of air, in per cent."""
    return (Finding(id=AIR.name, focus=PATIENT, code=AIR, value=percent(air.share)),)
