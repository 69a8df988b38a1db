"""Nothing that identifies a patient reaches a log, a cache or a URL."""

import json
import logging
from pathlib import Path

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory

from jindan.server.kit import middleware
from jindan.server.kit.logging import configure

SECRET = "홍길동 900101-1234567"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def _configured():
    configure("INFO")


def fail():
    name = SECRET
    raise ValueError(name)


def test_a_log_line_is_json_with_time_level_logger_and_context(capsys):
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        structlog.get_logger("jindan.x").info("stored", seconds=0.2)
    (line,) = lines(capsys)
    assert (line["event"], line["seconds"], line["level"]) == ("stored", 0.2, "info")
    assert (line["logger"], line["request_id"]) == ("jindan.x", "r1")
    assert line["timestamp"].endswith("Z")


def test_the_standard_librarys_loggers_speak_the_same(capsys):
    with structlog.contextvars.bound_contextvars(request_id="r2"):
        logging.getLogger("elsewhere").warning("slow: %d", 3)
    (line,) = lines(capsys)
    assert (line["event"], line["level"], line["request_id"]) == ("slow: 3", "warning", "r2")


@pytest.mark.parametrize("logger", [structlog.get_logger("a"), logging.getLogger("b")])
def test_a_traceback_shows_kind_and_frames_but_no_values(capsys, logger):
    try:
        fail()
    except ValueError:
        logger.exception("request failed")
    out = capsys.readouterr().out
    assert "홍길동" not in out
    assert "900101" not in out
    told = json.loads(out)["exceptions"][0]
    assert told["kind"] == "builtins.ValueError"
    assert told["frames"][-1].endswith(" fail")


def test_what_others_say_of_an_exception_does_not_quote_it(capsys):
    """As Celery does when a task raises."""
    try:
        fail()
    except ValueError as error:
        logging.getLogger("celery").exception("Task %(name)s: %(exc)s", {"name": 1, "exc": error})
    out = capsys.readouterr().out
    assert "홍길동" not in out
    assert json.loads(out)["event"] == "Task %(name)s: %(exc)s"


def test_causes_are_told(capsys):
    try:
        try:
            fail()
        except ValueError as error:
            raise LookupError(SECRET) from error
    except LookupError:
        structlog.get_logger("a").exception("failed")
    (line,) = lines(capsys)
    assert [e["kind"] for e in line["exceptions"]] == [
        "builtins.LookupError",
        "builtins.ValueError",
    ]


def test_the_systems_own_reason_is_kept_for_the_operator(capsys):
    try:
        Path("/nowhere/홍길동.dcm").read_bytes()
    except OSError:
        structlog.get_logger("a").exception("failed")
    (line,) = lines(capsys)
    assert line["exceptions"][0]["reason"] == "No such file or directory"
    assert "홍길동" not in json.dumps(line, ensure_ascii=False)


def test_levels_below_the_configured_one_are_not_written(capsys):
    configure("WARNING")
    structlog.get_logger("quiet").info("not this")
    assert lines(capsys) == []


def test_the_request_log_holds_no_path_and_no_query(capsys):
    answer = middleware.request_context(lambda request: HttpResponse())
    response = answer(RequestFactory().get(f"/api/v1/patients/{SECRET}?code={SECRET}"))
    out = capsys.readouterr().out
    assert "900101" not in out
    assert json.loads(out)["request_id"] == response["X-Request-ID"]


def test_a_refused_request_is_logged_without_its_path(client, capsys):
    client.get(f"/api/v1/patients/{SECRET}")
    client.get(f"/nowhere/{SECRET}")
    out = capsys.readouterr().out
    assert out
    assert "900101" not in out


def test_each_request_has_an_id_of_its_own_whatever_the_client_sends():
    answer = middleware.request_context(lambda request: HttpResponse())
    request = RequestFactory().get("/", headers={"X-Request-ID": SECRET.encode().decode("latin-1")})
    first, second = (answer(request)["X-Request-ID"] for _ in range(2))
    assert first != second
    assert len(first) == 32
    assert "request_id" not in structlog.contextvars.get_contextvars()


def test_answers_of_the_api_are_kept_by_no_cache():
    def cacheable(request):
        return HttpResponse(headers={"Cache-Control": "public, max-age=3600"})

    answer = middleware.private_answers(cacheable)
    private = answer(RequestFactory().get("/api/v1/patients"))
    assert private["Cache-Control"] == "private, no-store"
    assert private["Vary"] == "Authorization, Accept-Language"
    public = answer(RequestFactory().get("/static/app.js"))
    assert public["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/%00", "/api/v1/%2e%2e/x"])
def test_an_unknown_address_is_a_problem_too(client, path):
    answer = client.get(path, headers={"Accept-Language": "ko"})
    assert answer.status_code == 404
    assert answer.json()["title"] == "찾을 수 없습니다"
