"""Does the body lie as the volume says? The spine shows the back, the large solid organs the right.

An affine can be wrong without being impossible, and a network that was trained on patients in their
right places then calls the wrong things by their names. Phantoms without bone are not judged.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.analysis import AnalysisError
from jindan.ct.reading.body import Body
from jindan.ct.reading.refusals import BodyTurned, LiverOnTheLeft

BONE_HU = 300
LEAST_BONE_ML = 15.0
FORWARD, SIDEWARD = 0.1, 0.15
"""Where the middle of all bone may not lie, in halves of the body's depth and width. In an honest scan
it lies 0.08 to 0.40 behind the middle of the body."""
SOFT_HU = (10, 220)
DEEP_MM = 17.5
"""Only large solid organs have tissue this deep below their surface: most of it is liver."""
LEAST_SOLID_ML, LEFT_TO_RIGHT = 200.0, 1.6
CUT_DEPTH_MM = 80.0


def orientation_problem(body: Body) -> AnalysisError | None:
    """BodyTurned or LiverOnTheLeft when the anatomy contradicts the axes, else None."""
    bone = np.argwhere(body.filled & (body.hounsfield > BONE_HU))
    if len(bone) * body.voxel_ml < LEAST_BONE_ML:
        return None
    sideward, forward = _towards(bone, body=body)
    is_on_its_side = forward > -FORWARD and abs(sideward) > SIDEWARD
    if forward > FORWARD or is_on_its_side:
        return BodyTurned()
    if _is_cut_at_a_side(body):
        return None
    right_ml, left_ml = _solid_ml(body)
    if left_ml > max(LEAST_SOLID_ML, LEFT_TO_RIGHT * right_ml):
        return LiverOnTheLeft(left_ml=round(left_ml), right_ml=round(right_ml))
    return None


def _towards(bone: NDArray[np.intp], *, body: Body) -> tuple[float, float]:
    """How far the middle of the bone lies to the right and to the front of the body's middle."""
    ends = [_ends(body, axis=axis) for axis in range(2)]
    sideward, forward = (
        float((bone[:, axis].mean() - end.mean()) / (np.ptp(end) / 2 + 1e-6))
        for axis, end in enumerate(ends)
    )
    return sideward, forward


def _is_cut_at_a_side(body: Body) -> bool:
    """Whether the field of view goes through the trunk on the right or left: its middle is unknown."""
    depths = body.filled[[0, -1]].sum(axis=1).mean(axis=1) * body.steps_mm[1]
    return bool(depths.max() > CUT_DEPTH_MM)


def _solid_ml(body: Body) -> tuple[float, float]:
    """How much lies deep in soft tissue on the patient's right and left."""
    smooth = ndimage.uniform_filter(body.hounsfield.astype(np.float32), 3)
    soft = body.filled & (smooth > SOFT_HU[0]) & (smooth < SOFT_HU[1])
    deep = ndimage.distance_transform_edt(soft, sampling=body.steps_mm) > DEEP_MM
    column = deep.sum(axis=(1, 2)) * body.voxel_ml
    middle = float(_ends(body, axis=0).mean())
    places = np.arange(len(column))
    return float(column[places > middle].sum()), float(column[places < middle].sum())


def _ends(body: Body, *, axis: int) -> NDArray[np.intp]:
    """The first and the last place along an axis that the body reaches."""
    others = tuple(other for other in range(3) if other != axis)
    return np.flatnonzero(body.filled.any(axis=others))[[0, -1]]
