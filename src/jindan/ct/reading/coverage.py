"""Does the volume reach over the upper abdomen? A best effort from the body outline and the lungs.

It sees where lung ends and how far the body goes on below; it does not recognise organs, so it only
makes remarks, never refusals.
"""

from dataclasses import dataclass

import nibabel as nib
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.analysis import Remark
from jindan.ct.volume import Volume

GRID_MM = 5.0
NEEDED_BELOW_LUNGS_MM = 150.0
"""From the lung bases to below the pancreatic head and most of both kidneys in adults, roughly."""
NEEDED_LUNG_MM = 60.0
"""The dome of the liver rises about this far into the chest above the lowest lung."""
LEAST_BODY_MM = 150.0
_LUNG_SHARE = 0.08
_BODY_ABOVE_HU = -300

Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The body on a coarse grid whose last axis runs from inferior to superior.

    lung_share: for each level, the share of the body's cross-section filled with lung-like air.
    step_mm: distance between levels. width_mm: widest extent of the body from side to side.
    is_cut: the body touches the border of the field of view at the sides, front or back.
    """

    lung_share: NDArray[np.float64]
    step_mm: float
    width_mm: float
    is_cut: bool


def coverage_remarks(volume: Volume) -> tuple[Remark, ...]:
    """What the reader should know about the part of the body that the volume covers."""
    outline = outline_of(volume)
    if outline.width_mm < LEAST_BODY_MM:
        return (Remark(code="no-body-outline"),)
    remarks = list(_lung_remarks(outline))
    if outline.is_cut:
        remarks.append(Remark(code="body-cut"))
    return tuple(remarks)


def _lung_remarks(outline: Outline) -> list[Remark]:
    levels = np.flatnonzero(outline.lung_share > _LUNG_SHARE)
    if len(levels) == 0:
        return [Remark(code="dome-may-be-cut")]
    top = len(outline.lung_share) - 1
    below_mm = float(levels[0] * outline.step_mm)
    if below_mm < (top - levels[-1]) * outline.step_mm:
        return [Remark(code="lungs-at-lower-end")]
    remarks = []
    if (top + 1 - levels[0]) * outline.step_mm < NEEDED_LUNG_MM:
        remarks.append(Remark(code="dome-may-be-cut"))
    if below_mm < NEEDED_BELOW_LUNGS_MM:
        remarks.append(Remark(code="short-below-lungs", values={"covered_mm": round(below_mm)}))
    return remarks


def outline_of(volume: Volume) -> Outline:
    """Find the body: the largest connected part above −300 HU, filled level by level."""
    coarse, steps = _coarse_ras(volume)
    body = _largest(coarse > _BODY_ABOVE_HU)
    filled = np.stack(
        [ndimage.binary_fill_holes(level) for level in np.moveaxis(body, 2, 0)], axis=2
    )
    lung = filled & (coarse > -950) & (coarse < -500)
    area = filled.sum(axis=(0, 1))
    columns = np.flatnonzero(filled.any(axis=(1, 2)))
    return Outline(
        lung_share=lung.sum(axis=(0, 1)) / np.maximum(area, 1),
        step_mm=steps[2],
        width_mm=float(np.ptp(columns) * steps[0]) if len(columns) else 0.0,
        is_cut=_touches_border(filled),
    )


def _coarse_ras(volume: Volume) -> tuple[NDArray[np.int16], tuple[float, float, float]]:
    """Every n-th voxel, about 5 mm apart, turned to right-anterior-superior."""
    steps = [max(1, round(GRID_MM / spacing)) for spacing in volume.spacing_mm]
    thinned = volume.voxels[tuple(slice(None, None, step) for step in steps)]
    turn = nib.io_orientation(volume.affine)
    turned = nib.apply_orientation(thinned, turn)
    spacing = np.empty(3)
    spacing[turn[:, 0].astype(int)] = np.multiply(steps, volume.spacing_mm)
    return turned, (float(spacing[0]), float(spacing[1]), float(spacing[2]))


def _largest(mask: Mask) -> Mask:
    labels, count = ndimage.label(mask)
    if count == 0:
        return mask
    return np.asarray(labels == 1 + np.argmax(np.bincount(labels.ravel())[1:]))


def _touches_border(filled: Mask) -> bool:
    """Whether more than a fifth of the levels reach the side, front or back border."""
    edges = [
        filled[0].any(axis=0),
        filled[-1].any(axis=0),
        filled[:, 0].any(axis=0),
        filled[:, -1].any(axis=0),
    ]
    return bool(np.mean(np.any(edges, axis=0)) > 0.2)
