import re

import numpy as np
import pytest
from pydicom.uid import RTStructureSetStorage, SecondaryCaptureImageStorage, generate_uid

from jindan.catalogue import LOCALES
from jindan.ct.reading.choice import PREFERENCES, choose
from jindan.ct.reading.dicom import read_instances
from jindan.ct.reading.instances import read_instance
from jindan.ct.reading.problems import (
    ConflictingInstances,
    NoCtSeries,
    OnlyLocaliser,
    SeveralPatients,
    TooFewSlices,
)
from jindan.ct.reading.series import stacks_of
from phantoms_dicom import (
    centred_affine,
    sampled,
    slices_of,
    water_with_sphere,
    write,
    write_phantom,
)


def choice_among(folder):
    return choose(stacks_of([read_instance(path) for path in sorted(folder.iterdir())]))


def series(folder, *, number, **attributes):
    write_phantom(folder, prefix=f"s{number}-", SeriesNumber=number, **attributes)


@pytest.mark.parametrize(
    ("better", "worse", "rule"),
    [
        ({}, {"ImageType": ["DERIVED", "SECONDARY2", "MPR"]}, "original"),
        ({"SeriesDescription": "Portal"}, {"SeriesDescription": "Arterial"}, "phase"),
        ({"ContrastBolusAgent": "Iohexol"}, {"SeriesDescription": "non-contrast"}, "phase"),
        ({"ConvolutionKernel": "B30f"}, {"ConvolutionKernel": "B70f"}, "soft-kernel"),
        ({"ConvolutionKernel": "STANDARD"}, {"ConvolutionKernel": "LUNG"}, "soft-kernel"),
        ({"ConvolutionKernel": "FC08"}, {"ConvolutionKernel": "FC52"}, "soft-kernel"),
    ],
)
def test_better_series_is_chosen_and_the_rule_named(tmp_path, *, better, worse, rule):
    series(tmp_path, number=1, **worse)
    series(tmp_path, number=2, **better)
    choice = choice_among(tmp_path)
    assert choice.because.values == {"series": "2", "images": 14, "modality": "CT", "rule": rule}
    assert [(o.code, o.values["series"]) for o in choice.others] == [("series-behind", "1")]


def test_longer_coverage_is_preferred(tmp_path):
    series(tmp_path, number=1)
    shape = (44, 36, 30)
    affine = centred_affine(np.diag([-1, -1, 1]), shape=shape)
    long = slices_of(sampled(water_with_sphere, affine, shape), affine, SeriesNumber=2)
    write(long, tmp_path, prefix="long")
    assert choice_among(tmp_path).because.values["rule"] == "coverage"


def test_what_is_no_axial_ct_is_left_out_with_its_reason(tmp_path):
    series(tmp_path, number=1)
    scout = np.array([[-1, 0, 0], [0, 0, -1], [0, 1, 0]])
    series(tmp_path, number=2, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"], axes=scout)
    series(tmp_path, number=3, SOPClassUID=SecondaryCaptureImageStorage)
    series(tmp_path, number=4, SOPClassUID=RTStructureSetStorage, Modality="RTSTRUCT")
    series(tmp_path, number=5, axes=scout)
    reasons = {o.values["series"]: o.values["reason"] for o in choice_among(tmp_path).others}
    assert reasons == {
        "2": "only-localiser",
        "3": "only-secondary-capture",
        "4": "no-ct-series",
        "5": "not-axial",
    }


def test_localiser_inside_the_series_is_set_aside(tmp_path):
    paths, _ = write_phantom(tmp_path)
    uid = read_instance(paths[0]).series_uid
    scout = np.array([[-1, 0, 0], [0, 0, -1], [0, 1, 0]])
    kind = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
    write_phantom(tmp_path, axes=scout, prefix="scout", SeriesInstanceUID=uid, ImageType=kind)
    assert choice_among(tmp_path).because.values["images"] == 14


def test_phases_at_the_same_places_are_told_apart_by_acquisition(tmp_path):
    uid = generate_uid()
    for number in (1, 2):
        series(tmp_path, number=number, SeriesInstanceUID=uid, AcquisitionNumber=number)
    choice = choice_among(tmp_path)
    assert choice.because.values["images"] == 14 and len(choice.others) == 1


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ({"Modality": "MR"}, NoCtSeries),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, OnlyLocaliser),
    ],
)
def test_upload_without_a_usable_series_is_refused_by_name(tmp_path, attributes, problem):
    series(tmp_path, number=1, **attributes)
    with pytest.raises(problem):
        choice_among(tmp_path)


def test_most_telling_problem_wins(tmp_path):
    series(tmp_path, number=1, Modality="MR")
    paths, _ = write_phantom(tmp_path, prefix="ct")
    for path in paths[3:]:
        path.unlink()
    with pytest.raises(TooFewSlices):
        choice_among(tmp_path)


def test_two_patients_under_one_identifier_are_refused(tmp_path):
    series(tmp_path, number=1)
    series(tmp_path, number=2, PatientName="Other^Person")
    with pytest.raises(SeveralPatients):
        choice_among(tmp_path)


def test_second_visit_in_the_upload_is_noted(tmp_path):
    first, _ = write_phantom(tmp_path / "1", StudyInstanceUID="1.2.3")
    second, _ = write_phantom(tmp_path / "2", StudyInstanceUID="1.2.4")
    assert "several-studies" not in {r.code for r in read_instances(first).notes}
    assert "several-studies" in {r.code for r in read_instances([*first, *second]).notes}


def test_same_file_twice_counts_once(tmp_path):
    paths, _ = write_phantom(tmp_path)
    (tmp_path / "copy").write_bytes(paths[3].read_bytes())
    assert choice_among(tmp_path).because.values["images"] == 14


def test_one_identity_with_two_contents_is_refused(tmp_path):
    paths, _ = write_phantom(tmp_path)
    changed = paths[3].read_bytes()
    (tmp_path / "copy").write_bytes(changed[:-2] + b"\x01\x02")
    with pytest.raises(ConflictingInstances):
        choice_among(tmp_path)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_rule_has_its_own_words(language):
    words = (LOCALES / language / "ct_reading.ftl").read_text(encoding="utf-8")
    for code in {preference.code for preference in PREFERENCES}:
        assert len(re.findall(rf"\[{code}\]", words)) == 2
