"""Phantom documents whose text is known: a laboratory page drawn with the Korean font of the wheel."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from jindan.fonts import korean_font

ROWS = (
    ("검사항목", "결과", "단위", "참고치"),
    ("혈색소", "13.2", "g/dL", "13.0 - 17.0"),
    ("공복혈당", "98", "mg/dL", "70 - 99"),
    ("Creatinine", "0.85", "mg/dL", "0.70 - 1.20"),
)
TITLE = "진단검사 결과 보고서"
EDGES = (40, 260, 400, 560, 820)


def page(*, height: int = 420, rows: Sequence[Sequence[str]] = ROWS) -> Image.Image:
    """A title, and a ruled table of four columns."""
    picture = Image.new("RGB", (860, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((260, 30), TITLE, font=_face(38), fill="black")
    for number, row in enumerate(rows):
        top = 120 + 60 * number
        for text, left, right in zip(row, EDGES[:-1], EDGES[1:], strict=True):
            pen.rectangle((left, top, right, top + 60), outline="black", width=2)
            pen.text((left + 14, top + 14), text, font=_face(26), fill="black")
    return picture


def lines(texts: Sequence[str], *, size: int = 28, ink: int = 0) -> Image.Image:
    """Lines one below another."""
    picture = Image.new("RGB", (900, 60 + 52 * len(texts)), "white")
    pen = ImageDraw.Draw(picture)
    for number, text in enumerate(texts):
        pen.text((40, 30 + 52 * number), text, font=_face(size), fill=(ink, ink, ink))
    return picture


def saved(picture: Image.Image, path: Path, **how: object) -> Path:
    """The picture as a file of the kind that its name says."""
    picture.save(path, **how)
    return path


SAID = "Hemoglobin 13.2 ok"


def pdf_with_text(path, *, render_mode, texts=(SAID,) * 4):
    document = pdfium.PdfDocument.new()
    sheet = document.new_page(400, 300)
    font = pdfium.raw.FPDFText_LoadStandardFont(document, b"Helvetica")
    for number, said in enumerate(texts):
        text = pdfium.raw.FPDFPageObj_CreateTextObj(document, font, 14)
        words = (pdfium.raw.c_ushort * (len(said) + 1))(*map(ord, said), 0)
        pdfium.raw.FPDFText_SetText(text, words)
        pdfium.raw.FPDFTextObj_SetTextRenderMode(text, render_mode)
        pdfium.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 40, 250 - 30 * number)
        pdfium.raw.FPDFPage_InsertObject(sheet, text)
    pdfium.raw.FPDFPage_GenerateContent(sheet)
    document.save(str(path))
    document.close()


def array(picture: Image.Image) -> np.ndarray:
    """The picture as numbers."""
    return np.asarray(picture.convert("RGB"), np.uint8)


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(korean_font(), size)
