"""Group instances into stacks: slices of one series with one grid, orientation and acquisition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jindan.ct.reading.geometry import normal_of, places_along
from jindan.ct.reading.instances import Frame, Instance
from jindan.ct.reading.problems import ConflictingInstances, SeveralPatients


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One frame of one instance."""

    instance: Instance
    frame: Frame


@dataclass(frozen=True)
class Stack:
    """Slices that could be one volume, in no particular order. All came from one series.

    Instances that are not placed images (reports, contours) form stacks without slices.
    """

    instances: tuple[Instance, ...]
    slices: tuple[Slice, ...]

    @property
    def first(self) -> Instance:
        """Any one instance, for what all share: series, modality, kernel."""
        return self.instances[0]

    @cached_property
    def extent_mm(self) -> float:
        """Distance between the outermost slices, in millimetres."""
        places = self.places_mm
        return float(places[-1] - places[0]) if len(places) else 0.0

    @cached_property
    def step_mm(self) -> float:
        """Median distance between neighbouring slices, in millimetres."""
        return float(np.median(np.diff(self.places_mm))) if len(self.slices) > 1 else 0.0

    @cached_property
    def places_mm(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Positions of the slices along their normal, ascending, in millimetres."""
        return places_along([piece.frame for piece in self.slices])


def stacks_of(instances: Iterable[Instance]) -> list[Stack]:
    """Return every stack of an upload. Raises SeveralPatients or ConflictingInstances."""
    distinct = without_copies(instances)
    if len({instance.identity for instance in distinct}) > 1:
        raise SeveralPatients
    groups: defaultdict[object, list[tuple[Instance, Frame | None]]] = defaultdict(list)
    for instance in distinct:
        for frame in instance.frames or (None,):
            groups[_grid_of(instance, frame)].append((instance, frame))
    return [stack for group in groups.values() for stack in _by_acquisition(_stack(group))]


def without_copies(instances: Iterable[Instance]) -> list[Instance]:
    """Return each instance once. Raises ConflictingInstances where one UID names different files."""
    by_uid: dict[str, Instance] = {}
    for instance in instances:
        other = by_uid.setdefault(instance.sop_instance_uid or str(instance.path), instance)
        if other is not instance and other.path.read_bytes() != instance.path.read_bytes():
            raise ConflictingInstances
    return list(by_uid.values())


def _grid_of(instance: Instance, frame: Frame | None) -> object:
    """Return what slices of one stack have in common, as a key for grouping.

    Direction cosines are compared to 1/100, spacing to 1/1000 mm.
    """
    placed = frame and (
        tuple(round(cosine, 2) for cosine in frame.orientation),
        tuple(round(distance, 3) for distance in frame.spacing_mm),
    )
    kind = (instance.series_uid, instance.sop_class_uid, instance.image_type[:3])
    return (*kind, instance.rows, instance.columns, placed)


def _stack(group: list[tuple[Instance, Frame | None]]) -> Stack:
    instances = {id(instance): instance for instance, _ in group}
    return Stack(
        instances=tuple(instances.values()),
        slices=tuple(Slice(instance=i, frame=frame) for i, frame in group if frame is not None),
    )


def _by_acquisition(stack: Stack) -> list[Stack]:
    """Split a series with several phases at the same places. All others remain whole."""
    if not has_shared_places(stack):
        return [stack]
    groups: defaultdict[object, list[tuple[Instance, Frame | None]]] = defaultdict(list)
    for piece in stack.slices:
        groups[piece.instance.acquisition_number].append((piece.instance, piece.frame))
    parts = [_stack(group) for group in groups.values()]
    return [stack] if any(has_shared_places(part) for part in parts) else parts


def has_shared_places(stack: Stack) -> bool:
    """Return whether two slices lie at the same place (closer than 0.01 mm)."""
    return len(stack.slices) > 1 and bool(np.diff(stack.places_mm).min() < 0.01)


def normal_is_axial(stack: Stack) -> bool:
    """Return whether the slices are within about 25 degrees of the axial plane."""
    return abs(float(normal_of(stack.slices[0].frame)[2])) > 0.9  # cosine of 26 degrees
