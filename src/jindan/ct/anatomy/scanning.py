"""Simulation of a scanner: partial volume, correlated noise, table and arms."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.anatomy.space import Field, Noise, noise
from jindan.ct.anatomy.tissues import Phase, Tissue, attenuation

Axes = tuple[Field, Field, Field]


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """One acquisition.

    phase: of the contrast medium. noise_hu: standard deviation.
    sharpness_mm: width of the reconstruction kernel.
    has_table, has_arms: whether they are in the picture.
    """

    phase: Phase
    noise_hu: float
    sharpness_mm: float
    has_table: bool
    has_arms: bool


def scanner(random: np.random.Generator) -> Scanner:
    """Return a random acquisition: portal phase in every second, arms raised in nine of ten."""
    phase = random.choice(list(Phase), p=(0.2, 0.2, 0.5, 0.1))
    return Scanner(
        phase=Phase(phase),
        noise_hu=float(random.uniform(6, 26)),
        sharpness_mm=float(random.uniform(0.9, 1.8)),
        has_table=bool(random.random() < 0.85),
        has_arms=bool(random.random() < 0.1),
    )


def surroundings(
    tissue: NDArray[np.uint8],
    axes: Axes,
    *,
    half_depth_mm: float,
    half_width_mm: float,
    setting: Scanner,
) -> NDArray[np.uint8]:
    """Return the tissue with the table below the body and the arms at its sides."""
    x, y, _ = np.meshgrid(*axes, indexing="ij", sparse=True)
    below = y + half_depth_mm + 6 - x**2 / 1400
    table = (np.abs(below) < 1.6) | (np.abs(below + 28) < 1.2)
    arm = np.hypot((np.abs(x) - half_width_mm - 48) / 40, (y + 8) / 44)
    limb = np.select(
        [arm < 0.22, arm < 0.75, arm < 1],
        [Tissue.CORTICAL_BONE, Tissue.MUSCLE, Tissue.FAT],
        Tissue.AIR,
    )
    beside = np.where(table & setting.has_table, Tissue.TABLE, limb * setting.has_arms).astype(
        np.uint8
    )
    return np.where(tissue == Tissue.AIR, beside, tissue)


def scan(
    tissue: NDArray[np.uint8], axes: Axes, *, setting: Scanner, random: np.random.Generator
) -> NDArray[np.int16]:
    """Return Hounsfield units of a tissue map, whole numbers from −1024 to 3071."""
    hu = attenuation(random, phase=setting.phase)[tissue]
    hu += _mottle(tissue, axes, random=random)
    spacing = [abs(float(axis[1] - axis[0])) for axis in axes]
    # The reconstruction kernel blurs the borders of tissues and correlates the noise.
    blurred = ndimage.gaussian_filter(hu, [setting.sharpness_mm / mm for mm in spacing])
    grain = random.standard_normal(tissue.shape, dtype=np.float32)
    smooth = ndimage.gaussian_filter(grain, [0.7 * setting.sharpness_mm / mm for mm in spacing])
    blurred += smooth * np.float32(setting.noise_hu / max(float(smooth.std()), 1e-3))
    hounsfield: NDArray[np.int16] = np.clip(np.rint(blurred), -1024, 3071).astype(np.int16)
    return hounsfield


def _mottle(tissue: NDArray[np.uint8], axes: Axes, *, random: np.random.Generator) -> Field:
    """Return uneven attenuation within tissue (HU): strong in stool and bone, slight elsewhere."""
    coarse: Noise = noise(random, pitch_mm=6)
    broad: Noise = noise(random, pitch_mm=35)
    amount = np.full(len(Tissue), 4, np.float32)
    amount[[Tissue.FAECES, Tissue.SPONGY_BONE, Tissue.LUNG]] = (80, 60, 25)
    amount[[Tissue.AIR, Tissue.VISCERAL_FAT, Tissue.STOMACH_MEAL]] = (0, 12, 10)
    return amount[tissue] * coarse.over(axes) + np.float32(4) * broad.over(axes) * (tissue > 0)
