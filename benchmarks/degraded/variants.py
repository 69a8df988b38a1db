"""Ways to spoil a scan: each keeps the reference labels in step with the voxels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.volume import Volume

Labels = NDArray[np.uint8]


class Expected(StrEnum):
    """What a product that can be trusted does with a variant.

    NUMBERS: it may report organs, and those must be right. NOTHING: whatever it reported would be
    wrong by side, size or attenuation, so it refuses, or withholds every organ.
    """

    NUMBERS = "numbers"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Scan:
    """Voxels in RAS+ order with reference labels on the same grid (0 to 8, the catalogue's)."""

    volume: Volume
    labels: Labels


Spoil = Callable[[Scan], Scan]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One way to spoil a scan. kind: variants of a kind differ in degree only."""

    kind: str
    degree: str
    expected: Expected
    spoil: Spoil

    @property
    def name(self) -> str:
        """Kind and degree."""
        return f"{self.kind} {self.degree}".strip()


def variants() -> Iterator[Variant]:
    """All of them, the scan as it is first."""
    yield Variant(kind="as it is", degree="", expected=Expected.NUMBERS, spoil=lambda scan: scan)
    for expected, spoils in ((Expected.NUMBERS, _TRUE), (Expected.NOTHING, _FALSE)):
        for (kind, degree), spoil in spoils.items():
            yield Variant(kind=kind, degree=degree, expected=expected, spoil=spoil)


def _part(scan: Scan, *, axis: int, start: float, stop: float) -> Scan:
    """The part of a scan between two shares of its length along an axis."""
    count = scan.labels.shape[axis]
    first, last = round(start * count), round(stop * count)
    window = [slice(None)] * 3
    window[axis] = slice(first, last)
    affine = scan.volume.affine.copy()
    affine[:3, 3] += affine[:3, axis] * first
    voxels = np.ascontiguousarray(scan.volume.voxels[tuple(window)])
    return Scan(
        volume=Volume(voxels=voxels, affine=affine),
        labels=np.ascontiguousarray(scan.labels[tuple(window)]),
    )


def _attenuated(
    scan: Scan, *, change: Callable[[NDArray[np.float32]], NDArray[np.float32]]
) -> Scan:
    hounsfield = change(scan.volume.voxels.astype(np.float32))
    voxels = np.clip(np.rint(hounsfield), -32768, 32767).astype(np.int16)
    return replace(scan, volume=replace(scan.volume, voxels=voxels))


def _linear(scan: Scan, *, scale: float = 1.0, offset: float = 0.0) -> Scan:
    return _attenuated(scan, change=lambda hu: hu * np.float32(scale) + np.float32(offset))


def _noisy(scan: Scan, *, hounsfield: float) -> Scan:
    random = np.random.default_rng(round(hounsfield))
    grain = random.standard_normal(scan.labels.shape, dtype=np.float32) * np.float32(hounsfield)
    return _attenuated(scan, change=lambda hu: np.maximum(hu + grain, -1024))


def _contrast(scan: Scan, *, share: float) -> Scan:
    """Everything above water brought nearer to 45 HU, as without contrast medium."""

    def changed(hu: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.where((hu > 0) & (hu < 400), 45 + (hu - 45) * np.float32(share), hu)

    return _attenuated(scan, change=changed)


def _windowed(scan: Scan) -> Scan:
    return _attenuated(scan, change=lambda hu: (np.clip(hu, -160, 240) + 160) * np.float32(0.6375))


def _clipped(scan: Scan, *, low: float, high: float) -> Scan:
    return _attenuated(scan, change=lambda hu: np.clip(hu, low, high))


def _lying(scan: Scan, *, axes: tuple[int, ...]) -> Scan:
    """Voxels mirrored along axes whose affine says that they are not."""
    return Scan(
        volume=replace(scan.volume, voxels=np.ascontiguousarray(np.flip(scan.volume.voxels, axes))),
        labels=np.ascontiguousarray(np.flip(scan.labels, axes)),
    )


def _on_its_side(scan: Scan) -> Scan:
    """Voxels turned by a quarter about the long axis, the affine silent about it."""
    affine = scan.volume.affine.copy()
    affine[[0, 1], [0, 1]] = affine[[1, 0], [1, 0]]
    return Scan(
        volume=Volume(voxels=np.ascontiguousarray(np.rot90(scan.volume.voxels)), affine=affine),
        labels=np.ascontiguousarray(np.rot90(scan.labels)),
    )


def _without_slices(scan: Scan, *, start: float, stop: float) -> Scan:
    """Slices gone from the middle, the rest closed up: what a NIfTI cannot show."""
    count = scan.labels.shape[2]
    kept = np.r_[0 : round(start * count), round(stop * count) : count]
    return Scan(
        volume=replace(scan.volume, voxels=np.ascontiguousarray(scan.volume.voxels[..., kept])),
        labels=np.ascontiguousarray(scan.labels[..., kept]),
    )


def _thick(scan: Scan, *, slices: int) -> Scan:
    """Groups of slices averaged; each keeps the labels of its middle slice."""
    count = scan.labels.shape[2] // slices
    voxels = scan.volume.voxels[..., : count * slices].astype(np.float32)
    affine = scan.volume.affine.copy()
    affine[:3, 3] += affine[:3, 2] * (slices - 1) / 2
    affine[:3, 2] *= slices
    grouped = voxels.reshape(*voxels.shape[:2], count, slices).mean(axis=3)
    return Scan(
        volume=Volume(voxels=np.rint(grouped).astype(np.int16), affine=affine),
        labels=scan.labels[..., slices // 2 : count * slices : slices].copy(),
    )


def _squeezed(scan: Scan, *, share: float) -> Scan:
    """The distance between slices misstated."""
    affine = scan.volume.affine.copy()
    affine[:3, 2] *= share
    return replace(scan, volume=replace(scan.volume, affine=affine))


def _tilted(scan: Scan, *, degrees: float, axes: tuple[int, int]) -> Scan:
    """The patient turned in the scanner; voxels and affine still agree."""
    turn = partial(ndimage.rotate, angle=degrees, axes=axes, reshape=False)
    voxels = turn(scan.volume.voxels, order=1, mode="constant", cval=-1000)
    return Scan(volume=replace(scan.volume, voxels=voxels), labels=turn(scan.labels, order=0))


_TRUE: dict[tuple[str, str], Spoil] = {
    ("top cut", "by two fifths"): partial(_part, axis=2, start=0, stop=0.6),
    ("bottom cut", "by two fifths"): partial(_part, axis=2, start=0.4, stop=1),
    ("left side cut", "by a third"): partial(_part, axis=0, start=0.34, stop=1),
    ("noise", "of 120 HU"): partial(_noisy, hounsfield=120),
    ("contrast", "at a third"): partial(_contrast, share=0.33),
    ("thick slices", "of 9 mm"): partial(_thick, slices=3),
    ("patient tilted", "by 20 degrees"): partial(_tilted, degrees=20, axes=(0, 2)),
    ("other part", "third above"): partial(_part, axis=2, start=0.67, stop=1),
    ("other part", "third below"): partial(_part, axis=2, start=0, stop=0.33),
}
"""Honest scans of a kind that the network has not seen: what is reported must be right."""

_FALSE: dict[tuple[str, str], Spoil] = {
    ("HU shifted", "by 100"): partial(_linear, offset=100),
    ("HU shifted", "by -150"): partial(_linear, offset=-150),
    ("HU shifted", "by 1024"): partial(_linear, offset=1024),
    ("HU shifted", "by 250"): partial(_linear, offset=250),
    ("HU scaled", "by 0.5"): partial(_linear, scale=0.5),
    ("HU scaled", "by 0.25"): partial(_linear, scale=0.25),
    ("HU windowed", "to 8 bits"): _windowed,
    ("HU windowed", "and clipped"): partial(_clipped, low=-160, high=240),
    ("mirrored", "left and right"): partial(_lying, axes=(0,)),
    ("mirrored", "front and back"): partial(_lying, axes=(1,)),
    ("mirrored", "head and feet"): partial(_lying, axes=(2,)),
    ("turned", "by half"): partial(_lying, axes=(0, 1)),
    ("turned", "upside down"): partial(_lying, axes=(0, 2)),
    ("turned", "by a quarter"): _on_its_side,
    ("slices missing", "an eighth"): partial(_without_slices, start=0.45, stop=0.575),
    ("slices missing", "a quarter"): partial(_without_slices, start=0.4, stop=0.65),
    ("slice distance misstated", "by half"): partial(_squeezed, share=0.5),
    ("slice distance misstated", "by double"): partial(_squeezed, share=2.0),
}
"""Scans that lie: right-looking labels on them would have the wrong side, size or place."""
