from dataclasses import replace

import numpy as np
import pytest

from jindan.ct.reading.geometry import place
from jindan.ct.reading.instances import Frame
from jindan.ct.reading.problems import (
    DuplicateSlices,
    GantryTilt,
    IrregularSpacing,
    MissingSlices,
    UnreadableDicom,
)

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def frames(*heights, shear=0.0):
    return [
        Frame(number=0, position=(-10.0, -20.0 + shear * z, z), orientation=AXIAL,
              spacing_mm=(0.8, 0.7), slope=1.0, intercept=0.0)
        for z in heights
    ]  # fmt: skip


def test_affine_follows_the_standard():
    placement = place(frames(30, 10, 20))
    assert placement.order == (1, 2, 0)
    expected = [[-0.7, 0, 0, 10], [0, -0.8, 0, 20], [0, 0, 10, 10], [0, 0, 0, 1]]
    assert np.allclose(placement.affine, expected)
    assert placement.notes == ()


def test_missing_slices_are_counted():
    with pytest.raises(MissingSlices) as problem:
        place(frames(0, 3, 6, 15, 18, 24, 27))
    assert problem.value.values == {"missing": 3, "expected": 10}


def test_gaps_that_are_no_multiples_are_irregular():
    with pytest.raises(IrregularSpacing):
        place(frames(0, 3, 6, 9, 14, 17, 20))


def test_small_unevenness_is_noted_with_its_size():
    (note,) = place(frames(0, 3, 6.3, 9, 12)).notes
    assert (note.code, note.values) == ("uneven-spacing", {"error_mm": 0.3})


def test_two_slices_at_one_place_are_refused():
    with pytest.raises(DuplicateSlices) as problem:
        place(frames(0, 3, 3, 6))
    assert problem.value.values == {"duplicates": 1}


def test_tilt_is_measured():
    with pytest.raises(GantryTilt) as problem:
        place(frames(0, 3, 6, 9, shear=np.tan(np.radians(12))))
    assert problem.value.values == {"degrees": 12.0}


def test_slight_tilt_is_noted_and_kept_in_the_affine():
    placement = place(frames(0, 3, 6, 9, shear=np.tan(np.radians(1))))
    assert placement.notes[0].code == "slight-tilt"
    assert placement.affine[1, 2] == pytest.approx(-3 * np.tan(np.radians(1)))


@pytest.mark.parametrize(
    "damage",
    [
        {"position": (0.0, 0.0, float("nan"))},
        {"orientation": (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)},
        {"orientation": (0.0,) * 6},
        {"spacing_mm": (0.0, 0.7)},
        {"spacing_mm": (float("inf"), 0.7)},
    ],
)
def test_impossible_numbers_are_refused(damage):
    good = frames(0, 3, 6)
    with pytest.raises(UnreadableDicom):
        place([*good[:2], replace(good[2], **damage)])
