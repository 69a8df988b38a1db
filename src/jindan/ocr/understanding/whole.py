"""Understand a document that was read: mask it, tell its class, find its named values."""

from pathlib import Path

from jindan.ocr.document import CONTENT, Content, DocumentResult, result_of
from jindan.ocr.fields.extraction import extract
from jindan.ocr.reading import ReadDocument
from jindan.ocr.understanding.blacking import black_out
from jindan.ocr.understanding.classes import classify
from jindan.ocr.understanding.masking import mask
from jindan.ocr.understanding.sensitive import Masked


def understand(
    read: ReadDocument, *, outputs: Path, hidden: tuple[Masked, ...] = ()
) -> DocumentResult:
    """Mask, classify and search a document that was read; writes CONTENT, and blacks out on the pictures.

    hidden: what was masked and blacked out already.
    """
    reading, found = mask(read.reading)
    for image in read.images:
        on_page = [each for each in found if each.page == image.number]
        black_out(outputs / image.file, masked=on_page)
    classification = classify(reading)
    content = Content(
        reading=reading,
        classification=classification,
        fields=extract(reading, kind=classification.kind),
        masked=(*hidden, *found),
    )
    (outputs / CONTENT).write_text(content.model_dump_json(), encoding="utf-8")
    return result_of(content, images=read.images)
