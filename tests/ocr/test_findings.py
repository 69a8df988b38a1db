"""What a document says becomes a number only where number and unit are both certain."""

import pytest

import phantoms_pages as phantoms
from jindan.findings.values import TextValue, amount
from jindan.ocr.document import CONTENT, DocumentContent
from jindan.ocr.findings import findings_of
from jindan.ocr.reading import PageImage, ReadDocument
from jindan.ocr.reading_documents import understand
from jindan.report.phrases import label_of
from jindan.report.wording import words


def finding(folder, row):
    images = (PageImage(number=1, file="page-1.png"),)
    reading = phantoms.reading(f"진단검사 결과 보고서\n{row}")
    understand(ReadDocument(reading=reading, images=images), outputs=folder)
    content = DocumentContent.model_validate_json((folder / CONTENT).read_bytes())
    _, result = findings_of(content, below=0.8, is_confirmed=False)
    return result


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Glucose | < 0.01 | mg/dL", "<\u00a00.01\u00a0mg/dL"),
        ("Lipase | 1,234.50 | U/L", "1,234.50\u00a0U/L"),
        ("INR | 1.1", "1.1"),
    ],
)
def test_a_result_is_said_with_sign_decimals_and_unit(tmp_path, row, said):
    assert amount(finding(tmp_path, row).quantity, language="en") == said


def test_a_result_whose_unit_is_not_known_is_no_number_without_a_unit(tmp_path):
    assert finding(tmp_path, "CA 19-9 | 48.5 | AU/mL").value == TextValue(text="48.5")


@pytest.mark.parametrize("figures", ["12345678901234567890", "9" * 400])
def test_a_number_with_more_figures_than_can_be_kept_is_said_as_it_is_written(tmp_path, figures):
    assert figures in words(label_of(finding(tmp_path, f"Lipase | {figures} | U/L")), language="en")


def test_a_flag_that_the_value_contradicts_makes_no_interpretation(tmp_path):
    assert finding(tmp_path, "WBC | 11.2 | 10^3/uL | 4.0-10.0 | H").interpretation == "H"
    (tmp_path / CONTENT).unlink()
    assert finding(tmp_path, "WBC | 5.0 | 10^3/uL | 4.0-10.0 | H").interpretation is None
