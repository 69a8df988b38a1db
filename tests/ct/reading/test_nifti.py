import struct

import nibabel as nib
import numpy as np
import pytest

from jindan.ct import read_nifti, write_nifti
from jindan.ct.errors import EmptyVolume
from jindan.ct.reading.nifti import read_unpacked
from jindan.ct.reading.problems import (
    ImplausibleSpacing,
    NiftiAffine,
    NiftiDatatype,
    NiftiDimensions,
    NiftiHeader,
    NiftiTruncated,
    VolumeTooLarge,
)
from phantoms_dicom import (
    all_turns,
    centred_affine,
    letter_l,
    sampled,
    water_with_sphere,
    write_nifti_phantom,
)


@pytest.fixture
def path(tmp_path):
    write_nifti_phantom(tmp_path / "a.nii", letter_l)
    return tmp_path / "a.nii"


def poke(path, offset, layout, *values):
    """Overwrite fields of the header in place."""
    whole = bytearray(path.read_bytes())
    struct.pack_into("<" + layout, whole, offset, *values)
    path.write_bytes(whole)


@pytest.mark.parametrize("axes", list(all_turns()))
def test_each_of_the_48_turns_keeps_the_anatomy_in_place(tmp_path, axes):
    write_nifti_phantom(tmp_path / "a.nii", letter_l, axes=axes)
    volume = read_nifti(tmp_path / "a.nii")
    assert np.array_equal(volume.voxels, sampled(letter_l, volume.affine))


def test_nifti_2_is_read(tmp_path):
    affine = write_nifti_phantom(tmp_path / "a.nii", letter_l, kind=nib.Nifti2Image)
    assert np.array_equal(read_nifti(tmp_path / "a.nii").voxels, sampled(letter_l, affine))


@pytest.mark.parametrize("kind", ["<f4", "<f8", ">i2", "<i4", "<u2"])
def test_number_types_and_byte_orders_give_the_same_hounsfield_units(tmp_path, kind):
    affine = centred_affine()
    hu = sampled(letter_l, affine)
    offset = 1024 if kind == "<u2" else 0
    header = nib.Nifti1Header(endianness=kind[0])
    header.set_data_dtype(kind)
    image = nib.Nifti1Image((hu + offset).astype(kind), affine, header)
    image.header.set_slope_inter(1, -offset)
    nib.save(image, tmp_path / "a.nii")
    assert np.array_equal(read_nifti(tmp_path / "a.nii").voxels, hu)


def test_not_a_number_becomes_air(tmp_path):
    affine = centred_affine()
    hu = sampled(water_with_sphere, affine).astype(np.float32)
    hu[0, 0, 0], hu[1, 0, 0], hu[2, 0, 0] = np.nan, -np.inf, -3024
    nib.save(nib.Nifti1Image(hu, affine), tmp_path / "a.nii")
    assert read_nifti(tmp_path / "a.nii").voxels[:3, 0, 0].tolist() == [-1024, -1024, -1024]


@pytest.mark.parametrize(
    ("offset", "layout", "values", "problem"),
    [
        (40, "8h", (3, -44, 36, 14, 1, 1, 1, 1), NiftiDimensions),
        (40, "8h", (3, 0, 36, 14, 1, 1, 1, 1), NiftiDimensions),
        (40, "8h", (4, 22, 36, 14, 2, 1, 1, 1), NiftiDimensions),
        (40, "8h", (2, 44, 36, 1, 1, 1, 1, 1), NiftiDimensions),
        (40, "8h", (3, 32767, 32767, 32767, 1, 1, 1, 1), VolumeTooLarge),
        (40, "8h", (3, 44, 36, 15, 1, 1, 1, 1), NiftiTruncated),
        (70, "2h", (0, 0), NiftiDatatype),
        (70, "2h", (128, 24), NiftiDatatype),  # RGB
        (70, "2h", (32, 64), NiftiDatatype),  # complex
        (70, "2h", (4, 8), NiftiHeader),  # bits do not match
        (108, "f", (1e9,), NiftiTruncated),
        (108, "f", (-352.0,), NiftiHeader),
        (108, "f", (float("nan"),), NiftiHeader),
        (112, "2f", (float("nan"), 0.0), NiftiHeader),
        (112, "2f", (1.0, float("inf")), NiftiHeader),
        (123, "b", (5,), NiftiHeader),  # unknown unit
        (123, "b", (1,), ImplausibleSpacing),  # metres
        (252, "2h", (0, 0), NiftiAffine),  # neither form
        (280, "4f", (0.0, 0.0, 0.0, 0.0), NiftiAffine),  # singular
        (280, "4f", (7.0, 7.0, 0.0, 0.0), NiftiAffine),  # sheared
        (280, "4f", (float("nan"), 0.0, 0.0, 0.0), NiftiAffine),
        (280, "4f", (1e9, 0.0, 0.0, 0.0), NiftiAffine),
        (280, "4f", (50.0, 0.0, 0.0, 0.0), ImplausibleSpacing),
    ],
)
def test_impossible_header_is_refused_by_name(path, *, offset, layout, values, problem):
    poke(path, offset, layout, *values)
    with pytest.raises(problem):
        read_nifti(path)


def test_extension_that_claims_the_whole_disk_is_never_read(path):
    poke(path, 348, "4b", 1, 0, 0, 0)
    poke(path, 352, "2i", 2**31 - 1, 6)
    assert read_nifti(path).voxels.shape == (44, 36, 14)


def test_garbage_after_the_voxels_is_ignored(path):
    path.write_bytes(path.read_bytes() + b"garbage")
    assert read_nifti(path).voxels.shape == (44, 36, 14)


def test_two_placements_that_disagree_are_noted(path):
    poke(path, 252, "h", 1)  # qform_code
    poke(path, 268, "f", 12.5)  # qoffset_x
    assert "sform-differs-from-qform" in [r.code for r in read_unpacked(path).notes]


def test_no_voxel_of_water_is_empty(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:352] + bytes(len(whole) - 352))
    with pytest.raises(EmptyVolume):
        read_nifti(path)


def test_text_fields_are_named_not_kept(path):
    poke(path, 148, "11s", b"Hong Gildong")
    assert read_unpacked(path).texts == ("descrip",)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_written_volume_reads_back_the_same_in_the_same_place(tmp_path, name):
    affine = centred_affine(np.diag([-1, -1, 1]))
    hu = sampled(letter_l, affine)
    write_nifti(hu, affine=affine, path=tmp_path / name)
    volume = read_nifti(tmp_path / name)
    assert np.array_equal(volume.voxels, hu)
    assert np.allclose(volume.affine, affine)


def test_written_labels_stay_small_numbers(tmp_path):
    labels = np.arange(8, dtype=np.uint8).reshape(2, 2, 2)
    write_nifti(labels, affine=np.eye(4), path=tmp_path / "labels.nii.gz")
    image = nib.load(tmp_path / "labels.nii.gz")
    assert image.get_data_dtype() == np.uint8
    assert np.array_equal(np.asanyarray(image.dataobj), labels)
