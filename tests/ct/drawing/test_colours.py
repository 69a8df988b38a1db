from itertools import combinations

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from jindan.ct.drawing.colours import COLOURS, colour_of, rgb_of

# Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
SIGHTS = {
    "ordinary": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def seen(name, matrix):
    srgb = np.array(rgb_of(name))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.asarray(matrix) @ linear, 0, 1)
    srgb = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return rgb2lab(srgb)


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_organs_look_alike(sight):
    lab = {name: seen(name, SIGHTS[sight]) for name in COLOURS}
    closest = min(
        (float(deltaE_ciede2000(lab[a], lab[b])), a, b) for a, b in combinations(COLOURS, 2)
    )
    assert closest[0] > 15, closest


def test_structure_of_another_network_keeps_its_colour():
    assert colour_of("right-kidney") == colour_of("right-kidney")
    assert colour_of("right-kidney") not in COLOURS.values()
