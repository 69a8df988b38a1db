"""Check a NIfTI header before any voxel is loaded (nifti1.h, nifti2.h)."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import nibabel as nib
import numpy as np
from nibabel.spatialimages import HeaderDataError
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.ct.reading.content import HEAD_BYTES, ContentKind, content_of
from jindan.ct.reading.problems import (
    NiftiAffine,
    NiftiDatatype,
    NiftiDimensions,
    NiftiHeader,
    NiftiPair,
    NiftiTruncated,
    UnknownContent,
)
from jindan.ct.reading.quality import check_size
from jindan.ct.volume import Affine

_NUMBERS = {
    2: "u1",
    4: "i2",
    8: "i4",
    16: "f4",
    64: "f8",
    256: "i1",
    512: "u2",
    768: "u4",
    1024: "i8",
}
"""NIfTI datatype codes that a CT is stored in. Complex, colour and 128-bit floats are not."""
_MM_PER_UNIT = {0: 1.0, 1: 1000.0, 2: 1.0, 3: 0.001}
_UNIT_MASK = 7
_LARGEST_PLACE_MM = 1e6

Grid = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class NiftiLayout:
    """Position, type, scaling and affine of the voxels of a checked file.

    dtype: with byte order. offset: of the first voxel, in bytes.
    slope, intercept: stored value → HU.
    texts: names, not content, of the text fields that are filled and may identify someone.
    """

    shape: Grid
    dtype: np.dtype[np.generic]
    offset: int
    slope: float
    intercept: float
    affine: Affine
    texts: tuple[str, ...]
    notes: tuple[Note, ...]


def check_nifti(path: Path) -> NiftiLayout:
    """Validate the header of an unpacked, single-file NIfTI.

    Raises UnknownContent, NiftiPair, NiftiHeader, NiftiDimensions, NiftiDatatype, NiftiAffine,
    NiftiTruncated, EmptyVolume or VolumeTooLarge.
    """
    header = _read_header(path)
    shape = _shape_of(header)
    check_size(shape)
    dtype = _dtype_of(header)
    slope, intercept = _scaling_of(header)
    affine, notes = _affine_of(header)
    offset = _offset_of(header)
    present, needed = path.stat().st_size, offset + math.prod(shape) * dtype.itemsize
    if present < needed:
        raise NiftiTruncated(present=present, needed=needed)
    return NiftiLayout(
        shape=shape, dtype=dtype, offset=offset, slope=slope, intercept=intercept,
        affine=affine, texts=_texts_of(header, offset=offset), notes=notes,
    )  # fmt: skip


def _read_header(path: Path) -> nib.Nifti1Header:
    """Read the header, NIfTI-1 or NIfTI-2, of either byte order. Extensions are never read."""
    with path.open("rb") as file:
        head = file.read(max(HEAD_BYTES, 540))
    content = content_of(head)
    if content is ContentKind.NIFTI_PAIR:
        raise NiftiPair
    if content is not ContentKind.NIFTI:
        raise UnknownContent
    is_second = (
        540 in np.frombuffer(head[:4], ">i4").tolist() + np.frombuffer(head[:4], "<i4").tolist()
    )
    kind = nib.Nifti2Header if is_second else nib.Nifti1Header
    size = kind.template_dtype.itemsize
    if len(head) < size:
        raise NiftiTruncated(present=len(head), needed=size)
    try:
        return kind(head[:size], check=False)  # type: ignore[no-untyped-call]
    except (HeaderDataError, ValueError) as error:
        raise NiftiHeader(field="sizeof_hdr") from error


def _shape_of(header: nib.Nifti1Header) -> Grid:
    """Return the three dimensions. Raises NiftiDimensions when a further one is more than 1."""
    dims = [int(n) for n in header["dim"]]
    count = dims[0]
    if (
        not 3 <= count <= 7
        or any(n < 1 for n in dims[1 : count + 1])
        or any(n > 1 for n in dims[4 : count + 1])
    ):
        raise NiftiDimensions(
            dimensions=" × ".join(str(n) for n in dims[1 : max(1, min(count, 7)) + 1])
        )
    return dims[1], dims[2], dims[3]


def _dtype_of(header: nib.Nifti1Header) -> np.dtype[np.generic]:
    code = int(header["datatype"])
    if code not in _NUMBERS:
        raise NiftiDatatype(code=code)
    dtype = np.dtype(_NUMBERS[code]).newbyteorder(header.endianness)
    if int(header["bitpix"]) != dtype.itemsize * 8:
        raise NiftiHeader(field="bitpix")
    return dtype


def _scaling_of(header: nib.Nifti1Header) -> tuple[float, float]:
    """Return slope and intercept: 1 and 0 for a slope of 0 or, as nibabel writes, for two NaNs."""
    slope, intercept = float(header["scl_slope"]), float(header["scl_inter"])
    if slope == 0 or (np.isnan(slope) and np.isnan(intercept)):
        return 1.0, 0.0
    if not np.isfinite([slope, intercept]).all():
        raise NiftiHeader(field="scl_slope")
    return slope, intercept


def _offset_of(header: nib.Nifti1Header) -> int:
    """Return the first byte of the voxels. A stated 0 means the first allowed, as in all readers."""
    first = header.single_vox_offset
    stated = float(header["vox_offset"])
    if stated == 0:
        return int(first)
    if not (np.isfinite(stated) and stated >= first and stated == int(stated)):
        raise NiftiHeader(field="vox_offset")
    return int(stated)


def _texts_of(header: nib.Nifti1Header, *, offset: int) -> tuple[str, ...]:
    """Return the names of the filled text fields, with `extensions` when there is room for some."""
    fields = ("data_type", "db_name", "descrip", "aux_file", "intent_name")
    filled = [
        field for field in fields if field in header and bytes(header[field].item()).strip(b"\0 ")
    ]
    return (*filled, *(("extensions",) if offset > header.single_vox_offset else ()))


def _affine_of(header: nib.Nifti1Header) -> tuple[Affine, tuple[Note, ...]]:
    """Return voxel → RAS millimetres: the sform if coded, else the qform. Raises NiftiAffine."""
    sform = header.get_sform() if int(header["sform_code"]) > 0 else None
    qform = _qform_of(header) if int(header["qform_code"]) > 0 else None
    chosen = sform if sform is not None else qform
    if chosen is None or not np.isfinite(chosen).all():
        raise NiftiAffine
    units = int(header["xyzt_units"]) & _UNIT_MASK
    if units not in _MM_PER_UNIT:
        raise NiftiHeader(field="xyzt_units")
    affine = np.diag([*[_MM_PER_UNIT[units]] * 3, 1.0]) @ np.asarray(chosen, dtype=np.float64)
    _check_affine(affine)
    return affine, _placement_notes(sform, qform)


def _qform_of(header: nib.Nifti1Header) -> Affine:
    try:
        return cast("Affine", header.get_qform())
    except (HeaderDataError, ValueError) as error:
        raise NiftiAffine from error


def _check_affine(affine: Affine) -> None:
    """Raise NiftiAffine unless it is invertible with axes orthogonal within 2 degrees.

    Two degrees is also the largest gantry tilt that is accepted.
    """
    axes = affine[:3, :3]
    lengths = np.linalg.norm(axes, axis=0)
    if lengths.min() <= 0 or np.abs(affine).max() > _LARGEST_PLACE_MM:
        raise NiftiAffine
    cosines = (axes / lengths).T @ (axes / lengths) - np.eye(3)
    if np.abs(cosines).max() > np.sin(np.radians(2)):
        raise NiftiAffine


def _placement_notes(sform: NDArray[np.float64] | None, qform: Affine | None) -> tuple[Note, ...]:
    """Return a note when the two placements differ by over 0.1 mm or 0.1 percent."""
    if sform is None or qform is None:
        return ()
    agrees = np.allclose(sform, qform, rtol=1e-3, atol=0.1)
    return () if agrees else (Note(code="sform-differs-from-qform"),)
