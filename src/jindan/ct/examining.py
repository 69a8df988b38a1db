"""Examine one series: segment it, measure it, and make its pictures, mesh and 3D page.

The same function serves the command line and the server's worker.
"""

from jindan.analysis import Workspace, part_of
from jindan.ct import networks
from jindan.ct.drawing.illustrations import illustrate
from jindan.ct.export import write_nifti
from jindan.ct.findings import Examination, ExaminationParams
from jindan.ct.measurements import measure
from jindan.ct.preview import preview_of
from jindan.ct.reading.nifti import read_nifti
from jindan.ct.segmenting.abdomen import segment

LABELS = "labels.nii.gz"
PREVIEW = "preview.nii.gz"
READ, SEGMENTED, MEASURED = 0.04, 0.87, 0.89
"""How much of the time has gone by, as measured on a series of 79 slices, so that estimates hold."""


def examine(workspace: Workspace, params: ExaminationParams) -> Examination:
    """Segment the NIfTI volume of the input `volume`.

    Leaves `labels.nii.gz` on the volume's own grid and a coarse `preview.nii.gz` beside the pictures.
    Raises the refusals of `jindan.ct.errors`, and NetworkMissing where the network is not installed.
    """
    progress = workspace.progress
    reading = part_of(progress, start=0.0, end=READ)
    volume = read_nifti(workspace.inputs["volume"], progress=reading)
    network = networks.open(params.network, assets=workspace.assets)
    segmentation = segment(
        volume, network=network, progress=part_of(progress, start=READ, end=SEGMENTED)
    )
    progress(SEGMENTED, "measuring")
    measurements = measure(volume, segmentation)
    write_nifti(segmentation.labels, affine=segmentation.affine, path=workspace.outputs / LABELS)
    preview = preview_of(volume)
    write_nifti(preview.voxels, affine=preview.affine, path=workspace.outputs / PREVIEW)
    pictures = illustrate(
        volume,
        segmentation,
        measurements,
        into=workspace.outputs,
        progress=part_of(progress, start=MEASURED, end=1.0),
    )
    return Examination(
        segments=segmentation.segments,
        measurements=measurements,
        pictures=pictures,
        remarks=segmentation.remarks,
        network=network.provenance,
    )
