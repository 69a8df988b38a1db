"""`jindan ocr FILE`: text to standard output, numbers to confirm to standard error."""

import json

from click.testing import CliRunner

from jindan.cli.ocr import ocr
from phantoms_documents import TITLE, page, saved


def _run(*arguments):
    return CliRunner().invoke(ocr, [str(argument) for argument in arguments])


def test_a_file_is_read_without_naming_a_subcommand(tmp_path):
    run = _run(saved(page(), tmp_path / "a.png"), "--format", "markdown", "--language", "en")
    assert run.exit_code == 0
    assert run.stdout.startswith(f"## {TITLE}\n\n| 검사항목 | 결과 | 단위 | 참고치 |\n| --- |")


def test_json_holds_each_word_with_its_place(tmp_path):
    run = _run(saved(page(), tmp_path / "a.png"), "--format", "json", "--pages", tmp_path / "out")
    found = json.loads(run.stdout)
    assert found["engine"] == "local"
    assert len(found["pages"][0]["blocks"][0]["lines"][0]["words"][0]["quad"]) == 4
    assert (tmp_path / "out" / "page-0001.webp").is_file()


def test_what_is_no_document_is_refused_in_the_language_of_the_reader(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"nothing")
    run = _run(path, "--language", "ko")
    assert run.exit_code == 1
    assert "문서를 열 수 없습니다" in run.output


def test_upstage_without_a_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("UPSTAGE_API_KEY", raising=False)
    run = _run(saved(page(), tmp_path / "a.png"), "--engine", "upstage", "--language", "en")
    assert run.exit_code == 1
    assert "not available" in run.output
