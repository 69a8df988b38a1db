import pytest

from jindan.analysis import Workspace
from jindan.report.errors import UnreadableContent
from jindan.typesetting.rendered import RenderingParams
from jindan.typesetting.rendering import pictures_in, render_report
from phantoms_report import content


def workspace(tmp_path, inputs, written, stages=None):
    path = tmp_path / "content.json"
    path.write_text(written, encoding="utf-8")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    stages = [] if stages is None else stages
    return Workspace(
        inputs={"content": path, **inputs},
        outputs=outputs,
        assets=tmp_path,
        progress=lambda fraction, stage: stages.append(stage),
    )


def test_it_writes_one_pdf_for_each_language(tmp_path, pictures):
    stages = []
    ours = workspace(tmp_path, pictures, content().model_dump_json(), stages)
    result = render_report(ours, RenderingParams())
    assert result.files == {"ko": "report.ko.pdf", "en": "report.en.pdf"}
    for name in result.files.values():
        assert (ours.outputs / name).read_bytes().startswith(b"%PDF-1.7")
    assert stages == ["typesetting", "typesetting"]


def test_a_picture_of_the_language_goes_before_one_for_all(tmp_path):
    inputs = {
        "axial": tmp_path / "a",
        "chart.ko": tmp_path / "k",
        "chart.en": tmp_path / "e",
        "axial.en": tmp_path / "x",
    }
    assert pictures_in(inputs, language="ko") == {"axial": tmp_path / "a", "chart": tmp_path / "k"}
    assert pictures_in(inputs, language="en") == {"axial": tmp_path / "x", "chart": tmp_path / "e"}


def test_a_file_that_is_no_report_is_refused(tmp_path, pictures):
    with pytest.raises(UnreadableContent):
        render_report(workspace(tmp_path, pictures, "{}"), RenderingParams())
