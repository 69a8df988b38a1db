"""What is written in other formats says the same words at the same places."""

import io
import json
from collections import Counter
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

import pytest
from PIL import Image
from pypdf import PdfReader

import phantoms_pages as phantoms
from jindan.ocr.outputs import boxes, fhir
from jindan.ocr.outputs.markdown import markdown
from jindan.ocr.outputs.pdf import searchable_pdf
from jindan.ocr.reading import Block, Cell, Line
from jindan.ocr.understanding.classes import DocumentKind

HOCR = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def reading():
    return phantoms.reading(phantoms.REFERRAL, phantoms.LAB_REPORT)


def pdf_of(reading, folder):
    pictures = {}
    for page in reading.pages:
        pictures[page.number] = folder / f"{page.number}.png"
        Image.new("L", (page.width, page.height), 255).save(pictures[page.number])
    return searchable_pdf(reading, pictures=pictures, language="ko")


@pytest.mark.slow
def test_the_words_of_the_pdf_stand_where_they_were_read(reading, tmp_path):
    document = PdfReader(io.BytesIO(pdf_of(reading, tmp_path)))
    placed = []
    for number, page in enumerate(document.pages):
        height = float(page.mediabox.height)

        def note(text, outer, inner, _font, _size, number=number, height=height):
            if text.strip():
                x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
                y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
                placed.append((number, text.strip(), x, height - y))

        page.extract_text(visitor_text=note)
    scale = 72 / 150
    seen = {(page, text): (x, y) for page, text, x, y in placed}
    words = [(n, word) for n, page in enumerate(reading.pages) for word in page.words()]
    times = Counter((n, word.text) for n, word in words)
    once = [(n, word) for n, word in words if times[(n, word.text)] == 1]
    whole = [(n, word) for n, word in once if (n, word.text) in seen]
    assert len(whole) > 0.8 * len(once)  # pypdf gives a few words in parts
    for number, word in whole:
        x, y = seen[(number, word.text)]
        assert x == pytest.approx(word.quad[0][0] * scale, abs=1)
        assert word.quad[0][1] * scale <= y <= word.quad[2][1] * scale + 1


@pytest.mark.slow
def test_the_pdf_is_archival_repeatable_and_survives_letters_without_a_glyph(tmp_path):
    reading = phantoms.reading("漢字 \N{GRINNING FACE} #text(1pt)[x]")
    first = pdf_of(reading, tmp_path)
    assert first == pdf_of(reading, tmp_path)
    assert b"pdfaid:part>2<" in first.replace(b" ", b"")
    assert "#text(1pt)[x]" in PdfReader(io.BytesIO(first)).pages[0].extract_text()


def test_markdown_keeps_tables_and_escapes_markup():
    cells = tuple(
        Cell(row=row, column=column, row_span=1, column_span=1, lines=(_line(text),))
        for row, texts in enumerate([("항목", "결과"), ("A|B", "*1.2*")])
        for column, text in enumerate(texts)
    )
    quad = ((0, 0), (1, 0), (1, 1), (0, 1))
    table = Block(kind="table", lines=(), quad=quad, cells=cells)
    heading = Block(kind="heading", lines=(_line("검사 결과"),), quad=quad)
    page = phantoms.page("1. 첫째").model_copy(update={"blocks": (heading, table)})
    reading = phantoms.reading("").model_copy(update={"pages": (page,)})
    assert markdown(reading) == (
        "## 검사 결과\n\n| 항목 | 결과 |\n| --- | --- |\n| A\\|B | \\*1.2\\* |\n"
    )


def _line(text) -> Line:
    return phantoms.line(text, left=0, top=0, confidence=1)


def test_a_number_at_the_start_of_a_line_is_no_list():
    assert markdown(phantoms.reading("1. 첫째")) == "1\\. 첫째\n"


def test_hocr_holds_each_word_with_box_and_confidence(reading):
    root = Xml.fromstring(boxes.hocr(reading))  # noqa: S314 - written here
    words = [word for word in root.iter(f"{HOCR}span") if word.get("class") == "ocrx_word"]
    assert [word.text for word in words] == [word.text for word in reading.words()]
    first = next(reading.words())
    (left, top), _, (right, bottom), _ = first.quad
    expected = f"bbox {left:.0f} {top:.0f} {right:.0f} {bottom:.0f}; x_wconf 99"
    assert words[0].get("title") == expected


def test_alto_holds_each_word_with_box_and_confidence(reading):
    root = Xml.fromstring(boxes.alto(reading))  # noqa: S314 - written here
    words = list(root.iter(f"{{{boxes.ALTO}}}String"))
    assert [word.get("CONTENT") for word in words] == [word.text for word in reading.words()]
    assert words[0].get("WC") == "0.990"


def test_control_characters_do_not_break_the_xml():
    assert Xml.fromstring(boxes.hocr(phantoms.reading("a\x01b")))  # noqa: S314 - written here


def test_a_document_reference_names_no_patient():
    described = fhir.DescribedDocument(
        id="7c0e0c5e-58a6-4bd0-8d7e-111111111111",
        kind=DocumentKind.LAB_REPORT,
        patient_code="P-0001",
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
        is_confirmed=False,
        files=(fhir.File(url="/api/v1/artifacts/1/content", media_type="image/png", size=10),),
    )
    resource = fhir.document_reference(described, language="ko")
    assert resource["type"]["coding"] == [{"system": "http://loinc.org", "code": "11502-2"}]
    assert resource["docStatus"] == "preliminary"
    assert json.dumps(resource)
