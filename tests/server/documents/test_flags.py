"""What a person must resolve, by its place."""

import phantoms_pages as phantoms
from jindan.analysis import Note
from jindan.ocr.document import CONTENT, DocumentContent
from jindan.ocr.reading import Line, PageImage, ReadDocument
from jindan.ocr.reading_documents import understand
from jindan.server.documents.flags import flags_of
from server.documents_by_code import draw

FLAG = Note(code="number-read-differently", values={"other": "112"})


def _content(folder):
    """A laboratory report whose every word was read differently."""
    [page] = phantoms.reading(phantoms.LAB_REPORT).pages
    [block] = page.blocks
    lines = tuple(
        Line(words=tuple(word.model_copy(update={"flags": (FLAG,)}) for word in line.words))
        for line in block.lines
    )
    page = page.model_copy(update={"blocks": (block.model_copy(update={"lines": lines}),)})
    reading = phantoms.reading("").model_copy(update={"pages": (page,)})
    images = (PageImage(number=1, file=draw(page, into=folder)),)
    understand(ReadDocument(reading=reading, images=images), outputs=folder)
    return DocumentContent.model_validate_json((folder / CONTENT).read_bytes())


def test_a_field_tells_each_of_its_flags_once(tmp_path):
    content = _content(tmp_path)
    of_fields = [flag for flag in flags_of(content) if flag.position is not None]
    assert len([field for field in content.fields if field.flags]) > 1
    assert all(flag.reasons.count(FLAG) == 1 for flag in of_fields)
