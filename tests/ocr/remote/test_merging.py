"""What a page says after its answer came, or did not: masked words stay, numbers are compared, reasons are noted."""

import copy
import json

import pytest
from PIL import Image

import phantoms_pages as phantoms
from fake_upstage import ANSWER
from jindan.analysis import Note, Sent, Workspace
from jindan.ocr.document import CONTENT, DocumentContent
from jindan.ocr.reading import PageImage, ReadDocument
from jindan.ocr.reading_documents import understand
from jindan.ocr.remote.merging import merge
from jindan.ocr.remote.outgoing import may_leave

TEXT = """
주민번호 900101-1234567
혈색소 13.2 g/dL
"""


@pytest.fixture
def here(tmp_path):
    """Documents as the local engine read them, whose pages had these notes."""

    def read(*notes):
        outputs = tmp_path / "here"
        outputs.mkdir()
        reading = phantoms.reading(TEXT)
        [page] = reading.pages
        page = page.model_copy(update={"notes": tuple(Note(code=code) for code in notes)})
        reading = reading.model_copy(update={"pages": (page,)})
        Image.new("RGB", (page.width, page.height), "white").save(outputs / "page-0001.webp")
        images = (PageImage(number=1, file="page-0001.webp"),)
        understand(ReadDocument(reading=reading, images=images), outputs=outputs)
        return {path.name: path for path in outputs.iterdir()}, page

    return read


def answered(page, *, number="13.2"):
    """The service's answer, which sees black where the resident number was."""
    answer = copy.deepcopy(ANSWER)
    [sent] = answer["pages"]
    sent |= {"width": page.width, "height": page.height, "words": []}
    for word in page.words():
        text = {"900101-1234567": "900101-1■■■", "13.2": number}.get(word.text, word.text)
        box = {"vertices": [{"x": x, "y": y} for x, y in word.quad]}
        sent["words"].append({"id": 0, "text": text, "confidence": 0.99, "boundingBox": box})
    return json.dumps(answer)


def joined(inputs, tmp_path, *, answer=None, sent=Sent()):
    outputs = tmp_path / "joined"
    outputs.mkdir()
    if answer is not None:
        inputs["page-0001.json"] = tmp_path / "page-0001.json"
        inputs["page-0001.json"].write_text(answer, encoding="utf-8")
    merge(Workspace(inputs=inputs, outputs=outputs, assets=tmp_path), sent)
    return DocumentContent.model_validate_json((outputs / CONTENT).read_bytes())


def test_a_masked_number_stays_as_it_was_masked_here(here, tmp_path):
    inputs, page = here()
    content = joined(inputs, tmp_path, answer=answered(page))
    [read] = content.reading.pages
    assert (content.reading.engine, read.engine, read.has_left) == ("upstage", "upstage", True)
    assert content.reading.text.split() == ["주민번호", "900101-1******", "혈색소", "13.2", "g/dL"]
    assert [each.kind for each in content.masked] == ["resident-number"]


@pytest.mark.parametrize(("number", "flags"), [("13.2", []), ("12.3", ["number-read-differently"])])
def test_a_number_that_the_two_engines_read_differently_is_flagged(here, tmp_path, number, flags):
    inputs, page = here()
    content = joined(inputs, tmp_path, answer=answered(page, number=number))
    [word] = [word for word in content.reading.words() if word.text == number]
    assert [flag.code for flag in word.flags] == flags


@pytest.mark.parametrize(
    ("sent", "code", "has_left"),
    [
        (Sent(failed={"page-0001": "remote-input-refused"}), "remote-refused", None),
        (Sent(failed={"page-0001": "remote-busy"}), "engine-fallback", None),
        (Sent(reason="remote-key-rejected"), "remote-refused", False),
        (Sent(reason="consent-missing"), "remote-consent-missing", False),
        (Sent(reason="out-of-time"), "engine-fallback", None),
    ],
)
def test_a_page_without_an_answer_stays_and_says_why(here, tmp_path, sent, code, has_left):
    inputs, _ = here()
    content = joined(inputs, tmp_path, sent=sent)
    [page] = content.reading.pages
    assert (content.reading.engine, page.engine, page.has_left) == ("typed", "typed", has_left)
    assert [note.code for note in page.notes] == [code]
    assert "13.2" in content.reading.text


@pytest.mark.parametrize("answer", ["{", json.dumps(ANSWER | {"pages": []})])
def test_an_answer_out_of_contract_loses_nothing(here, tmp_path, answer):
    inputs, _ = here()
    content = joined(inputs, tmp_path, answer=answer)
    [page] = content.reading.pages
    assert [note.code for note in page.notes] == ["remote-refused"]
    assert (page.engine, page.has_left) == ("typed", True)
    assert "13.2" in content.reading.text


def test_a_page_too_poor_to_be_masked_does_not_leave(here, tmp_path):
    inputs, page = here("picture-too-poor")
    assert not may_leave(page)
    content = joined(inputs, tmp_path)
    assert content.reading.pages[0].notes[-1].code == "remote-withheld"
    assert content.reading.pages[0].has_left is False


@pytest.mark.parametrize("code", ["text-layer", "no-text"])
def test_a_page_that_needs_no_reader_stays_in_the_house(here, tmp_path, code):
    inputs, page = here(code)
    assert not may_leave(page)
    assert [r.code for r in joined(inputs, tmp_path).reading.pages[0].notes] == [code]
