import hashlib
from collections import Counter

import numpy as np
import pydicom
import pytest
from dicomanonymizer.simpledicomanonymizer import initialize_actions
from pydicom import Dataset
from pydicom.datadict import DicomDictionary, dictionary_VR, keyword_for_tag

from jindan.ct.imported import Removal
from jindan.ct.reading.deidentification import UidMap, deidentify, report_rows
from jindan.ct.reading.deidentification_profile import KEPT_KEYWORDS, basic_profile, kept_tags
from jindan.ct.reading.instances import read_instance
from phantoms_dicom import centred_affine, letter_l, sampled, slices_of, write

UIDS = UidMap(b"secret" * 6)
MARK = "GILDONGXQ"
"""Seeded wherever a text can stand; must be found nowhere afterwards."""

SEEDS = {
    "AE": MARK, "CS": MARK, "LO": MARK, "LT": MARK, "PN": f"{MARK}^{MARK}", "SH": MARK, "ST": MARK,
    "UC": MARK, "UR": f"http://{MARK}", "UT": MARK, "DA": "19580317", "DT": "19580317112233",
    "TM": "112233.58", "AS": "067Y", "UN": MARK.encode(), "OB": MARK.encode() + b" ",
}  # fmt: skip
GEOMETRY_AND_PIXELS = {
    "ImageType", "PhotometricInterpretation", "Modality", "SpecificCharacterSet", "PixelData",
    "SOPClassUID", "TransferSyntaxUID",
}  # fmt: skip


def slice_of(**attributes):
    affine = centred_affine(np.diag([-1, -1, 1]))
    return slices_of(sampled(letter_l, affine), affine, **attributes)[0]


def cleaned(dataset, tmp_path):
    (path,) = write([dataset], tmp_path)
    result = deidentify(read_instance(path), uids=UIDS)
    target = tmp_path / "clean"
    target.write_bytes(result.file)
    return result, pydicom.dcmread(target)


def seeded():
    """A CT slice with the mark in every text attribute there is, nested and private ones too."""
    dataset = slice_of(PatientName=f"{MARK}^{MARK}", PatientID=MARK)
    _seed(dataset)
    item = Dataset()
    _seed(item)
    dataset.ReferencedImageSequence = [item]
    dataset.PixelMeasuresSequence = [item]
    block = dataset.private_block(0x0011, MARK, create=True)
    block.add_new(0x01, "LO", MARK)
    block.add_new(0x02, "SQ", [item])
    dataset.add_new(0x60000010, "US", 8)
    dataset.add_new(0x60003000, "OW", MARK.encode() + b" ")
    dataset.add_new(0x60004000, "LT", MARK)
    dataset.add_new(0x50003000, "OB", MARK.encode() + b" ")
    dataset.add_new(0x00091234, "UN", MARK.encode() + b" ")
    dataset.add_new(0xFFFCFFFC, "OB", MARK.encode() + b" ")
    dataset.file_meta.SourceApplicationEntityTitle = MARK
    dataset.file_meta.PrivateInformationCreatorUID = "1.2.3.19580317"
    dataset.file_meta.PrivateInformation = MARK.encode() + b" "
    dataset.preamble = MARK.encode().ljust(128, b"\0")
    return dataset


def _seed(dataset):
    for tag, (vr, *_) in DicomDictionary.items():
        keyword = keyword_for_tag(tag)
        if vr in SEEDS and tag >> 16 not in (0, 2) and keyword not in GEOMETRY_AND_PIXELS:
            dataset.add_new(tag, vr, SEEDS[vr])


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.slow
def test_no_seeded_identifier_survives_anywhere_in_the_file(tmp_path):
    with pydicom.config.disable_value_validation():
        result, _ = cleaned(seeded(), tmp_path)
    for trace in (MARK, "19580317", "112233", "067Y", "Phantom"):
        assert trace.encode() not in result.file


@pytest.mark.parametrize("charset", ["ISO 2022 IR 149", "ISO_IR 192"])
def test_korean_names_leave_no_bytes_behind(tmp_path, charset):
    name = "Hong^Gildong=洪^吉洞=홍^길동"
    dataset = slice_of(Manufacturer="길동 장비")
    dataset.SpecificCharacterSet = ["", charset] if "2022" in charset else charset
    dataset.PatientName = name
    dataset.SeriesDescription = "홍길동 조영"
    result, _ = cleaned(dataset, tmp_path)
    for part in ("Hong", "홍", "길동", "吉洞"):
        for encoding in ("utf-8", "euc_kr", "iso2022_kr"):
            assert part.encode(encoding) not in result.file


def test_pixels_and_geometry_are_untouched(tmp_path):
    before = slice_of()
    _, after = cleaned(before, tmp_path)
    assert hashlib.sha256(after.PixelData).digest() == hashlib.sha256(before.PixelData).digest()
    for keyword in (
        "ImagePositionPatient",
        "ImageOrientationPatient",
        "PixelSpacing",
        "RescaleSlope",
    ):
        assert after[keyword].value == before[keyword].value


def test_result_is_a_ct_image_with_the_method_stated(tmp_path):
    _, after = cleaned(slice_of(PatientSex="F", StudyDate="20240102"), tmp_path)
    assert after.PatientIdentityRemoved == "YES"
    assert after.DeidentificationMethodCodeSequence[0].CodeValue == "113100"
    assert [after[k].value for k in ("PatientName", "PatientSex", "StudyDate")] == ["", "", ""]
    assert after.preamble == b"\0" * 128


def test_preamble_that_imitates_a_program_is_zeroed(tmp_path):
    dataset = slice_of()
    dataset.preamble = b"MZ" + b"\x90" * 126
    result, _ = cleaned(dataset, tmp_path)
    assert result.file[:128] == b"\0" * 128
    assert result.removed["preamble", "Preamble", Removal.EMPTIED] == 1


def test_references_between_files_survive_under_new_uids(tmp_path):
    affine = centred_affine(np.diag([-1, -1, 1]))
    first, second = slices_of(sampled(letter_l, affine), affine)[:2]
    _, one = cleaned(first, tmp_path / "1")
    _, two = cleaned(second, tmp_path / "2")
    assert one.SeriesInstanceUID == two.SeriesInstanceUID != first.SeriesInstanceUID
    assert one.SOPInstanceUID != two.SOPInstanceUID
    assert one.SOPInstanceUID == one.file_meta.MediaStorageSOPInstanceUID
    assert one.SOPClassUID == first.SOPClassUID


def test_new_uids_depend_on_the_secret_and_are_valid():
    assert UidMap(b"a").new("1.2.3") == UidMap(b"a").new("1.2.3") != UidMap(b"b").new("1.2.3")
    assert UidMap(b"a").new("1.2.3").is_valid


def test_a_name_repeated_in_a_stored_attribute_goes_too(tmp_path):
    _, after = cleaned(
        slice_of(PatientName="Hong^Gildong", Manufacturer="Gildong Imaging"), tmp_path
    )
    assert "Manufacturer" not in after


def test_report_counts_attributes_and_holds_no_value(tmp_path):
    dataset = slice_of(InstitutionName="Seoul Clinic", StudyDate="20240102")
    dataset.add_new(0x00110010, "LO", "VENDOR")
    result, _ = cleaned(dataset, tmp_path)
    rows = report_rows(result.removed + result.removed)
    assert {(r.tag, r.keyword, r.action, r.count) for r in rows} >= {
        ("0008,0080", "InstitutionName", Removal.REMOVED, 2),
        ("0008,0020", "StudyDate", Removal.EMPTIED, 2),
        ("0011,0010", "PrivateAttribute", Removal.REMOVED, 2),
        ("0008,0018", "SOPInstanceUID", Removal.REMAPPED, 2),
    }
    assert not any(value in str(rows) for value in ("Seoul", "20240102", "VENDOR"))


def test_what_the_profile_names_is_kept_only_as_a_new_uid():
    named = {tag for tag in basic_profile() if len(tag) == 2}
    both = [tag for tag in kept_tags() if (tag >> 16, tag & 0xFFFF) in named]
    assert both and {dictionary_VR(tag) for tag in both} == {"UI"}


def test_every_kept_keyword_is_a_word_of_the_standard():
    assert len(kept_tags()) == len(KEPT_KEYWORDS)


def test_library_knows_the_edition_we_state():
    assert len(initialize_actions("dicomfields_2026c")) > 600
    assert Counter(len(tag) for tag in basic_profile())[4] > 0  # repeating groups: overlays, curves


def test_nothing_is_logged_about_broken_values(tmp_path, caplog):
    with pydicom.config.disable_value_validation():
        dataset = slice_of(PatientBirthDate="Hong Gildong", StudyDate="Hong", PatientID="x" * 90)
        cleaned(dataset, tmp_path)
    assert "Hong" not in caplog.text and "xxx" not in caplog.text
