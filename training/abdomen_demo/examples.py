"""Training examples: a box of a synthetic adult, deformed, cropped and scanned anew for each example.

The tissues of a person are drawn once. Attenuation, texture, lesions, blur and noise are random in every example
(domain randomisation), over wider ranges than in any clinic, so that real scans fall within them.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor
from torch.nn import functional
from volumes import SPACING_MM, Tissues

from jindan.ct.anatomy.tissues import Phase, Tissue, attenuation, labels_of

Field = NDArray[np.float32]
Places = NDArray[np.float64]

_BESIDE: dict[int, tuple[Tissue, ...]] = {
    9: (Tissue.RIGHT_CORTEX, Tissue.RIGHT_MEDULLA),
    10: (Tissue.BOWEL_WALL, Tissue.BOWEL_FLUID, Tissue.BOWEL_GAS, Tissue.FAECES),
    11: (Tissue.CORTICAL_BONE, Tissue.SPONGY_BONE, Tissue.MARROW, Tissue.DISC),
    12: (Tissue.LUNG,),
    13: (Tissue.MYOCARDIUM,),
    14: (Tissue.MUSCLE,),
    15: (Tissue.ARTERY, Tissue.VEIN, Tissue.PORTAL_VEIN),
}
"""Classes of the background, which only training distinguishes."""

_ROUGH_HU = {Tissue.FAECES: 80, Tissue.SPONGY_BONE: 60, Tissue.LUNG: 25, Tissue.AIR: 0}
_RIGID = [Tissue.AIR, Tissue.LUNG, Tissue.FAT, Tissue.VISCERAL_FAT, Tissue.STOMACH_GAS]
_RIGID += [Tissue.OESOPHAGUS_GAS, Tissue.DUODENUM_GAS, Tissue.BOWEL_GAS, Tissue.TABLE]
"""Tissues whose attenuation stays within the range of patients."""


def classes() -> NDArray[np.uint8]:
    """Return the class of each tissue: the catalogue's label, or 9 to 15 for classes of the background."""
    table = labels_of(np.arange(len(Tissue), dtype=np.uint8))
    for value, members in _BESIDE.items():
        table[list(members)] = value
    return table


CLASS_OF = classes()


def example(tissues: Tissues, *, random: np.random.Generator, edge: int) -> tuple[Tensor, Tensor]:
    """Return 1×edge³ HU and edge³ classes of a random box of a person."""
    places = _places(*_box(tissues, random=random), random=random, edge=edge)
    low = np.maximum(np.floor(places.min((0, 1, 2))).astype(int) - 3, 0)
    high = np.minimum(np.ceil(places.max((0, 1, 2))).astype(int) + 4, tissues.shape)
    part = tissues[low[0] : high[0], low[1] : high[1], low[2] : high[2]]
    hounsfield = _sampled(_scanned(part, random=random), at=places - low, mode="bilinear")
    labels = _sampled(CLASS_OF[part].astype(np.float32), at=places - low, mode="nearest")
    return _noisy(hounsfield, random=random), labels[0].long()


def _box(tissues: Tissues, *, random: np.random.Generator) -> tuple[Places, Places]:
    """Return two corners in voxels: a range of the body, or the organs with uneven margins.

    Either may begin below the dome of the liver or end above the kidneys.
    """
    organs = ndimage.find_objects((labels_of(tissues) > 0).astype(np.uint8))[0]
    dome, lowest = organs[2].start, organs[2].stop
    mm = 1 / SPACING_MM
    if random.random() < 0.5:
        body = ~np.isin(tissues, (Tissue.AIR, Tissue.TABLE))
        low, high = _ends(ndimage.find_objects(body.astype(np.uint8))[0])
        low[:2] -= random.normal(0, 6, 2) * mm
        high[:2] += random.normal(0, 6, 2) * mm
        low[2] = dome + random.uniform(-80, 110) * mm
        high[2] = low[2] + random.uniform(150, 275) * mm
    else:
        low, high = _ends(organs)
        low, high = low - random.uniform(-4, 32, 3) * mm, high + random.uniform(-4, 32, 3) * mm
        if random.random() < 0.4:
            low[2] = dome + random.uniform(-30, 100) * mm
        if random.random() < 0.25:
            high[2] = max(lowest - random.uniform(0, 70) * mm, low[2] + 100 * mm)
    return low, high


def _ends(box: tuple[slice, ...]) -> tuple[Places, Places]:
    low, high = zip(*((edge.start, edge.stop - 1) for edge in box), strict=True)
    return np.array(low, float), np.array(high, float)


def _places(low: Places, high: Places, *, random: np.random.Generator, edge: int) -> Places:
    """Return the place of each voxel of a box among the tissues, sheared, rotated and bent, but never mirrored.

    Where the scan ends before the box does, its outermost voxels are repeated, as at inference.
    """
    steps = (np.arange(edge) + 0.5) / edge
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1) - 0.5
    shear = np.eye(3) + random.normal(0, 0.04, (3, 3))
    places = grid * (high - low) @ shear.T + (low + high) / 2
    for knots, strength_mm in ((4, 5.0), (8, 2.5)):
        shifts = _smooth(random, knots=knots, channels=3, shape=(edge,) * 3)
        places += np.moveaxis(shifts, 0, -1) * (strength_mm * random.uniform(0, 1.4) / SPACING_MM)
    for axis, chance in ((0, 0.06), (1, 0.06), (2, 0.45)):
        if random.random() < chance:
            cut = random.uniform(0, 22, 2) / SPACING_MM * (random.random(2) < 0.7)
            places[..., axis] = np.clip(places[..., axis], low[axis] + cut[0], high[axis] - cut[1])
    return places


def _smooth(
    random: np.random.Generator, *, knots: int, channels: int, shape: tuple[int, ...]
) -> Field:
    """Return smooth random fields of standard deviation about 1, channels × shape."""
    values = torch.from_numpy(random.standard_normal((1, channels, *(knots,) * 3), np.float32))
    return functional.interpolate(values, size=shape, mode="trilinear")[0].numpy() * 1.5


def _sampled(values: Field, *, at: Places, mode: str) -> Tensor:
    ends = np.array(values.shape) - 1
    where = torch.from_numpy((2 * at / ends - 1)[..., ::-1].astype(np.float32))[None]
    source = torch.from_numpy(values)[None, None]
    return functional.grid_sample(
        source, where, mode=mode, padding_mode="border", align_corners=True
    )[0]


def _scanned(part: Tissues, *, random: np.random.Generator) -> Field:
    """Return HU of the tissues before noise: attenuation, texture, lesions, blur and slice thickness."""
    rough = np.full(len(Tissue), 5, np.float32)
    rough[list(_ROUGH_HU)] = list(_ROUGH_HU.values())
    rough *= np.float32(random.uniform(0.5, 1.8))
    hounsfield = _attenuation(random)[part]
    hounsfield += rough[part] * random.standard_normal(part.shape, np.float32)
    drift = _smooth(random, knots=5, channels=1, shape=part.shape)[0]
    hounsfield += (part > 0) * drift * np.float32(random.uniform(0, 9))
    _add_lesions(hounsfield, part=part, random=random)
    width = (*(random.uniform(0.15, 0.75),) * 2, random.uniform(0.15, 1.0))
    return ndimage.gaussian_filter(hounsfield, width, truncate=2.5)


def _attenuation(random: np.random.Generator) -> Field:
    """Return the HU of every tissue, of one phase or between two, with soft tissues varied further."""
    chosen = random.choice(list(Phase), 2, p=(0.35, 0.25, 0.3, 0.1))
    one, other = (attenuation(random, phase=Phase(phase)) for phase in chosen)
    share = np.float32(1 if random.random() < 0.6 else random.random())
    table = share * one + (1 - share) * other
    apart = random.normal(0, random.uniform(0, 16), len(Tissue)).astype(np.float32)
    apart[_RIGID] = 0
    table += apart
    table[[Tissue.RIGHT_CORTEX, Tissue.RIGHT_MEDULLA]] = table[
        [Tissue.LEFT_CORTEX, Tissue.LEFT_MEDULLA]
    ] + np.float32(random.normal(0, 5))
    return (table * np.float32(random.normal(1, 0.03)) + np.float32(random.normal(0, 6))).astype(
        np.float32
    )


def _add_lesions(hounsfield: Field, *, part: Tissues, random: np.random.Generator) -> None:
    """Add cysts and masses to solid organs in place. Their voxels keep the label of the organ."""
    solid = np.isin(CLASS_OF[part], (1, 2, 3, 6, 9))
    inside = np.argwhere(solid[::4, ::4, ::4]) * 4
    if len(inside) == 0:
        return
    for centre in inside[random.integers(0, len(inside), random.poisson(1.5))]:
        radii = random.uniform(1.2, 6.5) * random.uniform(0.7, 1.3, 3)
        low = np.maximum(np.floor(centre - radii).astype(int), 0)
        window = tuple(
            slice(a, b) for a, b in zip(low, np.ceil(centre + radii).astype(int) + 1, strict=True)
        )
        near = solid[window]
        grid = np.moveaxis(np.indices(near.shape), 0, -1) + low - centre
        blob = near & (((grid / radii) ** 2).sum(-1) < 1)
        hounsfield[window][blob] = random.choice([random.normal(8, 8), random.uniform(0, 160)])


def _noisy(hounsfield: Tensor, *, random: np.random.Generator) -> Tensor:
    """Return HU with the noise of a scanner, from white to correlated, except in air."""
    white = torch.from_numpy(random.standard_normal(hounsfield.shape, np.float32))
    # The mean over 27 independent voxels has a fifth of their spread, of which 3 restores over a half.
    correlated = functional.avg_pool3d(white[None], 3, stride=1, padding=1)[0] * 3
    noise = torch.lerp(white, correlated, float(random.random()))
    is_tissue = (hounsfield > -900).float()
    return hounsfield + is_tissue * noise * float(random.uniform(1, 24))
