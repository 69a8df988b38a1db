import numpy as np
import pytest

import phantoms_pictures as phantoms
from jindan.ct.measurements import measure
from jindan.findings import codes

RADIUS_MM = (10_000 * 3 / 4 / np.pi) ** (1 / 3)
"""Of a ball of 10 ml."""


def findings(volume, segmentation):
    """The findings of the phantom's one structure, by the name of what is measured."""
    return {finding.code.name: finding for finding in measure(volume, segmentation)}


def numbers(volume, segmentation):
    """Their quantities, by the measure."""
    return {
        codes.MEASURES[name]: finding.quantity
        for name, finding in findings(volume, segmentation).items()
    }


@pytest.mark.parametrize("spacing", [(1, 1, 1), (0.8, 0.8, 2.5), (3, 0.7, 1.3)])
def test_ten_millilitre_ball_measures_ten_millilitres(spacing):
    size = [int(40 / s) for s in spacing]
    found = numbers(
        *phantoms.scan(
            phantoms.ball(RADIUS_MM), size=size, affine=phantoms.grid(size=size, spacing=spacing)
        )
    )
    assert found[codes.VOLUME].value == pytest.approx(10, rel=0.02)
    step = max(spacing)
    assert found[codes.LONGEST_AXIAL_DIAMETER].value == pytest.approx(2 * RADIUS_MM, abs=step)
    assert found[codes.EXTENT_SUPERIOR_INFERIOR].value == pytest.approx(2 * RADIUS_MM, abs=step)


def test_attenuation_is_that_of_the_voxels():
    volume, segmentation = phantoms.scan(
        phantoms.box((-4, -4, -4), (4, 4, 4)),
        size=(20, 20, 20),
        affine=phantoms.grid(size=(20, 20, 20), spacing=(1, 1, 1)),
    )
    inside = segmentation.labels == 1
    volume.voxels[inside] = np.arange(inside.sum()) % 2 * 100  # half 0, half 100
    found = numbers(volume, segmentation)
    assert found[codes.ATTENUATION_MEAN].value == pytest.approx(50)
    assert found[codes.ATTENUATION_SD].value == pytest.approx(50)


def test_box_has_the_extents_of_its_voxel_edges():
    size = (60, 60, 30)
    volume, segmentation = phantoms.scan(
        phantoms.box((-20, -10, -15), (20, 10, 15)),
        size=size,
        affine=phantoms.grid(size=size, spacing=(1, 1, 2)),
    )
    found = numbers(volume, segmentation)
    assert found[codes.EXTENT_RIGHT_LEFT].value == pytest.approx(40)
    assert found[codes.EXTENT_ANTERIOR_POSTERIOR].value == pytest.approx(20)
    assert found[codes.EXTENT_SUPERIOR_INFERIOR].value == pytest.approx(32)
    assert found[codes.LONGEST_AXIAL_DIAMETER].value == pytest.approx(np.hypot(40, 20), abs=1.0)


@pytest.fixture(scope="module")
def upright():
    size = (44, 40, 48)
    return phantoms.scan(
        phantoms.letter_l, size=size, affine=phantoms.grid(size=size, spacing=(3, 3, 4))
    )


@pytest.mark.parametrize(("order", "signs"), phantoms.all_48_orientations())
def test_patient_measures_the_same_in_all_48_orientations(upright, order, signs):
    expected = numbers(*upright)
    found = numbers(*phantoms.turned(*upright, order=order, signs=signs))
    for measured, quantity in expected.items():
        assert found[measured].value == pytest.approx(quantity.value), measured.name
    assert found[codes.CENTROID_RIGHT].value > 5
    assert found[codes.CENTROID_ANTERIOR].value > 1
    assert found[codes.CENTROID_SUPERIOR].value > 10


@pytest.mark.parametrize(("order", "signs"), phantoms.all_48_orientations()[::5])
def test_place_points_at_the_structure_itself(upright, order, signs):
    volume, segmentation = phantoms.turned(*upright, order=order, signs=signs)
    place = findings(volume, segmentation)["volume"].place
    assert segmentation.labels[place.voxel] == 1
    there = volume.affine @ [*place.voxel, 1]
    assert there[:3] == pytest.approx(place.ras_mm)
    assert place.slice == place.voxel[order.index(2)] + 1


@pytest.mark.parametrize("degrees", [7, 25, 40])
def test_oblique_grid_measures_the_patient_not_the_grid(degrees):
    size = (90, 90, 90)
    turn = phantoms.rotation(0, degrees) @ phantoms.rotation(2, 15)
    affine = phantoms.grid(size=size, spacing=(1, 1, 1.2), rotation=turn)
    found = numbers(
        *phantoms.scan(phantoms.box((-20, -10, -25), (20, 10, 25)), size=size, affine=affine)
    )
    assert found[codes.VOLUME].value == pytest.approx(40, rel=0.02)
    assert found[codes.LONGEST_AXIAL_DIAMETER].value == pytest.approx(np.hypot(40, 20), abs=1.5)
    assert found[codes.EXTENT_RIGHT_LEFT].value == pytest.approx(40, abs=2.5)
    assert found[codes.EXTENT_ANTERIOR_POSTERIOR].value == pytest.approx(20, abs=2.5)
    assert found[codes.EXTENT_SUPERIOR_INFERIOR].value == pytest.approx(50, abs=2.5)
    assert found[codes.CENTROID_RIGHT].value == pytest.approx(0, abs=0.2)


def test_single_voxel_is_measured():
    size = (9, 9, 9)
    found = numbers(
        *phantoms.scan(
            phantoms.ball(0.5), size=size, affine=phantoms.grid(size=size, spacing=(1, 1, 1))
        )
    )
    assert found[codes.VOLUME].value == pytest.approx(0.001)
    assert found[codes.LONGEST_AXIAL_DIAMETER].value == pytest.approx(1)


SIZES = {
    codes.VOLUME,
    codes.LONGEST_AXIAL_DIAMETER,
    codes.EXTENT_RIGHT_LEFT,
    codes.EXTENT_ANTERIOR_POSTERIOR,
    codes.EXTENT_SUPERIOR_INFERIOR,
}


@pytest.mark.parametrize(("centre_mm", "at_least"), [((0, 0, 0), set()), ((0, 0, -20), SIZES)])
def test_what_the_edge_of_the_scan_cuts_is_at_least_that_large(centre_mm, at_least):
    size = (40, 40, 40)
    found = numbers(
        *phantoms.scan(
            phantoms.ball(RADIUS_MM, centre=centre_mm),
            size=size,
            affine=phantoms.grid(size=size, spacing=(1, 1, 1)),
        )
    )
    said = {quantity for quantity, m in found.items() if m.comparator == ">="}
    assert said == at_least


def test_withheld_and_empty_structures_give_no_numbers():
    size = (9, 9, 9)
    segments = (
        phantoms.organ("liver", 1, is_withheld=True),
        phantoms.organ("pancreas", 2),
        phantoms.organ("spleen", 9),
    )
    scan = phantoms.scan(
        phantoms.ball(3),
        size=size,
        affine=phantoms.grid(size=size, spacing=(1, 1, 1)),
        segments=segments,
    )
    liver, pancreas, spleen = measure(*scan)
    assert [finding.value for finding in (liver, pancreas, spleen)] == [None, None, None]
    assert [finding.code.name for finding in (liver, pancreas, spleen)] == ["volume"] * 3
    assert pancreas.reason.code == "organ-not-found"


def test_segmentation_of_another_grid_is_refused(upright):
    volume, _ = upright
    _, segmentation = phantoms.turned(*upright, order=(0, 1, 2), signs=(-1, 1, 1))
    with pytest.raises(ValueError, match="grid"):
        measure(volume, segmentation)


@pytest.mark.parametrize(("name", "is_measured"), [("stomach", False), ("liver", True)])
def test_attenuation_is_given_only_where_no_gas_and_food_is_inside(name, is_measured):
    size = (20, 20, 20)
    scan = phantoms.scan(
        phantoms.ball(4),
        size=size,
        affine=phantoms.grid(size=size, spacing=(1, 1, 1)),
        segments=(phantoms.organ(name, 1),),
    )
    assert ("attenuation-mean" in findings(*scan)) is is_measured
