"""Whether the anatomy agrees with the affine: spine posterior, large solid organs on the right.

A wrong affine can still be a valid one, and a network trained on correctly oriented patients then
labels the wrong structures. Phantoms without bone are not checked.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.reading.body import Body
from jindan.ct.reading.problems import BodyTurned, LiverOnTheLeft
from jindan.problems import Problem

BONE_HU = 300
LEAST_BONE_ML = 15.0
FORWARD, SIDEWARD = 0.1, 0.15
"""Limits for the middle of all bone, in halves of the body's depth and width. In correct scans it
lies 0.08 to 0.40 behind the middle of the body."""
SOFT_HU = (10, 220)
DEEP_MM = 17.5
"""Only large solid organs have tissue this deep below their surface: most of it is liver."""
LEAST_SOLID_ML, LEFT_TO_RIGHT = 200.0, 1.6
CUT_DEPTH_MM = 80.0
"""Mean depth of the body in the outermost sagittal planes of a volume that cuts through the trunk."""


def orientation_problem(body: Body) -> Problem | None:
    """Return BodyTurned or LiverOnTheLeft when the anatomy contradicts the axes, else None."""
    bone = np.argwhere(body.filled & (body.hounsfield > BONE_HU))
    if len(bone) * body.voxel_ml < LEAST_BONE_ML:
        return None
    sideward, forward = _offset_of(bone, body=body)
    is_on_its_side = forward > -FORWARD and abs(sideward) > SIDEWARD
    if forward > FORWARD or is_on_its_side:
        return BodyTurned()
    # Where the field of view cuts through the trunk, the middle between right and left is unknown.
    cut_mm = body.filled[[0, -1]].sum(axis=1).mean(axis=1) * body.steps_mm[1]
    if cut_mm.max() > CUT_DEPTH_MM:
        return None
    right_ml, left_ml = _solid_ml(body)
    if left_ml > max(LEAST_SOLID_ML, LEFT_TO_RIGHT * right_ml):
        return LiverOnTheLeft(left_ml=round(left_ml), right_ml=round(right_ml))
    return None


def _offset_of(bone: NDArray[np.intp], *, body: Body) -> tuple[float, float]:
    """Return how far the middle of the bone lies right and anterior of the body's middle.

    In halves of the body's width and depth, -1 to 1.
    """
    ends = [_ends(body, axis=axis) for axis in range(2)]
    sideward, forward = (
        float((bone[:, axis].mean() - end.mean()) / (np.ptp(end) / 2 + 1e-6))
        for axis, end in enumerate(ends)
    )
    return sideward, forward


def _solid_ml(body: Body) -> tuple[float, float]:
    """Return the volume (ml) deep in soft tissue on the patient's right and left."""
    smooth = ndimage.uniform_filter(body.hounsfield.astype(np.float32), 3)
    soft = body.filled & (smooth > SOFT_HU[0]) & (smooth < SOFT_HU[1])
    deep = ndimage.distance_transform_edt(soft, sampling=body.steps_mm) > DEEP_MM
    column = deep.sum(axis=(1, 2)) * body.voxel_ml
    middle = float(_ends(body, axis=0).mean())
    places = np.arange(len(column))
    return float(column[places > middle].sum()), float(column[places < middle].sum())


def _ends(body: Body, *, axis: int) -> NDArray[np.intp]:
    """Return the first and the last index along an axis that the body reaches."""
    others = tuple(other for other in range(3) if other != axis)
    return np.flatnonzero(body.filled.any(axis=others))[[0, -1]]
