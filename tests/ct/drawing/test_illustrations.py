import numpy as np
import pytest

import phantoms_pictures as phantoms
from jindan.analysis import silent, unannounced
from jindan.catalogue import LANGUAGES, knows
from jindan.ct.drawing.illustrations import draw_slices, illustrate
from jindan.ct.examination import PictureKind
from jindan.ct.measurements import measure

pytestmark = pytest.mark.slow

SIZE = (40, 36, 30)


def bodies(*, is_withheld):
    def two(points):
        return phantoms.letter_l(points) * 1 + 2 * phantoms.ball(12, centre=(-40, 0, 0))(points)

    segments = (
        phantoms.organ("pancreas", 1, is_withheld=is_withheld),
        phantoms.organ("spleen", 2, is_withheld=is_withheld),
        phantoms.organ("duodenum", 3),
    )
    affine = phantoms.grid(size=SIZE, spacing=(3, 3, 5))
    volume, segmentation = phantoms.scan(two, size=SIZE, affine=affine, segments=segments)
    if is_withheld:
        segmentation.labels[:] = 0
    return volume, segmentation


def draw(scan, *, into, report=silent, ready=unannounced):
    slices = draw_slices(*scan, into=into, ready=ready)
    whole = illustrate(scan[1], measure(*scan), into=into, progress=report)
    return (*slices, *whole)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder, steps = tmp_path_factory.mktemp("shown"), []
    scan = bodies(is_withheld=False)
    pictures = draw(scan, into=folder, report=lambda *step: steps.append(step))
    return folder, pictures, steps


def test_every_picture_is_a_file_and_every_file_a_picture(shown):
    folder, pictures, _ = shown
    assert sorted(picture.name for picture in pictures) == sorted(p.name for p in folder.iterdir())
    assert {picture.kind for picture in pictures} == set(PictureKind)
    assert all((folder / picture.name).stat().st_size > 1000 for picture in pictures)


def test_each_slice_is_told_when_it_is_whole_the_axial_first(tmp_path):
    told = []
    draw_slices(
        *bodies(is_withheld=False),
        into=tmp_path,
        ready=lambda name: told.append((name, (tmp_path / name).stat().st_size)),
    )
    views = [name.split(".")[0] for name, _ in told]
    assert views == ["axial"] * 2 + ["coronal"] * 2 + ["sagittal"] * 2
    assert told == [(name, (tmp_path / name).stat().st_size) for name, _ in told]


def test_words_are_made_in_both_languages(shown):
    _, pictures, _ = shown
    for kind in (PictureKind.AXIAL, PictureKind.CORONAL, PictureKind.SAGITTAL, PictureKind.VOLUMES):
        assert {p.language for p in pictures if p.kind is kind} == set(LANGUAGES)
    assert all(p.caption.in_language(language) for p in pictures for language in LANGUAGES)


def test_slices_say_where_they_are(shown):
    _, pictures, _ = shown
    for kind in PictureKind:
        is_slice = kind in {PictureKind.AXIAL, PictureKind.CORONAL, PictureKind.SAGITTAL}
        for picture in (p for p in pictures if p.kind is kind):
            assert (picture.position_mm is not None) == is_slice
            assert (picture.slice_index is not None) == is_slice


def test_progress_only_grows_and_names_known_stages(shown):
    _, _, steps = shown
    fractions = [fraction for fraction, _ in steps]
    assert fractions == sorted(fractions)
    assert all(knows(f"stage-{stage}") for _, stage in steps)


def test_same_input_gives_the_same_files(shown, tmp_path):
    folder, pictures, _ = shown
    scan = bodies(is_withheld=False)
    draw(scan, into=tmp_path)
    differing = [
        p.name
        for p in pictures
        if (folder / p.name).read_bytes() != (tmp_path / p.name).read_bytes()
    ]
    assert differing == []


def test_nothing_reported_gives_slices_and_a_chart_but_nothing_in_3d(tmp_path):
    scan = bodies(is_withheld=True)
    pictures = draw(scan, into=tmp_path)
    assert {p.kind for p in pictures} == {
        PictureKind.AXIAL,
        PictureKind.CORONAL,
        PictureKind.SAGITTAL,
        PictureKind.VOLUMES,
    }


def test_volume_itself_is_left_alone(tmp_path):
    volume, segmentation = scan = bodies(is_withheld=False)
    before = volume.voxels.copy(), segmentation.labels.copy()
    draw(scan, into=tmp_path)
    assert np.array_equal(before[0], volume.voxels)
    assert np.array_equal(before[1], segmentation.labels)
