"""The demonstration network in the package: its file, its manifest, its card, and that it works."""

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

import jindan
from jindan.ct.synthetic import abdomen

MODELS = Path(jindan.__file__).parent / "models"
CATALOGUE = (
    "spleen",
    "pancreas",
    "left-kidney",
    "gallbladder",
    "oesophagus",
    "liver",
    "stomach",
    "duodenum",
)
UNSEEN = 2_000_001


@pytest.fixture(scope="module")
def manifest():
    return tomllib.loads((MODELS / "abdomen-demo.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def session():
    path = MODELS / "abdomen-demo.onnx"
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def dice(one, other):
    return 2 * (one & other).sum() / (one.sum() + other.sum())


def test_manifest_holds_the_hash_of_the_weights(manifest):
    content = (MODELS / manifest["weights"][0]["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest["weights"][0]["sha256"]
    assert len(content) <= 4e6


def test_manifest_calls_it_a_demonstration_and_labels_follow_the_catalogue(manifest):
    assert manifest["demonstration"] is True
    assert "synthetic" in manifest["citation"]
    assert tuple(label["name"] for label in manifest["labels"]) == CATALOGUE
    assert [label["value"] for label in manifest["labels"]] == list(range(1, 9))


def test_card_states_every_organ_and_the_limits():
    card = (MODELS / "abdomen-demo.md").read_text(encoding="utf-8").lower()
    assert all(name.replace("-", " ") in card for name in CATALOGUE)
    assert "synthetic anatomy" in card
    assert "never seen a patient" in card


@pytest.mark.slow
def test_probabilities_of_a_voxel_sum_to_one(session):
    hounsfield = np.full((1, 1, 80, 80, 80), -1000, np.float32)
    (probabilities,) = session.run(None, {session.get_inputs()[0].name: hounsfield})
    assert probabilities.shape == (1, 9, 80, 80, 80)
    assert probabilities.sum(axis=1) == pytest.approx(1, abs=1e-4)
    assert probabilities.min() >= -1e-5


@pytest.mark.slow
def test_it_finds_the_organs_of_a_person_it_never_saw(session):
    volume, truth = abdomen(
        np.random.default_rng(UNSEEN),
        shape=(80, 80, 80),
        spacing_mm=(3.8, 2.8, 3.1),
        centre_mm=(0, 8, 20),
    )
    lai = volume.voxels[::-1, :, ::-1].astype(np.float32)
    (probabilities,) = session.run(None, {session.get_inputs()[0].name: lai[None, None]})
    found, truth = probabilities[0].argmax(axis=0), truth[::-1, :, ::-1]
    scores = [dice(found == label, truth == label) for label in range(1, 9)]
    assert np.mean(scores) > 0.6
    assert scores[CATALOGUE.index("liver")] > 0.85
