"""Documents of every kind become pages; what cannot be read is refused by name."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jindan.ocr.errors import (
    DocumentEncrypted,
    DocumentTooLarge,
    DocumentUnreadable,
    PictureBlurred,
    PictureCoarse,
    PictureFaint,
)
from jindan.ocr.pages import pictures
from jindan.ocr.pages.flattening import flatten, is_bilevel
from jindan.ocr.pages.opening import open_pages
from jindan.ocr.pages.quality import Quality, notes_on, problem_of
from phantoms_documents import SAID, lines, page, pdf_with_text, saved


@pytest.mark.parametrize("kind", ["png", "jpg", "jpeg", "tif", "tiff", "webp", "bmp"])
def test_t23_each_kind_of_picture_is_opened_by_its_content(tmp_path, kind):
    path = saved(lines(["가나다"]), tmp_path / f"a.{kind}")
    count, pages = open_pages(path.rename(tmp_path / "without-extension"))
    (only,) = pages
    assert count == 1
    assert only.picture.shape == (112, 900, 3)


def test_t23_a_phone_picture_is_opened():
    """The file: a black bar on white, 96 × 64, encoded once with libheif."""
    count, pages = open_pages(Path(__file__).parent / "files" / "phone.heic")
    (only,) = pages
    assert (count, only.picture.shape) == (1, (64, 96, 3))
    assert only.picture[25, 40].max() < 60
    assert only.picture[5, 5].min() > 200


def test_a_tiff_has_as_many_pages_as_frames(tmp_path):
    first, second = lines(["하나"]), lines(["둘"])
    path = saved(first, tmp_path / "a.tiff", save_all=True, append_images=[second], dpi=(200, 200))
    count, pages = open_pages(path)
    assert count == 2
    assert [(found.number, found.resolution_dpi) for found in pages] == [(1, 200.0), (2, 200.0)]


def test_t25_the_turn_that_the_camera_noted_is_undone_and_nothing_is_encoded_anew(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn by 90 degrees to see it
    path = saved(Image.new("RGB", (40, 20), "white"), tmp_path / "a.jpg", exif=exif)
    _, pages = open_pages(path)
    assert next(pages).picture.shape[:2] == (40, 20)


def test_what_is_transparent_is_paper(tmp_path):
    path = saved(Image.new("RGBA", (30, 20), (0, 0, 0, 0)), tmp_path / "a.png")
    _, pages = open_pages(path)
    assert next(pages).picture.min() == 255


@pytest.mark.parametrize(
    "content", [b"", b"fake image content", b"%PDF-1.7\nbroken", b"\x89PNG\r\n\x1a\nxx"]
)
def test_t22_what_is_no_document_is_refused(tmp_path, content):
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(DocumentUnreadable):
        list(open_pages(path)[1])


def test_a_cut_off_picture_is_refused(tmp_path):
    path = saved(page(), tmp_path / "a.png")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(DocumentUnreadable):
        list(open_pages(path)[1])


def test_a_page_with_too_many_pixels_is_refused_before_it_is_decoded(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    path = saved(lines(["가"]), tmp_path / "a.png")
    with pytest.raises(DocumentTooLarge):
        list(open_pages(path)[1])


def test_a_locked_pdf_is_refused(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(DocumentEncrypted):
        open_pages(tmp_path / "a.pdf")


def test_a_scan_in_a_pdf_is_drawn_at_its_own_resolution(tmp_path):
    path = saved(page(), tmp_path / "a.pdf", resolution=200)
    count, pages = open_pages(path)
    found = next(pages)
    assert count == 1
    assert found.resolution_dpi == pytest.approx(200, abs=2)
    assert found.picture.shape[1] == pytest.approx(860, abs=3)
    assert found.layer == ()


def test_text_that_the_pdf_shows_is_taken_as_it_is(tmp_path):
    pdf_with_text(tmp_path / "a.pdf", render_mode=0)
    found = next(open_pages(tmp_path / "a.pdf")[1])
    assert [word.text for word in found.layer[0].words] == ["Hemoglobin", "13.2", "ok"]
    assert [note.code for note in found.notes] == ["text-layer"]


def test_a_line_of_spaces_says_nothing_and_breaks_nothing(tmp_path):
    pdf_with_text(tmp_path / "a.pdf", render_mode=0, texts=(SAID, "   ", SAID))
    found = next(open_pages(tmp_path / "a.pdf")[1])
    assert [line.text for line in found.layer] == [SAID, SAID]


def test_hidden_text_is_refused_with_a_note(tmp_path):
    pdf_with_text(tmp_path / "a.pdf", render_mode=3)
    found = next(open_pages(tmp_path / "a.pdf")[1])
    assert found.layer == ()
    assert [note.code for note in found.notes] == ["text-layer-refused"]


def test_a_shadow_goes_and_the_ink_stays():
    shaded = np.asarray(page(), np.float64) * np.linspace(0.5, 1, 860)[None, :, None]
    flat = flatten(shaded.astype(np.uint8))
    assert flat[5].min() > 245
    assert flat.min() < 60


def test_a_fax_is_told_by_its_two_levels():
    grey = np.asarray(page().convert("1").convert("L"))
    assert is_bilevel(grey)
    assert not is_bilevel(np.arange(0, 256, dtype=np.uint8).repeat(70).reshape(-1, 70))


@pytest.mark.parametrize(
    ("quality", "problem"),
    [
        (Quality(letters_px=5, blur=0.05, contrast=150), PictureCoarse),
        (Quality(letters_px=20, blur=0.30, contrast=150), PictureBlurred),
        (Quality(letters_px=20, blur=0.05, contrast=10), PictureFaint),
    ],
)
def test_a_hopeless_picture_is_refused_with_its_reason(quality, problem):
    assert isinstance(problem_of(quality), problem)


def test_a_fair_picture_is_read_without_a_note():
    fair = Quality(letters_px=22, blur=0.05, contrast=180)
    assert problem_of(fair) is None
    assert notes_on(fair) == ()


def test_a_picture_that_claims_more_bytes_than_there_are_is_refused(tmp_path):
    path = saved(page(), tmp_path / "a.png")
    plain = path.read_bytes()
    start = plain.index(b"IDAT")
    path.write_bytes(plain[: start - 4] + b"\xff\xff\xff\x7f" + plain[start : start + 40])
    with pytest.raises(DocumentUnreadable):
        list(open_pages(path)[1])
