"""The published weights, when the folder of open data is at hand (`-m real`)."""

import os
from pathlib import Path

import numpy as np
import pytest

from jindan import assets
from jindan.ct import networks
from jindan.ct.networks import obelisk, onnx, openvino
from jindan.ct.networks.state_dict import read_state_dict

MIRROR = os.environ.get("JINDAN_ASSETS_MIRROR")
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return assets.fetch(
        ["obelisk-unet"], into=tmp_path_factory.mktemp("assets"), mirror=Path(MIRROR)
    )


def test_mirror_gives_weights_that_are_then_the_default(folder):
    assert networks.default(folder) == "obelisk-unet"


def test_reader_gives_the_arrays_of_the_reference(folder):
    reference = np.load(next(Path(MIRROR).rglob("allconvunet_tcia_fold2.npz")), allow_pickle=False)
    arrays = read_state_dict((folder / "obelisk-unet" / "allconvunet_tcia_fold2.pth").read_bytes())
    assert arrays.keys() == set(reference.files)
    assert all(np.array_equal(arrays[name], reference[name]) for name in reference.files)


@pytest.mark.slow
def test_conversion_gives_what_the_reference_gives_but_for_two_layers_at_the_edge(folder):
    image = np.random.default_rng(0).normal(0, 200, (1, 1, 144, 144, 144)).astype(np.float32)
    reference = next(Path(MIRROR).rglob("allconvunet_tcia_fold1.onnx")).read_bytes()
    own = obelisk.to_onnx((folder / "obelisk-unet" / "allconvunet_tcia_fold1.pth").read_bytes())
    within = (..., *[slice(2, -2)] * 3)
    expected = onnx.load(reference)(image)[within]
    for runtime in (onnx, openvino):
        given = runtime.load(own)(image)[within]
        assert np.abs(given - expected).max() < 1e-4
        assert (given.argmax(axis=1) != expected.argmax(axis=1)).mean() < 1e-6
