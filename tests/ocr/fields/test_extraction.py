"""Named values are read with their units, codes and places, from phantoms whose values are known."""

import pytest

import phantoms_pages as phantoms
from jindan.ocr.fields.amounts import is_business_number
from jindan.ocr.fields.dates import birth_of_resident, date_in
from jindan.ocr.fields.field import FieldName
from jindan.ocr.fields.units import ucum_of
from jindan.ocr.understanding.classes import DocumentKind, classify
from jindan.ocr.understanding.extraction import extract
from jindan.ocr.understanding.masking import mask


def fields_of(*texts):
    seen, _ = mask(phantoms.reading(*texts))
    return extract(seen, kind=classify(seen).kind)


def values(fields):
    """The values of the fields outside any group, by name."""
    return {field.name: field.value for field in fields if field.group is None}


def groups(fields):
    """The values of each row, by name."""
    rows = {}
    for field in fields:
        if field.group is not None:
            rows.setdefault(field.group, {})[field.name.value] = field.value
    return list(rows.values())


def test_who_and_when():
    assert values(fields_of(phantoms.LAB_REPORT)) == {
        FieldName.PATIENT_NAME: "홍길동",
        FieldName.BIRTH_DATE: "1980-01-02",
        FieldName.SEX: "male",
        FieldName.RESIDENT_NUMBER: "800102-1******",
        FieldName.PATIENT_NUMBER: "00123456",
        FieldName.HOSPITAL: "한빛의료원",
        FieldName.SPECIMEN_DATE: "2026-03-02",
        FieldName.DOCUMENT_DATE: "2026-03-03",
    }


def test_results_of_the_laboratory():
    first, second, *_ = groups(fields_of(phantoms.LAB_REPORT))
    assert first == {
        "lab-analyte": "wbc",
        "lab-value": "11.2",
        "lab-unit": "10*3/uL",
        "lab-reference": "4.0-10.0",
        "lab-flag": "H",
    }
    assert second["lab-reference"] == "13.0-17.0"
    assert len(groups(fields_of(phantoms.LAB_REPORT))) == 6


def test_a_code_is_given_where_unit_and_specimen_make_it_clear():
    codes = {
        field.value: field.coding.code
        for field in fields_of(phantoms.LAB_REPORT)
        if field.name is FieldName.LAB_ANALYTE and field.coding
    }
    assert codes["wbc"] == "6690-2"
    assert codes["hemoglobin"] == "718-7"
    strange = fields_of(
        "검사결과 보고서 참고치\nGlucose | 104 | g/dL\n소변 검사\nGlucose | 20 | mg/dL"
    )
    assert not [field for field in strange if field.coding]


def test_a_value_on_the_other_side_of_its_range_than_its_flag_is_flagged():
    fields = fields_of("검사결과 보고서 참고치\nPotassium | 4.2 | mmol/L | 3.5-5.1 | H")
    [value] = [field for field in fields if field.name is FieldName.LAB_VALUE]
    assert [flag.code for flag in value.flags] == ["value-and-flag-disagree"]


def test_drugs_of_a_prescription():
    drugs = [group for group in groups(fields_of(phantoms.PRESCRIPTION)) if "drug" in group]
    assert drugs == [
        {"drug": "아스피린장용정100mg", "strength": "100 mg", "dose": "1", "frequency": "1/d", "duration": "30 d"},
        {"drug": "타이레놀정500밀리그램", "strength": "500 mg", "dose": "0.5", "frequency": "3/d", "duration": "5 d"},
    ]  # fmt: skip


def test_drugs_of_a_letter():
    fields = fields_of(
        "Discharge summary\nDischarge medications\nMetformin 500 mg PO BID 14 days\nPain better"
    )
    assert groups(fields) == [
        {
            "drug": "Metformin",
            "dose": "500",
            "dose-unit": "mg",
            "route": "oral",
            "frequency": "2/d",
            "duration": "14 d",
        }
    ]


def test_diagnoses_have_their_code():
    [_, diagnosis] = groups(fields_of(phantoms.REFERRAL))
    assert diagnosis == {"diagnosis-code": "K86.1", "diagnosis": "만성 췌장염"}
    [code] = [f for f in fields_of(phantoms.PRESCRIPTION) if f.name is FieldName.DIAGNOSIS_CODE]
    assert (code.value, code.coding.code) == ("J18.9", "J18.9")


def test_a_vitamin_is_no_diagnosis():
    fields = fields_of(
        "안내 말씀 드립니다 다음을 참고하여 주시기 바랍니다\n비타민 B12 복용을 계속하시기 바랍니다 감사합니다"
    )
    assert not [field for field in fields if field.name is FieldName.DIAGNOSIS_CODE]


def test_amounts_of_a_receipt():
    fields = fields_of(phantoms.RECEIPT)
    amounts = [field.value for field in fields if field.name is FieldName.AMOUNT]
    assert amounts == ["5400", "17700"]
    assert values(fields)[FieldName.BUSINESS_NUMBER] == "120-81-47521"


def test_an_english_document():
    named = values(fields_of(phantoms.ENGLISH_IMAGING))
    assert named[FieldName.PATIENT_NAME] == "Gildong Hong"
    assert named[FieldName.BIRTH_DATE] == "1980-01-02"


def test_a_field_lies_where_its_words_lie():
    reading = phantoms.reading(phantoms.LAB_REPORT)
    [name] = [
        f
        for f in extract(reading, kind=DocumentKind.LAB_REPORT)
        if f.name is FieldName.PATIENT_NAME
    ]
    [word] = [word for word in reading.words() if word.text == "홍길동"]
    assert name.place.quad == word.quad
    assert (name.place.page, name.place.line) == (1, 3)


def test_t26_one_uncertain_word_lowers_the_field_it_belongs_to():
    reading = phantoms.reading(phantoms.LAB_REPORT)
    text = reading.model_dump_json().replace('"text":"11.2","', '"text":"11.2","')
    low = type(reading).model_validate_json(text)
    page = low.pages[0]
    lines = tuple(
        type(line)(
            words=tuple(
                w.model_copy(update={"confidence": 0.31}) if w.text == "11.2" else w
                for w in line.words
            )
        )
        for line in page.blocks[0].lines
    )
    block = page.blocks[0].model_copy(update={"lines": lines})
    low = low.model_copy(update={"pages": (page.model_copy(update={"blocks": (block,)}),)})
    by_value = {f.read: f.confidence for f in extract(low, kind=DocumentKind.LAB_REPORT)}
    assert by_value["11.2"] == low.lowest_confidence == 0.31
    assert by_value["9.8"] == 0.99


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026. 3. 2.", "2026-03-02"),
        ("2026년 3월 2일", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("Mar 2, 2026", "2026-03-02"),
        ("03/04/2026", None),
        ("2026-02-30", None),
    ],
)
def test_dates(written, day):
    assert date_in(written) == day


def test_birth_date_and_sex_stay_in_a_masked_resident_number():
    assert birth_of_resident("800102-1******") == ("1980-01-02", "male")
    assert birth_of_resident("010203-4******") == ("2001-02-03", "female")


@pytest.mark.parametrize(
    ("unit", "ucum"),
    [
        ("㎎/㎗", "mg/dL"),
        ("IU/L", "U/L"),
        ("10³/㎕", "10*3/uL"),
        ("10⁹/L", "10*3/uL"),
        ("10¹²/L", "10*6/uL"),
        ("×10⁶/μL", "10*6/uL"),
        ("x", None),
    ],
)
def test_units(unit, ucum):
    assert ucum_of(unit) == ucum


@pytest.mark.parametrize(("number", "holds"), [("120-81-47521", True), ("120-81-47522", False)])
def test_business_numbers(number, holds):
    assert is_business_number(number) is holds


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("Glucose | < 0.01 | mg/dL | 70 - 99", "<0.01"),
        ("Glucose | > 600 | mg/dL | 70-99", ">600"),
        ("Glucose | 70 - 99 | 104 | mg/dL", "104"),
        ("INR | 1.1 | | 0.9 - 1.2", "1.1"),
    ],
)
def test_a_result_keeps_its_sign_and_is_not_a_limit_of_its_range(row, value):
    [result] = groups(fields_of(f"진단검사 결과 보고서\n{row}"))
    assert result["lab-value"] == value


@pytest.mark.parametrize(
    "row",
    [
        "혈색소 | 검체부족 | g/dL | 13.0 - 17.0",
        "혈색소 | 1.20E+3 | g/dL | 13.0 ~ 17.0",
        "혈색소 | 9,8 | g/dL | 13.0- 17.0",
        "CRP | trace | mg/L | < 5.0",
        "CRP | 음성 | mg/L | <5.0",
        "Glucose | -5 | mg/dL | 70 -99",
    ],
)
def test_where_no_result_can_be_read_its_range_is_not_taken_for_one(row):
    assert groups(fields_of(f"진단검사 결과 보고서\n{row}")) == []
