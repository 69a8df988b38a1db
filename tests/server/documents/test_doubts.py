"""What a person must settle, by its place."""

import phantoms_pages as phantoms
from jindan.analysis import Remark
from jindan.ocr.document import CONTENT, Content
from jindan.ocr.reading import Line, PageImage, ReadDocument
from jindan.ocr.understanding.whole import understand
from jindan.server.documents.doubts import doubts_of
from server.documents_by_code import draw

DOUBT = Remark(code="number-read-differently", values={"other": "112"})


def _content(folder):
    """A laboratory report whose every word was read differently."""
    [page] = phantoms.reading(phantoms.LAB_REPORT).pages
    [block] = page.blocks
    lines = tuple(
        Line(words=tuple(word.model_copy(update={"doubts": (DOUBT,)}) for word in line.words))
        for line in block.lines
    )
    page = page.model_copy(update={"blocks": (block.model_copy(update={"lines": lines}),)})
    reading = phantoms.reading("").model_copy(update={"pages": (page,)})
    images = (PageImage(number=1, file=draw(page, into=folder)),)
    understand(ReadDocument(reading=reading, images=images), outputs=folder)
    return Content.model_validate_json((folder / CONTENT).read_bytes())


def test_a_field_tells_each_of_its_doubts_once(tmp_path):
    content = _content(tmp_path)
    of_fields = [doubt for doubt in doubts_of(content) if doubt.position is not None]
    assert len([field for field in content.fields if field.doubts]) > 1
    assert all(doubt.reasons.count(DOUBT) == 1 for doubt in of_fields)
