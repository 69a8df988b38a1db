"""Read a NIfTI volume that may be hostile into a `Volume` in HU."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note, Progress, silent
from jindan.ct.reading.dicom import HIGHEST_HU, LOWEST_HU
from jindan.ct.reading.nifti_header import NiftiLayout, check_nifti
from jindan.ct.reading.problems import UnknownContent
from jindan.ct.reading.quality import notes_on
from jindan.ct.reading.uploads import sort_upload
from jindan.ct.volume import Volume


@dataclass(frozen=True, kw_only=True)
class NiftiReading:
    """A NIfTI as read: its voxels, the names of its filled text fields, and warnings."""

    volume: Volume
    texts: tuple[str, ...]
    notes: tuple[Note, ...]


def read_nifti(path: Path | str, *, progress: Progress = silent) -> Volume:
    """Read one .nii, .nii.gz or zipped NIfTI, in HU, checked by the quality gate.

    Raises a problem of `jindan.ct.reading.problems`.
    """
    with tempfile.TemporaryDirectory(prefix="jindan-") as scratch:
        upload = sort_upload([Path(path)], scratch=Path(scratch))
        if upload.nifti is None:
            raise UnknownContent
        return read_unpacked(upload.nifti, progress=progress).volume


def read_unpacked(path: Path, *, progress: Progress = silent) -> NiftiReading:
    """Read a single-file NIfTI that is not compressed, checked by the quality gate.

    Raises a problem of `jindan.ct.reading.problems`.
    """
    layout = check_nifti(path)
    volume = Volume(voxels=_voxels_of(path, layout=layout, progress=progress), affine=layout.affine)
    progress(0.9, "checking")
    return NiftiReading(volume=volume, texts=layout.texts, notes=(*layout.notes, *notes_on(volume)))


def _voxels_of(path: Path, *, layout: NiftiLayout, progress: Progress) -> NDArray[np.int16]:
    """Read rounded HU from a mapped file, slice after slice, so that memory holds one copy.

    Values below air, and NaN, become air.
    """
    stored = np.memmap(
        path, dtype=layout.dtype, mode="r", offset=layout.offset, shape=layout.shape, order="F"
    )
    voxels = np.empty(layout.shape, dtype=np.int16, order="F")
    for k in range(layout.shape[2]):
        values = stored[:, :, k].astype(np.float64) * layout.slope + layout.intercept
        numbers = np.nan_to_num(values, nan=LOWEST_HU, posinf=HIGHEST_HU, neginf=LOWEST_HU)
        voxels[:, :, k] = np.clip(np.rint(numbers), LOWEST_HU, HIGHEST_HU)
        progress(0.9 * (k + 1) / layout.shape[2], "reading")
    return voxels
