"""`jindan ct segment` on a phantom: words instead of slugs and traces, and nothing of two patients mixed."""

import nibabel as nib
import pytest
from click.testing import CliRunner

from jindan.cli.ct import segment
from phantoms_dicom import water_with_bright_sphere, write_nifti_phantom
from phantoms_segmentation import install

HINTS = {"ko": ("장기를 분할하는 중", "신뢰도"), "en": ("Segmenting the organs", "confidence")}


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.nii.gz"
    write_nifti_phantom(path, water_with_bright_sphere)
    return path


def run(*arguments, tmp_path, language="en"):
    assets = install(tmp_path / "assets")
    options = ("--network", "thresholds", "--assets", assets, "--language", language)
    return CliRunner().invoke(segment, [str(each) for each in (*arguments, *options)])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "en"])
def test_scan_becomes_labels_pictures_and_a_table(scan, tmp_path, language):
    target = tmp_path / "out"
    done = run(scan, target, tmp_path=tmp_path, language=language)
    assert done.exit_code == 0, done.output
    assert all(hint in done.output for hint in HINTS[language])
    assert nib.load(target / "labels.nii.gz").shape == nib.load(target / "volume.nii").shape
    assert (target / "examination.json").is_file()
    assert (target / f"axial.{language}.png").is_file()


@pytest.mark.slow
def test_folder_with_an_earlier_result_is_left_alone(scan, tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "scene.html").write_text("of another patient")
    done = run(scan, target, tmp_path=tmp_path)
    assert done.exit_code == 1
    assert "not empty" in done.output
    assert [path.name for path in target.iterdir()] == ["scene.html"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"), [("ko", "CT 영상이 없습니다"), ("en", "no CT images")]
)
def test_problem_says_what_is_wrong_and_what_to_do(tmp_path, language, words):
    letter = tmp_path / "letter.txt"
    letter.write_text("no scan")
    done = run(letter, tmp_path / "out", tmp_path=tmp_path, language=language)
    assert done.exit_code == 1
    assert words in done.output
    assert "NIfTI" in done.output
    assert "Traceback" not in done.output


@pytest.mark.slow
def test_unknown_network_is_named(scan, tmp_path):
    target = tmp_path / "out"
    done = CliRunner().invoke(segment, [str(scan), str(target), "--network", "nonsense"])
    assert done.exit_code == 1
    assert "nonsense" in done.output
