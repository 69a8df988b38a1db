import io

import pypdf
import pytest

from jindan.catalogue import text
from jindan.report.blocks import Review, Verdict
from jindan.report.content import Addendum, ReportState, ReportStatus, SignatureProof
from jindan.report.provenance import Run
from jindan.report.wording import Verbatim
from jindan.typesetting.errors import MissingPicture, UnreadablePicture
from jindan.typesetting.pdf import render
from phantoms_report import AT, SOURCE, content, draft, header, said


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text as one line: a PDF breaks lines where the page does."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def starts(page):
    """Where on the line each run of text begins, in points."""
    found = []

    def note(run, matrix, text_matrix, font, size):
        if run.strip():
            found.append(matrix[4] + text_matrix[4])

    page.extract_text(visitor_text=note)
    return found


def elements(node, found=None):
    """Every structure element below a node of the structure tree."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            elements(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            elements(node["/K"], found)
    return found


@pytest.fixture(scope="module")
def korean(pictures):
    return render(content(), language="ko", pictures=pictures)


@pytest.fixture(scope="module")
def english(pictures):
    return render(content(), language="en", pictures=pictures)


def test_korean_sentences_can_be_read_back(korean):
    found = text_of(korean)
    assert "간 부피 1,482.3 mL, 평균 CT값 104.2 HU." in found
    assert "췌장: 측정값을 보고하지 않음." in found
    assert "자동 분석 결과이며, 아직 의사가 확인하거나 서명하지 않았습니다." in found


def test_a_row_reads_in_its_order_and_a_withheld_row_gives_its_reason(korean):
    found = text_of(korean)
    assert "비장 212.9 118.7 16.2 104.8 95%" in found
    assert (
        f"췌장 보고 보류 {text('note-folds-disagree', language='ko', folds=4, agreement=12)} 21%"
        in found
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_parameter_without_a_value_is_not_printed(pictures, language):
    params = {"engine": "", "recogniser": None, "passes": 0, "overrides": False}
    runs = (Run(kind="reading", version="1", params=params), Run(kind="filing", version="1"))
    printed = text_of(
        render(
            content(provenance=draft().provenance.model_copy(update={"runs": runs})),
            language=language,
            pictures=pictures,
        )
    )
    label = text("report-parameters", language=language)
    assert f"reading 1 {label}: overrides = false, passes = 0" in printed
    assert "engine" not in printed
    assert "recogniser" not in printed


@pytest.mark.parametrize("empty", [{}, {"engine": "", "recogniser": None}])
def test_a_run_without_parameters_announces_none(pictures, empty):
    runs = (Run(kind="reading", version="1", params=empty),)
    report = content(provenance=draft().provenance.model_copy(update={"runs": runs}))
    label = text("report-parameters", language="en")
    assert label not in text_of(render(report, language="en", pictures=pictures))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_says_research_use_only_and_the_state(pictures, language):
    pages = read(render(content(), language=language, pictures=pictures)).pages
    assert len(pages) in (2, 3)
    for number, page in enumerate(pages, start=1):
        found = page.extract_text()
        assert "RESEARCH USE ONLY" in found
        assert "연구용" in found
        assert text("report-preliminary", language=language) in found
        assert f"{number} / {len(pages)}" in found


def test_it_declares_pdf_a_2a_and_pdf_ua_1(korean):
    metadata = read(korean).xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize(("language", "tag"), [("ko", "ko-KR"), ("en", "en-GB")])
def test_language_and_title_are_set(pictures, language, tag):
    reader = read(render(content(), language=language, pictures=pictures))
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert reader.metadata.title == f"{text('ct-report-title', language=language)} · PHANTOM-0007"


def test_it_is_tagged_with_headings_table_headers_and_alternative_text(korean):
    found = elements(read(korean).trailer["/Root"]["/StructTreeRoot"]["/K"])
    kinds = [element["/S"] for element in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    assert kinds.count("/TH") == 6 + 3
    described = {str(element["/Alt"]) for element in found if element["/S"] == "/Figure"}
    assert text("ct-picture-axial-description", language="ko") in described
    assert len(described) == 3


def test_every_font_is_embedded_and_korean(korean):
    for page in read(korean).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "NanumGothic" in descendant["/BaseFont"]
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()


def test_the_same_report_gives_the_same_bytes(english, pictures):
    assert render(content(), language="en", pictures=pictures) == english


def test_the_date_inside_is_the_reports_own(english):
    assert read(english).metadata.creation_date == AT


HOSTILE = (
    '#read("/etc/passwd")',
    "*bold* _x_ $x$ @liver <label>",
    "</w:t> \\ `code` = heading",
    "//comment [x] #{1+1}",
    '"; DROP TABLE',
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_text_comes_out_literally(pictures, typed):
    named = header(patient_code=Verbatim(text=typed), organisation=Verbatim(text=typed))
    status = ReportStatus(state=ReportState.AMENDED, number=3, at=AT, by=typed, reason=typed)
    addenda = (Addendum(at=AT, by=typed, text=Verbatim(text=typed)),)
    pdf = render(
        content(header=named, status=status, addenda=addenda), language="ko", pictures=pictures
    )
    assert text_of(pdf).count(typed) >= 6
    assert "root:" not in text_of(pdf)


def test_a_name_the_font_cannot_draw_is_named_and_not_lost(pictures):
    named = header(patient_code=Verbatim(text="\u202e😀\nم"))
    found = text_of(render(content(header=named), language="en", pictures=pictures))
    assert "‹U+202E›‹U+1F600›" in found
    assert "‹U+0645›" in found


def test_a_very_long_reason_fills_pages_and_nothing_runs_over_the_margin(pictures):
    status = ReportStatus(
        state=ReportState.AMENDED,
        number=2,
        at=AT,
        by="김의사",
        reason="한글 사유 " * 900 + "x" * 900,
    )
    pages = read(render(content(status=status), language="ko", pictures=pictures)).pages
    assert len(pages) > 2
    right_margin = float(pages[0].mediabox.width) - 17 / 25.4 * 72
    assert max(place for page in pages for place in starts(page)) < right_margin


def test_what_was_withdrawn_stays_and_says_so_wherever_it_is_named(pictures):
    volume = f"{SOURCE}/liver/volume"
    status = ReportStatus(state=ReportState.AMENDED, number=3, at=AT, by="김민지", reason="움직임")
    withdrawn = content().next_version(status=status, withdrawn=[volume])
    found = text_of(render(withdrawn, language="ko", pictures=pictures))
    assert "104.2 HU. 판독의가 철회함" in found  # the sentence
    assert found.count("판독의가 철회함: 간") == 4  # the row and three pictures
    assert "1,482.3 mL 판독의가 철회함" in found  # the bar


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "김민지 · 패스키로 본인 확인"), ("en", "김민지 · proved by passkey")],
)
def test_a_signature_says_how_it_was_proved(pictures, language, said):
    proof = SignatureProof.PASSKEY
    status = ReportStatus(state=ReportState.FINAL, number=2, at=AT, by="김민지", proof=proof)
    assert said in text_of(render(content(status=status), language=language, pictures=pictures))


def test_a_missing_picture_is_refused(pictures):
    with pytest.raises(MissingPicture):
        render(content(), language="ko", pictures={"axial": pictures["axial"]})


def test_a_picture_that_is_no_png_is_refused(pictures, tmp_path):
    fake = tmp_path / "fake.png"
    fake.write_bytes(b"<svg/>")
    with pytest.raises(UnreadablePicture):
        render(content(), language="ko", pictures=pictures | {"axial": fake})


def test_the_report_says_who_judged_a_sentence_how_and_why(pictures):
    reviews = {
        said("liver").id: Review(
            verdict=Verdict.AMENDED,
            by="김민지",
            at=AT,
            reason="숨을 참지 못함",
            words=Verbatim(text="간은 1,500 mL이다."),
        ),
        said("spleen").id: Review(verdict=Verdict.ACCEPTED, by="김민지", at=AT),
        said("pancreas").id: Review(
            verdict=Verdict.REJECTED, by="김민지", at=AT, reason="경계가 다름"
        ),
    }
    found = text_of(render(content().reviewed(reviews), language="ko", pictures=pictures))
    for words in ("간은 1,500 mL이다.", "숨을 참지 못함", "경계가 다름", "김민지"):
        assert words in found
    for mark in ("수정함: 간", "확인함", "철회함: 췌장"):
        assert f"판독의가 {mark}" in found
