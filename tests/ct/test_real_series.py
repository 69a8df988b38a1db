"""Reading agrees with an independent conversion of a real series (TCIA Pancreatic-CT-CBCT-SEG)."""

import os
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from jindan.ct import read_nifti, read_series
from jindan.ct.reading.body import body_of
from jindan.ct.reading.coverage import coverage_notes

MIRROR = Path(os.getenv("JINDAN_ASSETS_MIRROR", "assets-mirror-not-set")) / "ct"
PANCREAS = MIRROR / "tcia-pancreatic-ct-cbct-001"

pytestmark = [pytest.mark.real, pytest.mark.slow]


def test_series_agrees_with_its_nifti_copy_at_every_place():
    volume = read_series(PANCREAS / "dicom_ct")
    copy = nib.load(PANCREAS / "ct_cropped.nii.gz")
    offset = np.linalg.inv(volume.affine) @ copy.affine
    assert np.allclose(offset[:3, :3], np.eye(3), atol=1e-5)
    start = np.rint(offset[:3, 3]).astype(int)
    assert np.allclose(offset[:3, 3], start, atol=1e-3)
    cropped = volume.voxels[tuple(slice(a, a + n) for a, n in zip(start, copy.shape, strict=True))]
    assert np.array_equal(cropped, np.asanyarray(copy.dataobj))


def test_contours_alone_are_no_ct():
    with pytest.raises(Exception, match="no CT series"):
        read_series(PANCREAS / "dicom_rtstruct")


def test_contours_beside_the_images_do_not_disturb():
    both = [PANCREAS / "dicom_ct", PANCREAS / "dicom_rtstruct"]
    assert read_series(both).voxels.shape == (512, 512, 79)


def test_scan_without_the_dome_of_the_liver_is_noted():
    volume = read_nifti(
        MIRROR / "totalsegmentator-example" / "ct_upper_abdomen_3mm_30slices.nii.gz"
    )
    assert [note.code for note in coverage_notes(body_of(volume))] == [
        "dome-may-be-cut",
        "short-below-lungs",
    ]
