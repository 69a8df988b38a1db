from itertools import permutations, product

import numpy as np
import pytest

from jindan.ct import networks
from jindan.ct.errors import EmptyVolume, NoBody, NoOrgans
from jindan.ct.networks import LoadedNetwork
from jindan.ct.segmenting.abdomen import segment
from jindan.ct.volume import Volume
from phantoms_segmentation import (
    LEFT_SPHERE,
    RIGHT_SPHERE,
    SPHERE_ML,
    centred,
    install,
    two_spheres,
)

ORIENTATIONS = [
    np.eye(3)[list(order)] * signs
    for order in permutations(range(3))
    for signs in product((1, -1), repeat=3)
]
ROTATED = np.array([[np.cos(0.4), -np.sin(0.4), 0], [np.sin(0.4), np.cos(0.4), 0], [0, 0, 1]])


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return networks.open("thresholds", assets=install(tmp_path_factory.mktemp("assets")))


def volume_ml(segmentation, label, volume):
    return (segmentation.labels == label).sum() * volume.voxel_ml


def centre(segmentation, label):
    where = np.argwhere(segmentation.labels == label).mean(axis=0)
    return segmentation.affine[:3, :3] @ where + segmentation.affine[:3, 3]


def check(volume, network):
    result = segment(volume, network=network)
    assert result.labels.shape == volume.voxels.shape
    for label, place in ((1, LEFT_SPHERE), (2, RIGHT_SPHERE)):
        assert volume_ml(result, label, volume) == pytest.approx(SPHERE_ML, rel=0.08)
        assert centre(result, label) == pytest.approx(place, abs=1.5)


def test_spheres_keep_volume_and_side(network):
    check(two_spheres(), network)


@pytest.mark.slow
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_axis_order_and_flip_gives_the_same_patient(network, orientation):
    shape = (62, 58, 60)
    check(two_spheres(shape=shape, affine=centred(orientation * 4.0, shape=shape)), network)


def test_oblique_slices_give_the_same_patient(network):
    affine = centred(ROTATED @ np.diag([-3.5, -3.5, 4.5]), shape=(64, 64, 52))
    check(two_spheres(shape=(64, 64, 52), affine=affine), network)


@pytest.mark.parametrize("axes", ["RAS", "SPL"])
def test_network_sees_the_axes_it_asks_for(tmp_path, axes):
    check(two_spheres(), networks.open("thresholds", assets=install(tmp_path, axes=axes)))


def test_float_volume_is_taken_too(network):
    volume = two_spheres()
    check(Volume(voxels=volume.voxels.astype(np.float32), affine=volume.affine), network)


def test_progress_rises_and_may_stop_the_work(network):
    told = []
    segment(two_spheres(), network=network, progress=lambda fraction, _: told.append(fraction))
    assert told == sorted(told)
    assert all(0 <= fraction <= 1 for fraction in told)

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        segment(two_spheres(), network=network, progress=stop)


def test_each_fold_moves_progress_on(network):
    folds = LoadedNetwork(
        manifest=network.manifest,
        folds=network.folds * 4,
        runtime=network.runtime,
        runtime_version=network.runtime_version,
    )
    told = []
    segment(two_spheres(), network=folds, progress=lambda *said: told.append(said))
    steps = [fraction for fraction, stage in told if stage == "segmenting-organs"]
    assert len(steps) >= 6
    assert np.diff(steps).min() > 0
    assert np.diff(steps).max() < 0.14


def test_result_says_what_made_it(network):
    provenance = segment(two_spheres(), network=network).provenance
    assert (provenance.network, provenance.version) == ("thresholds", "1")
    assert len(provenance.weights[0].sha256) == 64
    assert provenance.runtime_version and not provenance.is_demonstration


def test_demonstration_network_says_so(tmp_path):
    network = networks.open("thresholds", assets=install(tmp_path, demonstration="true"))
    notes = [note.code for note in segment(two_spheres(), network=network).notes]
    assert notes[0] == "demonstration-network"


def test_right_kidney_is_never_claimed(network):
    notes = [note.code for note in segment(two_spheres(), network=network).notes]
    assert "right-kidney-not-sought" in notes


def test_tall_scan_is_searched_in_parts(network):
    affine = centred(np.diag([4.0, 4, 4]), shape=(60, 60, 60))
    check(two_spheres(shape=(60, 60, 160), affine=affine), network)


def test_volumes_without_patient_or_organs_are_refused(network):
    affine = np.diag([4.0, 4, 4, 1])
    for voxels, error in (
        (np.zeros((0, 4, 4), np.int16), EmptyVolume),
        (np.full((40, 40, 40), -1000, np.int16), NoBody),
        (np.zeros((40, 40, 40), np.int16), NoOrgans),
    ):
        with pytest.raises(error):
            segment(Volume(voxels=voxels, affine=affine), network=network)
