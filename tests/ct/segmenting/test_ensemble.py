from dataclasses import replace

import numpy as np
import pytest

from jindan.ct import networks
from jindan.ct.errors import BadNetworkManifest
from jindan.ct.segmenting.ensemble import WHOLE, FoldCache, likeliest, predict
from jindan.ct.segmenting.grid import grid_of
from phantoms_segmentation import install, two_spheres


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return networks.open("thresholds", assets=install(tmp_path_factory.mktemp("assets")))


def answering(network, *answers):
    """The network with folds that were never trained: each gives the same answer at every voxel."""
    size = network.manifest.input.size
    folds = []
    for answer in answers:
        output = np.zeros((1, 3, *size), np.float32) + np.reshape(answer, (1, 3, 1, 1, 1))
        folds.append(replace(network.folds[0], load=lambda output=output: lambda _image: output))
    return replace(network, folds=tuple(folds))


def prediction_of(network, *, cache=None):
    volume = two_spheres()
    return predict(
        network,
        volume=volume,
        box=grid_of(volume).box,
        folds=network.folds,
        cache=cache or FoldCache(),
    )


@pytest.mark.parametrize("kind", [np.float32, np.uint16])
def test_the_likeliest_label_is_that_of_argmax_and_the_first_of_equals(kind):
    values = np.random.default_rng(7).integers(0, 4, (5, 6, 7, 8)).astype(kind)
    assert np.array_equal(likeliest(values), values.argmax(axis=0))


def test_shares_are_the_mean_of_the_folds_to_one_part_in_ten_thousand(network):
    answers = ([0.2, 0.5, 0.3], [0.1, 0.3, 0.6], [0.15, 0.45, 0.4])
    shares = prediction_of(answering(network, *answers)).shares
    assert shares.dtype == np.uint16
    for label, expected in enumerate(np.mean(answers, axis=0)):
        assert shares[label] / WHOLE == pytest.approx(expected, abs=1e-4)


def test_certain_folds_do_not_overflow(network):
    for count in (1, 2, 3, 4, 7):
        shares = prediction_of(answering(network, *[[1.0005, 0, -0.0005]] * count)).shares
        assert shares[0] / WHOLE == pytest.approx(1, abs=1e-3)
        assert not shares[1:].any()


@pytest.mark.parametrize("answer", [[0.5, 1.2, 0.1], [-0.1, 0.5, 0.6], [np.nan, 0.5, 0.5]])
def test_what_is_no_probability_is_refused(network, answer):
    with pytest.raises(BadNetworkManifest):
        prediction_of(answering(network, answer))


def test_the_fold_that_ran_last_is_not_loaded_again(network):
    loaded = []

    def watched(fold, number):
        def load():
            loaded.append(number)
            return fold.load()

        return replace(fold, load=load)

    folds = tuple(watched(network.folds[0], number) for number in range(3))
    watched_network, cache = replace(network, folds=folds), FoldCache()
    first = prediction_of(replace(watched_network, folds=folds[:2]), cache=cache)
    second = prediction_of(watched_network, cache=cache)
    assert loaded == [0, 1, 0, 2]
    assert np.array_equal(first.label_map.labels, second.label_map.labels)
