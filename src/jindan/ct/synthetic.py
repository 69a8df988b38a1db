"""Synthetic abdominal CT with known organs, as a sample and for training."""

from itertools import chain
from pathlib import Path

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.gut import hollow_organs
from jindan.ct.anatomy.landmarks import landmarks
from jindan.ct.anatomy.packing import pack
from jindan.ct.anatomy.scanning import Axes, Scanner, scan, scanner, surroundings
from jindan.ct.anatomy.space import deform
from jindan.ct.anatomy.tissues import labels_of
from jindan.ct.anatomy.trunk import habitus, trunk
from jindan.ct.anatomy.vessels import vessels
from jindan.ct.anatomy.viscera import solid_organs
from jindan.ct.volume import Affine, Volume

Triple = tuple[float, float, float]

SAMPLE_SHAPE = (200, 168, 112)
SAMPLE_SPACING_MM = (2.0, 2.0, 2.0)
ABDOMEN_CENTRE_MM = (0.0, 0.0, 24.0)
"""Middle of the upper abdomen in millimetres from the first lumbar vertebra, RAS+."""


def abdomen(
    random: np.random.Generator,
    *,
    shape: tuple[int, int, int] = SAMPLE_SHAPE,
    spacing_mm: Triple = SAMPLE_SPACING_MM,
    centre_mm: Triple = ABDOMEN_CENTRE_MM,
) -> tuple[Volume, NDArray[np.uint8]]:
    """Return a random adult's abdominal CT in HU, axes RAS+, and the true label of each voxel.

    Labels are those of the catalogue: 1 spleen, 2 pancreas, 3 left kidney, 4 gallbladder,
    5 oesophagus, 6 liver, 7 stomach, 8 duodenum. The same seed gives the same person at any
    voxel size and around any centre.
    """
    affine = _affine(shape, spacing_mm=spacing_mm, centre_mm=centre_mm)
    axes = _axes(affine, shape=shape)
    setting, tissue = _drawn(axes, random=random)
    voxels = scan(tissue, axes, setting=setting, random=random)
    return Volume(voxels=voxels, affine=affine), labels_of(tissue)


def tissue_map(
    random: np.random.Generator,
    *,
    shape: tuple[int, int, int],
    spacing_mm: Triple,
    centre_mm: Triple,
) -> tuple[NDArray[np.uint8], Affine]:
    """Return the `Tissue` of each voxel of `abdomen` with the same seed, and the affine."""
    affine = _affine(shape, spacing_mm=spacing_mm, centre_mm=centre_mm)
    _, tissue = _drawn(_axes(affine, shape=shape), random=random)
    return tissue, affine


def write_sample(path: Path, *, seed: int) -> None:
    """Write a synthetic abdomen of 2 mm voxels as NIfTI (`.nii.gz`), named synthetic in its header."""
    volume, _ = abdomen(np.random.default_rng(seed))
    image = nib.Nifti1Image(volume.voxels, volume.affine)
    image.header.set_xyzt_units("mm")
    image.header["descrip"] = b"synthetic CT, not a patient"
    image.to_filename(path)


def _affine(shape: tuple[int, int, int], *, spacing_mm: Triple, centre_mm: Triple) -> Affine:
    affine = np.diag([*spacing_mm, 1.0])
    affine[:3, 3] = np.array(centre_mm) - np.array(spacing_mm) * (np.array(shape) - 1) / 2
    return affine


def _axes(affine: Affine, *, shape: tuple[int, int, int]) -> Axes:
    i, j, k = (affine[n, 3] + affine[n, n] * np.arange(shape[n]) for n in range(3))
    return i.astype(np.float32), j.astype(np.float32), k.astype(np.float32)


def _drawn(axes: Axes, *, random: np.random.Generator) -> tuple[Scanner, NDArray[np.uint8]]:
    """Return a random scanner setting, and the tissue of a random adult and their surroundings."""
    build = habitus(random)
    setting = scanner(random)
    # The standard adult's coordinates: the patient's own millimetres divided by their size.
    x, y, z = (axis / np.float32(scale) for axis, scale in zip(axes, build.scale, strict=True))
    space = deform((x, y, z), random=random, strength_mm=3.5)
    empty = trunk(space, build=build, random=random)
    at = landmarks(random)
    organs = chain(
        solid_organs(space, trunk=empty, at=at, build=build, random=random),
        hollow_organs(space, trunk=empty, at=at, build=build, random=random),
        vessels(space, at=at, random=random),
    )
    tissue = surroundings(
        pack(empty, organs),
        axes,
        half_depth_mm=103 * build.scale[1] + build.fat_mm,
        half_width_mm=150 * build.scale[0] + build.fat_mm,
        setting=setting,
    )
    return setting, tissue
