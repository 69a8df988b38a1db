"""The web process answers requests; what computes stays in the child processes that compute."""

import os
import subprocess
import sys

import pytest

from repository import ROOT

HEAVY = {
    "fontTools",
    "h5py",
    "matplotlib",
    "nibabel",
    "numpy",
    "onnx",
    "onnxruntime",
    "openpyxl",
    "openvino",
    "pandas",
    "plotly",
    "pyarrow",
    "pydicom",
    "scipy",
    "skimage",
    "sklearn",
    "skops",
    "torch",
    "trimesh",
    "typst",
}
SERVE = "import sys, django; django.setup(); import jindan.server.config.urls; print(*sys.modules)"


@pytest.mark.slow
def test_web_application_loads_no_science(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "jindan.server.config.settings",
        "JINDAN_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", SERVE], env=environment, capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())
