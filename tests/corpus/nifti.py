"""NIfTI headers that promise what no volume has (nifti1.h; offsets are of that file)."""

import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np

import phantoms_files
from corpus.cases import Files, Hostile, poked
from phantoms_dicom import SHAPE, centred_affine, sampled, water_with_sphere

DIM, DATATYPE, BITPIX, PIXDIM, VOX_OFFSET, SLOPE, UNITS = 40, 70, 72, 76, 108, 112, 123
QFORM_CODE, SFORM_CODE, QUATERN, SROW = 252, 254, 256, 280
NAN, INF = float("nan"), float("inf")


def saved(voxels: np.ndarray, affine: np.ndarray, *, kind=nib.Nifti1Image) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.nii"
        nib.save(kind(voxels, affine), path)
        return path.read_bytes()


def valid(*, kind=nib.Nifti1Image) -> bytes:
    affine = centred_affine()
    return saved(sampled(water_with_sphere, affine), affine, kind=kind)


def with_header(at: int, layout: str, *values: float) -> Files:
    return {"a.nii": poked(valid(), at, layout, *values)}


def with_dims(*dims: int) -> Files:
    return with_header(DIM, f"{len(dims)}h", *dims)


def with_rows(*rows: float) -> Files:
    whole = poked(valid(), QFORM_CODE, "2h", 0, 1)
    return {"a.nii": poked(whole, SROW, "12f", *rows)}


def with_spacing(millimetres: float) -> Files:
    return {"a.nii": saved(np.zeros(SHAPE, np.int16), np.diag([millimetres] * 3 + [1.0]))}


def second_with_dims(*dims: int) -> Files:
    """NIfTI-2, whose dimensions have 64 bits."""
    return {"a.nii": poked(valid(kind=nib.Nifti2Image), 16, f"{len(dims)}q", *dims)}


def of(voxels: np.ndarray) -> Files:
    return {"a.nii": saved(voxels, centred_affine(shape=voxels.shape))}


def extension_bomb() -> Files:
    """An extension that claims two gigabytes, and voxels that begin behind it."""
    whole = poked(valid(), 348, "4b", 1, 0, 0, 0)
    whole = poked(whole, 352, "2i", 0x7FFFFFF0, 4)
    return {"a.nii": poked(whole, VOX_OFFSET, "f", float(0x7FFFFFF0))}


def _case(name: str, refused: str, made, *arguments) -> Hostile:
    return Hostile(name=f"nifti {name}", files=lambda: made(*arguments), refused=refused)


NIFTI = (
    _case("with a negative dimension", "nifti-dimensions", with_dims, 3, -44, 36, 14),
    _case("with a dimension of 0", "nifti-dimensions", with_dims, 3, 44, 0, 14),
    _case("in two dimensions", "nifti-dimensions", with_dims, 2, 44, 36),
    _case("in four dimensions", "nifti-dimensions", with_dims, 4, 22, 36, 14, 2),
    _case("in eight dimensions", "nifti-dimensions", with_dims, 8, 44, 36, 14),
    _case("in -1 dimensions", "nifti-dimensions", with_dims, -1, 44, 36, 14),
    _case("of 32767 x 32767 x 32767", "volume-too-large", with_dims, 3, 32767, 32767, 32767),
    _case("2 whose size overflows", "volume-too-large", second_with_dims, 3, 2**31, 2**31, 4),
    _case("2 whose size wraps round to 1", "volume-too-large", second_with_dims, 3, 2**62, 2**62, 16),
    _case("2 with a negative dimension", "nifti-dimensions", second_with_dims, 3, -1, 36, 14),
    _case("of datatype 0", "nifti-datatype", with_header, DATATYPE, "h", 0),
    _case("of complex numbers", "nifti-datatype", with_header, DATATYPE, "h", 32),
    _case("of colours", "nifti-datatype", with_header, DATATYPE, "h", 128),
    _case("of 128-bit floats", "nifti-datatype", with_header, DATATYPE, "h", 1536),
    _case("with other bits than its datatype", "nifti-header", with_header, BITPIX, "h", 64),
    _case("whose voxels begin beyond it", "nifti-truncated", with_header, VOX_OFFSET, "f", 1e9),
    _case("whose voxels begin before it", "nifti-header", with_header, VOX_OFFSET, "f", -400.0),
    _case("whose voxels begin inside the header", "nifti-header", with_header, VOX_OFFSET, "f", 100.0),
    _case("whose voxels begin nowhere", "nifti-header", with_header, VOX_OFFSET, "f", NAN),
    _case("whose voxels begin at infinity", "nifti-header", with_header, VOX_OFFSET, "f", INF),
    _case("with an infinite slope", "nifti-header", with_header, SLOPE, "2f", INF, 0.0),
    _case("with an intercept that is no number", "nifti-header", with_header, SLOPE, "2f", 1.0, NAN),
    _case("with an enormous slope", "not-hounsfield", with_header, SLOPE, "2f", 1e30, 1000.0),
    _case("placed by numbers that are none", "nifti-affine", with_rows, *[NAN] * 12),
    _case("placed by infinities", "nifti-affine", with_rows, *[INF] * 12),
    _case("placed into one plane", "nifti-affine", with_rows, 7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0),
    _case("placed by nothing but zeros", "nifti-affine", with_rows, *[0.0] * 12),
    _case("placed light years away", "nifti-affine", with_rows, 7, 0, 0, 1e30, 0, 7, 0, 0, 0, 0, 6, 0),
    _case("with voxels of a micrometre", "implausible-spacing", with_spacing, 0.001),
    _case("with voxels of a kilometre", "implausible-spacing", with_spacing, 1e6),
    _case("that is cut off", "nifti-truncated", lambda: {"a.nii": valid()[:-1000]}),
    _case("that ends within its header", "nifti-truncated", lambda: {"a.nii": phantoms_files.nifti2()[:530]}),
    _case("with an extension of two gigabytes", "nifti-truncated", extension_bomb),
    _case("that holds nothing but air", "empty-volume", of, np.full(SHAPE, -1000, np.int16)),
    _case("of noise", "not-hounsfield", of, np.random.default_rng(1).integers(-32768, 32767, SHAPE, np.int16)),
    _case("of one slice", "volume-too-small", of, np.zeros((44, 36, 1), np.int16)),
)  # fmt: skip
