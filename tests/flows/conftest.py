"""What the flows run on: a small abdomen drawn by code."""

import os
import subprocess
import sys
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from jindan.ct.synthetic import abdomen
from jindan.server.roles import Role
from server.conftest import (  # noqa: F401 - the same people as in the tests of the server
    _own_keyring,
    _quick_passwords,
    caller,
    hospital,
    person_of,
)

TESTS = Path(__file__).parents[1]


@pytest.fixture
def python(tmp_path):
    """Runs Python in a home of its own, on the database that the environment names."""
    home = tmp_path / "home"
    own = {"JINDAN_HOME": str(home), "PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}"}
    for folder in ("messages", "control"):
        (home / "broker" / folder).mkdir(parents=True)

    def start(*arguments):
        """A process with pipes; `communicate` closes them."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=os.environ | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture(scope="session")
def drawn_ct(tmp_path_factory):
    """A synthetic abdominal CT as NIfTI, 4 mm voxels."""
    volume, _ = abdomen(np.random.default_rng(7), shape=(100, 84, 64), spacing_mm=(4.0, 4.0, 4.0))
    path = tmp_path_factory.mktemp("ct") / "복부.nii.gz"
    nib.Nifti1Image(volume.voxels, volume.affine).to_filename(path)
    return path


@pytest.fixture
def clinician(caller, hospital):  # noqa: F811 - the fixtures above
    """Signed in through the API."""
    return caller(hospital, Role.CLINICIAN)


@pytest.fixture
def case(clinician):
    """A new case of a new patient."""
    patient = clinician.post("/patients", {"code": "P-0001"}).json()
    return clinician.post("/cases", {"patient_id": patient["id"], "title": ""}).json()["id"]
