"""What the flows run on: a small abdomen drawn by code."""

import nibabel as nib
import numpy as np
import pytest

from jindan.ct.synthetic import abdomen
from server.conftest import (  # noqa: F401 - the same people as in the tests of the server
    _own_keyring,
    _quick_passwords,
    caller,
    hospital,
    person_of,
)


@pytest.fixture(scope="session")
def drawn_ct(tmp_path_factory):
    """A synthetic abdominal CT as NIfTI, 4 mm voxels."""
    volume, _ = abdomen(np.random.default_rng(7), shape=(100, 84, 64), spacing_mm=(4.0, 4.0, 4.0))
    path = tmp_path_factory.mktemp("ct") / "복부.nii.gz"
    nib.Nifti1Image(volume.voxels, volume.affine).to_filename(path)
    return path
