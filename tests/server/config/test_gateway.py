"""An answer that has begun is ended or breaks off: no second one begins behind it."""

import asyncio

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import StreamingHttpResponse

from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.config.serving.gateway import Gateway
from jindan.server.kit.streams import PacedResponse

pytestmark = pytest.mark.django_db  # Django looks after its connections when a response is closed
SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "path": "/api/v1/jobs/events",
    "raw_path": b"/api/v1/jobs/events",
    "query_string": b"",
    "scheme": "http",
    "headers": [(b"host", b"127.0.0.1")],
    "server": ("127.0.0.1", 80),
    "client": ("127.0.0.1", 5000),
}


def _blocks(before):
    """So many blocks, and then the problem of a file that is damaged further on."""
    yield from [b"block"] * before
    raise StoredFileDamaged


class Streaming(WSGIHandler):
    """Django, with one view."""

    def __init__(self, response):
        super().__init__()
        self._response = response

    def get_response(self, request):
        return self._response


def _sent(response):
    """What the gateway sends to a client that stays."""
    events = []

    async def send(event):
        events.append(event)

    async def receive():
        await asyncio.Event().wait()

    asyncio.run(Gateway(Streaming(response))(SCOPE, receive, send))
    return events


def _paced(blocks):
    return PacedResponse(blocks, pause_s=0.001, content_type="text/event-stream")


@pytest.mark.parametrize("made", [StreamingHttpResponse, _paced], ids=["download", "events"])
def test_a_problem_amid_an_answer_breaks_it_off(made, caplog):
    start, *pieces = _sent(made(_blocks(2)))
    assert (start["type"], start["status"]) == ("http.response.start", 200)
    assert [piece["type"] for piece in pieces] == ["http.response.body"] * 2
    assert all(piece["more_body"] for piece in pieces)
    assert "StoredFileDamaged" in caplog.text


def test_a_small_answer_is_read_before_it_begins_so_that_it_can_still_be_refused():
    response = StreamingHttpResponse(_blocks(1), headers={"Content-Length": "10"})
    start, piece = _sent(response)
    assert (start["status"], piece["more_body"]) == (StoredFileDamaged.status, False)
