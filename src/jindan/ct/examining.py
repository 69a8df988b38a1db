"""Examine one series: segment it, measure it, and make its pictures, mesh and 3D page.

The same function serves the command line and the server's worker.
"""

from jindan.analysis import Progress, Workspace
from jindan.ct import networks
from jindan.ct.drawing.illustrations import illustrate
from jindan.ct.export import write_nifti
from jindan.ct.findings import Examination, ExaminationParams
from jindan.ct.measurements import measure
from jindan.ct.reading.nifti import read_nifti
from jindan.ct.segmenting.abdomen import segment

LABELS = "labels.nii.gz"


def examine(workspace: Workspace, params: ExaminationParams) -> Examination:
    """Segment the NIfTI volume of the input `volume`.

    Leaves `labels.nii.gz` on the volume's own grid beside the pictures. Raises the refusals of
    `jindan.ct.errors`, and NetworkMissing where the network is not installed.
    """
    progress = workspace.progress
    progress(0.0, "reading")
    volume = read_nifti(workspace.inputs["volume"])
    network = networks.open(params.network, assets=workspace.assets)
    segmentation = segment(volume, network=network, progress=_part(progress, start=0.05, end=0.8))
    progress(0.8, "measuring")
    measurements = measure(volume, segmentation)
    write_nifti(segmentation.labels, affine=segmentation.affine, path=workspace.outputs / LABELS)
    pictures = illustrate(
        volume,
        segmentation,
        measurements,
        into=workspace.outputs,
        progress=_part(progress, start=0.85, end=1.0),
    )
    return Examination(
        segments=segmentation.segments,
        measurements=measurements,
        pictures=pictures,
        remarks=segmentation.remarks,
        network=network.provenance,
    )


def _part(progress: Progress, *, start: float, end: float) -> Progress:
    """Progress of a part of the work as progress of the whole."""

    def told(fraction: float, stage: str) -> None:
        progress(start + (end - start) * fraction, stage)

    return told
