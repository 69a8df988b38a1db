"""Examine one series: segment it, show it at once, measure it, and make its chart, mesh and 3D page.

The same function serves the command line and the server's worker.
"""

from concurrent.futures import ThreadPoolExecutor

from jindan.analysis import Workspace, part_of
from jindan.ct import networks
from jindan.ct.coarse import coarsened
from jindan.ct.examination import Examination, ExaminationParams
from jindan.ct.export import write_nifti
from jindan.ct.measurements import measure
from jindan.ct.reading.nifti import read_nifti
from jindan.ct.segmenting.abdomen import segment

LABELS = "labels.nii.gz"
COARSE = "coarse.nii.gz"
READ, SEGMENTED, DRAWN, MEASURED = 0.04, 0.87, 0.93, 0.94
"""How much of the time has gone by, as measured on a series of 79 slices, so that estimates hold."""


def examine(workspace: Workspace, params: ExaminationParams) -> Examination:
    """Segment the NIfTI volume of the input `volume`.

    Leaves `labels.nii.gz` on the volume's own grid and `coarse.nii.gz` beside the pictures.
    Raises the problems of `jindan.ct.errors`, and NetworkMissing where the network is not installed.
    """
    progress = workspace.progress
    reading = part_of(progress, start=0.0, end=READ)
    with ThreadPoolExecutor(max_workers=1) as beside:
        opening = beside.submit(networks.open, params.network, assets=workspace.assets)
        volume = read_nifti(workspace.inputs["volume"], progress=reading)
        network = opening.result()
    segmentation = segment(
        volume, network=network, progress=part_of(progress, start=READ, end=SEGMENTED)
    )
    write_nifti(segmentation.labels, affine=segmentation.affine, path=workspace.outputs / LABELS)
    progress(SEGMENTED, "drawing-slices")
    from jindan.ct.drawing.illustrations import (  # noqa: PLC0415 - 0.1 GB that the network's peak is spared
        draw_slices,
        illustrate,
    )

    slices = draw_slices(volume, segmentation, into=workspace.outputs, ready=workspace.ready)
    progress(DRAWN, "measuring")
    findings = measure(volume, segmentation)
    coarse = coarsened(volume)
    write_nifti(coarse.voxels, affine=coarse.affine, path=workspace.outputs / COARSE)
    pictures = illustrate(
        segmentation,
        findings,
        into=workspace.outputs,
        progress=part_of(progress, start=MEASURED, end=1.0),
    )
    return Examination(
        segments=segmentation.segments,
        findings=findings,
        pictures=(*slices, *pictures),
        notes=segmentation.notes,
        network=network.provenance,
    )
