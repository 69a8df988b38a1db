"""The synthetic abdomen against published anatomy, and against its own promises."""

import nibabel as nib
import numpy as np
import pytest

from jindan.ct.synthetic import abdomen, write_sample

SPLEEN, PANCREAS, LEFT_KIDNEY, GALLBLADDER, OESOPHAGUS, LIVER, STOMACH, DUODENUM = range(1, 9)
pytestmark = pytest.mark.slow  # one abdomen takes about half a second
WHOLE = {"shape": (64, 52, 60), "spacing_mm": (6.5, 6.5, 5.5), "centre_mm": (0, 0, 0)}

# Millilitres in adults. Liver, spleen, kidney and pancreas: the means of Geraghty EM et al., Abdom
# Imaging 29:482–490 (2004), and beyond its spread to both sides, for a network shall meet small and enlarged organs
# (docs/decisions/0034-training-on-drawn-anatomy.md); hollow organs: what fits in one.
PLAUSIBLE_ML = {
    SPLEEN: (25, 600),
    PANCREAS: (25, 140),
    LEFT_KIDNEY: (25, 300),
    GALLBLADDER: (8, 120),
    OESOPHAGUS: (5, 60),
    LIVER: (800, 2900),
    STOMACH: (80, 1000),
    DUODENUM: (25, 200),
}
PUBLISHED_MEAN_ML = {
    SPLEEN: (179.8, 238.4),
    PANCREAS: (64.4, 87.4),
    LEFT_KIDNEY: (156.5, 193.1),
    LIVER: (1411, 1710),
}


def volumes_ml(seed):
    volume, labels = abdomen(np.random.default_rng(seed), **WHOLE)
    return np.bincount(labels.ravel(), minlength=9) * volume.voxel_ml


def centre_mm(volume, mask):
    return volume.affine[:3, :3] @ np.argwhere(mask).mean(axis=0) + volume.affine[:3, 3]


@pytest.mark.parametrize("seed", range(8))
def test_every_organ_has_a_plausible_size(seed):
    measured = volumes_ml(seed)
    for label, (least, most) in PLAUSIBLE_ML.items():
        assert least <= measured[label] <= most, label


def test_mean_sizes_are_those_published():
    mean = np.mean([volumes_ml(seed) for seed in range(24)], axis=0)
    for label, (women, men) in PUBLISHED_MEAN_ML.items():
        assert 0.8 * women <= mean[label] <= 1.2 * men, label


@pytest.mark.parametrize("seed", [3, 4])
def test_organs_lie_where_they_belong(seed):
    volume, labels = abdomen(np.random.default_rng(seed), **WHOLE)
    places = {label: centre_mm(volume, labels == label) for label in range(1, 9)}
    assert volume.affine[0, 0] > 0  # +x is the patient's right
    assert max(places[label][0] for label in (SPLEEN, LEFT_KIDNEY, STOMACH)) < 0
    assert min(places[label][0] for label in (LIVER, GALLBLADDER)) > 0
    assert places[SPLEEN][1] < places[STOMACH][1]  # the spleen lies behind
    assert places[OESOPHAGUS][2] > places[LIVER][2] > places[DUODENUM][2]


def test_right_kidney_is_there_but_not_labelled():
    volume, labels = abdomen(np.random.default_rng(5), **WHOLE)  # enhanced, and on one level
    left = labels == LEFT_KIDNEY
    mirrored = left[::-1]
    like_a_kidney = np.abs(volume.voxels - np.median(volume.voxels[left])) < 60
    assert (like_a_kidney & mirrored).sum() > 0.4 * left.sum()
    assert centre_mm(volume, left)[0] < -20


def test_tissues_attenuate_as_they_should():
    volume, labels = abdomen(np.random.default_rng(3), **WHOLE)
    assert 20 < np.median(volume.voxels[labels == LIVER]) < 150
    assert -20 < np.median(volume.voxels[labels == GALLBLADDER]) < 40
    assert volume.voxels[0, 0, :].max() < -900  # air beside the body
    assert volume.voxels.max() > 250  # bone


def test_one_seed_is_one_person_at_any_voxel_size():
    fine, fine_labels = abdomen(np.random.default_rng(7), **WHOLE)
    coarse, coarse_labels = abdomen(
        np.random.default_rng(7), shape=(52, 42, 48), spacing_mm=(8, 8, 7), centre_mm=(0, 0, 0)
    )
    for label in (SPLEEN, LEFT_KIDNEY, LIVER, STOMACH):
        volume_ml = (fine_labels == label).sum() * fine.voxel_ml
        assert (coarse_labels == label).sum() * coarse.voxel_ml == pytest.approx(
            volume_ml, rel=0.05
        )
        apart = centre_mm(fine, fine_labels == label) - centre_mm(coarse, coarse_labels == label)
        assert np.abs(apart).max() < 3  # less than half a coarse voxel


def test_same_seed_gives_the_same_bytes_and_another_seed_another_person():
    first, second, other = (
        abdomen(np.random.default_rng(seed), **WHOLE)[0].voxels.tobytes() for seed in (7, 7, 8)
    )
    assert first == second != other


def test_sample_says_that_it_is_synthetic(tmp_path):
    write_sample(tmp_path / "sample.nii.gz", seed=1)
    image = nib.load(tmp_path / "sample.nii.gz")
    assert image.header["descrip"].item().startswith(b"synthetic")
    assert image.shape == (200, 168, 112)
    assert nib.aff2axcodes(image.affine) == ("R", "A", "S")
    assert image.header.get_zooms() == pytest.approx((2, 2, 2))
