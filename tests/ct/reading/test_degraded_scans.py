"""A drawn abdomen, spoilt in every way the benchmark spoils real ones, meets the quality gate."""

import numpy as np
import pytest
from benchmarks.degraded.variants import Expected, Scan, variants

from jindan.ct.reading.quality import notes_on
from jindan.ct.synthetic import abdomen
from jindan.problems import Problem

pytestmark = pytest.mark.slow
VARIANTS = {variant.name: variant for variant in variants()}
UNSEEN_BY_THE_GATE = "slice distance misstated"
LYING = [
    name
    for name, variant in VARIANTS.items()
    if variant.expected is Expected.NOTHING and variant.kind != UNSEEN_BY_THE_GATE
]
HONEST = [
    name
    for name, variant in VARIANTS.items()
    if variant.expected is Expected.NUMBERS and not variant.kind.startswith(("other", "bottom"))
]


@pytest.fixture(scope="module")
def scan():
    volume, labels = abdomen(
        np.random.default_rng(10), shape=(110, 90, 100), spacing_mm=(4.0, 4.0, 3.0)
    )
    return Scan(volume=volume, labels=labels)


@pytest.mark.parametrize("name", LYING)
def test_a_lying_scan_is_refused_by_name(scan, name):
    with pytest.raises(Problem):
        notes_on(VARIANTS[name].spoil(scan).volume)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_scan_passes_however_poor(scan, name):
    notes_on(VARIANTS[name].spoil(scan).volume)


@pytest.mark.parametrize("name", VARIANTS)
def test_labels_follow_the_voxels(scan, name):
    spoilt = VARIANTS[name].spoil(scan)
    assert spoilt.labels.shape == spoilt.volume.voxels.shape
    assert spoilt.volume.voxels.dtype == np.int16
