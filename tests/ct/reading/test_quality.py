import numpy as np
import pytest

from jindan.ct.errors import EmptyVolume
from jindan.ct.reading.problems import (
    BodyTurned,
    EndsInLungs,
    ImplausibleSpacing,
    JumpBetweenSlices,
    LiverOnTheLeft,
    NotHounsfield,
    ShiftedHounsfield,
    VolumeTooLarge,
    VolumeTooSmall,
    WindowedImages,
)
from jindan.ct.reading.quality import notes_on
from jindan.ct.volume import Volume
from phantoms_dicom import centred_affine, sampled, water_with_sphere


def torso(x, y, z, *, lung_above=0.0):
    """A body of water and fat, with two lungs above a level. Places are RAS mm."""
    hu = np.where((x / 150) ** 2 + (y / 100) ** 2 < 1, -90, -1000)
    hu = np.where((x / 135) ** 2 + (y / 85) ** 2 < 1, 40, hu)
    lungs = ((abs(x) - 65) / 50) ** 2 + (y / 60) ** 2 < 1
    return np.where(lungs & (z > lung_above), -850, hu)


def volume_of(
    phantom,
    *,
    shape=(70, 50, 60),
    spacing=(5.0, 5.0, 5.0),
    axes=((-1, 0, 0), (0, -1, 0), (0, 0, 1)),
):
    affine = centred_affine(np.array(axes), spacing, shape)
    return Volume(voxels=sampled(phantom, affine, shape), affine=affine)


def codes(volume):
    return [note.code for note in notes_on(volume)]


def test_an_abdomen_with_lung_bases_passes_without_note():
    assert codes(volume_of(lambda x, y, z: torso(x, y, z, lung_above=60))) == []


@pytest.mark.parametrize(
    ("lung_above", "code"),
    [
        (1000, "dome-may-be-cut"),
        (120, "dome-may-be-cut"),
        (-60, "short-below-lungs"),
    ],
)
def test_coverage_is_noted(lung_above, code):
    assert codes(volume_of(lambda x, y, z: torso(x, y, z, lung_above=lung_above))) == [code]


def test_coverage_is_the_same_whichever_way_the_axes_run():
    turned = volume_of(
        lambda x, y, z: torso(x, y, z, lung_above=60),
        shape=(60, 50, 70),
        axes=((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    )
    assert codes(turned) == []


@pytest.mark.parametrize(
    "phantom",
    [
        lambda x, y, z: torso(x, y, -z, lung_above=60),  # upside down
        lambda x, y, z: torso(x, y, z, lung_above=-1000),  # a chest
    ],
)
def test_volume_that_ends_within_the_lungs_is_refused(phantom):
    with pytest.raises(EndsInLungs):
        notes_on(volume_of(phantom))


def person(x, y, z):
    """A torso with a spine at the back and a liver on the right (+x)."""
    hu = torso(x, y, z, lung_above=60)
    liver = ((x - 60) / 65) ** 2 + (y / 60) ** 2 + (z / 70) ** 2 < 1
    padding = ((abs(x) - 65) / 60) ** 2 + (y / 75) ** 2 < 1
    hu = np.where(padding & (z <= 60), -100, hu)
    hu = np.where(liver & (z <= 60), 60, hu)
    return np.where((x / 20) ** 2 + ((y + 60) / 18) ** 2 < 1, 500, hu)


def test_a_person_in_the_right_place_passes():
    assert codes(volume_of(person)) == []


@pytest.mark.parametrize(
    ("lie", "problem"),
    [
        (lambda x, y, z: person(-x, y, z), LiverOnTheLeft),
        (lambda x, y, z: person(x, -y, z), BodyTurned),
        (lambda x, y, z: person(-x, -y, z), BodyTurned),
        (lambda x, y, z: person(-y * 1.5, x / 1.5, z), BodyTurned),  # on the side
    ],
)
def test_body_that_lies_otherwise_than_stated_is_refused(lie, problem):
    with pytest.raises(problem):
        notes_on(volume_of(lie))


def test_a_body_cut_off_at_the_side_is_not_called_mirrored():
    volume = volume_of(person)
    kept = volume.voxels[25:]  # the patient's left and a little more
    assert "body-cut" in codes(Volume(voxels=kept, affine=volume.affine))


@pytest.mark.parametrize("shift", [-150, 100, 250])
def test_values_off_by_an_intercept_are_refused(shift):
    volume = volume_of(lambda x, y, z: torso(x, y, z, lung_above=60))
    shifted = np.maximum(volume.voxels + np.int16(shift), -1024 if shift < 0 else -3000)
    with pytest.raises((ShiftedHounsfield, NotHounsfield)):
        notes_on(Volume(voxels=shifted, affine=volume.affine))


def test_halved_values_are_refused():
    volume = volume_of(lambda x, y, z: torso(x, y, z, lung_above=60))
    with pytest.raises(NotHounsfield):
        notes_on(Volume(voxels=volume.voxels // 2, affine=volume.affine))


def changing(x, y, z):
    """A torso whose content drifts from level to level, as anatomy does."""
    hu = torso(x, y, z, lung_above=1000)
    return np.where(hu == 40, 40 + 60 * np.sin((x + 2 * z) / 25), hu)


def test_slices_left_out_are_seen_as_a_jump():
    volume = volume_of(changing)
    assert codes(volume) == ["dome-may-be-cut"]
    kept = np.r_[0:20, 28:60]
    with pytest.raises(JumpBetweenSlices):
        notes_on(Volume(voxels=volume.voxels[..., kept], affine=volume.affine))


def test_body_at_the_edge_of_the_field_is_noted():
    narrow = volume_of(lambda x, y, z: torso(x, y, z, lung_above=60), shape=(50, 50, 60))
    assert "body-cut" in codes(narrow)


def test_thick_slices_are_noted():
    thick = volume_of(water_with_sphere, shape=(70, 50, 20), spacing=(5.0, 5.0, 8.0))
    assert codes(thick)[0] == "thick-slices"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda hu: hu + 1024, NotHounsfield),  # rescale missing
        (lambda hu: hu * 0 + 40, EmptyVolume),
        (lambda hu: np.clip(hu, -160, 240), WindowedImages),
        (lambda hu: (np.clip(hu, -160, 240) + 160) * 255 // 400, WindowedImages),  # 8 bits
        (lambda hu: np.clip(hu, -1000, -600), NotHounsfield),  # no soft tissue
        (lambda hu: -hu, NotHounsfield),  # inverted
    ],
)
def test_values_that_are_no_hounsfield_units_are_refused(change, problem):
    volume = volume_of(lambda x, y, z: torso(x, y, z, lung_above=60))
    with pytest.raises(problem):
        notes_on(Volume(voxels=change(volume.voxels).astype(np.int16), affine=volume.affine))


def test_missing_rescale_is_seen_through_padding():
    voxels = volume_of(water_with_sphere).voxels + np.int16(1024)
    voxels[:8] = voxels[-8:] = -1024
    with pytest.raises(NotHounsfield):
        notes_on(Volume(voxels=voxels, affine=centred_affine()))


@pytest.mark.parametrize(
    ("spacing", "problem"),
    [
        ((5.0, 5.0, 1e9), ImplausibleSpacing),
        ((5.0, 5.0, 0.0), ImplausibleSpacing),
        ((0.005, 0.005, 0.005), ImplausibleSpacing),
        ((0.5, 0.5, 0.5), VolumeTooSmall),
    ],
)
def test_size_in_the_patient_is_checked(spacing, problem):
    volume = volume_of(water_with_sphere)
    with pytest.raises(problem):
        notes_on(Volume(voxels=volume.voxels, affine=centred_affine(spacing=spacing)))


def test_number_of_voxels_is_checked_before_they_are_touched():
    vast = np.lib.stride_tricks.as_strided(np.zeros(1, np.int16), (2000, 2000, 2000), (0, 0, 0))
    with pytest.raises(VolumeTooLarge):
        notes_on(Volume(voxels=vast, affine=np.eye(4)))
