"""What a person writes for a field is normalised as if it had been read."""

import pytest

from jindan.ocr.fields.field import FieldName
from jindan.ocr.fields.writing import value_of


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (FieldName.BIRTH_DATE, "1980년 1월 2일", "1980-01-02"),
        (FieldName.BIRTH_DATE, "1980-01-02", "1980-01-02"),
        (FieldName.SEX, "여", "female"),
        (FieldName.LAB_UNIT, "10^3/uL", "10*3/uL"),
        (FieldName.LAB_ANALYTE, "혈색소", "hemoglobin"),
        (FieldName.AMOUNT, "15,000원", "15000"),
        (FieldName.LAB_VALUE, "11.2", "11.2"),
        (FieldName.LAB_ANALYTE, "처음 보는 검사", "처음 보는 검사"),
    ],
)
def test_a_text_is_read_as_the_field_is_written(name, text, value):
    assert value_of(name, text) == value
