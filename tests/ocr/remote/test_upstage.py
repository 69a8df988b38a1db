"""The Upstage engine against a server that speaks its contract: each answer leads to the right act."""

import json
import os
import threading
from pathlib import Path

import numpy as np
import pytest

from fake_upstage import ANSWER, Said, serving
from jindan.ocr.networks.detector import TextBox
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.remote.client import Pace, RemoteClient
from jindan.ocr.remote.contract import (
    RemoteAnswer,
    RemoteAway,
    RemoteBusy,
    RemoteContractBroken,
    RemoteCreditSpent,
    RemoteEmptyAnswer,
    RemoteInputRefused,
    RemoteKeyRejected,
)
from jindan.ocr.remote.upstage import Upstage
from jindan.problems import Unavailable


def _page():
    corners = np.array([[40, 20], [160, 20], [160, 50], [40, 50]], np.float32)
    white = np.full((420, 860), 255, np.uint8)
    return UprightPage(
        number=1,
        picture=np.repeat(white[..., None], 3, axis=2),
        flat=white,
        boxes=(TextBox(corners=corners, certainty=0.9),),
        turned_degrees=0,
        skew_degrees=0.0,
        resolution_dpi=None,
    )


def _engine(fake, *, waits=None, **pace):
    waited = [] if waits is None else waits
    client = RemoteClient(
        key="up_test", address=fake.address, pace=Pace(wait=waited.append, **pace)
    )
    return Upstage(client=client)


def _read(*script, waits=None):
    with serving(*script) as fake:
        return _engine(fake, waits=waits).read([_page()]), fake


def test_t1_the_request_is_multipart_and_the_words_come_back_with_their_places():
    reading, fake = _read()
    asked = fake.asked[0]
    assert asked["path"] == "/v1/document-digitization"
    assert asked["key"] == "Bearer up_test"
    assert b'name="model"\r\n\r\nocr' in asked["body"]
    assert b'name="document"; filename="page.png"' in asked["body"]
    assert reading.engine_version == "ocr-260930"
    assert [word.text for word in reading.words()] == ["혈색소", "13.2", "g/dL"]
    assert next(reading.words()).quad[2] == (100.0, 50.0)


def test_t1_an_answer_without_text_for_a_page_with_lines_is_a_failure():
    page = {**ANSWER["pages"][0], "words": [], "text": "\n"}
    empty = json.dumps({**ANSWER, "text": "\n", "pages": [page]}).encode()
    with pytest.raises(RemoteEmptyAnswer):
        _read(Said(body=empty))


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, RemoteInputRefused), (401, RemoteKeyRejected), (403, RemoteCreditSpent), (413, RemoteInputRefused),
     (415, RemoteInputRefused), (422, RemoteInputRefused), (302, RemoteContractBroken)],
)  # fmt: skip
def test_t7_a_permanent_failure_is_known_by_its_status_and_not_tried_again(status, error):
    body = '{"error":{"message":"잘못된 요청","type":"invalid_request_error","code":"x"}}'.encode()
    with serving(Said(status=status, body=body)) as fake:
        with pytest.raises(error) as refused:
            _engine(fake).read([_page()])
        assert len(fake.asked) == 1
    assert not isinstance(refused.value, Unavailable)


@pytest.mark.parametrize(
    ("status", "error"), [(429, RemoteBusy), (500, RemoteAway), (503, RemoteAway)]
)
def test_t4_what_may_pass_is_tried_four_times_and_then_unavailable(status, error):
    waits = []
    with serving(Said(status=status, body=b"")) as fake:
        with pytest.raises(error) as refused:
            _engine(fake, waits=waits).read([_page()])
        assert len(fake.asked) == 4
    assert isinstance(refused.value, Unavailable)


def test_t2_the_wait_that_the_service_asks_for_is_kept():
    waits = []
    busy = Said(status=429, body=b"", headers={"Retry-After": "7"})
    reading, fake = _read(busy, Said(), waits=waits)
    assert 7.0 in waits
    assert len(fake.asked) == 2
    assert len(list(reading.words())) == 3


def test_without_a_wait_asked_for_each_pause_is_about_twice_the_one_before():
    waits = []
    _read(Said(status=429, body=b""), Said(status=429, body=b""), Said(), waits=waits)
    first, second = waits
    assert 0.75 <= first <= 1.25
    assert 1.5 <= second <= 2.5


def test_a_cut_off_answer_is_no_reading_and_shows_nothing_of_it():
    with pytest.raises(RemoteContractBroken) as refused:
        _read(Said(body=json.dumps(ANSWER).encode()[:200]))
    assert "혈색소" not in repr(refused.value) + str(refused.value.__cause__)


def test_t2_an_answer_that_drips_is_given_up_at_the_deadline():
    ticks = iter(range(0, 1_000_000, 100))
    stop = threading.Event()
    with serving(Said(drip=stop)) as fake:
        pace = Pace(clock=lambda: float(next(ticks)), wait=lambda _: None, failures=99)
        client = RemoteClient(key="up_test", address=fake.address, pace=pace)
        with pytest.raises(RemoteAway):
            Upstage(client=client).read([_page()])
        stop.set()


def test_after_failures_in_a_row_the_service_is_left_alone():
    now = [0.0]
    with serving(Said(status=500, body=b"")) as fake:
        engine = _engine(fake, failures=4, clock=lambda: now[0])
        for _ in range(3):
            with pytest.raises(RemoteAway):
                engine.read([_page()])
        assert len(fake.asked) == 4
        now[0] = 61.0
        fake.script[:] = [Said()]
        assert len(list(engine.read([_page()]).words())) == 3


def test_t2_no_more_calls_a_second_than_allowed():
    waits = []
    pace = Pace(per_second=2, at_once=1, clock=lambda: 0.0, wait=waits.append)
    for _ in range(3):
        pace.take()
    assert waits == [0.5, 1.0]


def test_that_the_service_keeps_what_was_sent_is_said():
    reading, _ = _read(Said(body=json.dumps({**ANSWER, "stored": True}).encode()))
    assert [note.code for note in reading.notes] == ["remote-stored"]


def test_a_server_that_is_not_there_is_unavailable():
    client = RemoteClient(key="k", address="http://127.0.0.1:9", pace=Pace(wait=lambda _: None))
    with pytest.raises(RemoteAway):
        client.read(b"png")


def test_without_a_key_the_engine_is_off():
    assert not Upstage(client=RemoteClient(key="")).is_available()
    assert "up_secret" not in repr(RemoteClient(key="up_secret"))


@pytest.mark.real
def test_t1_the_real_answer_is_understood():
    path = Path(os.environ["JINDAN_ASSETS_MIRROR"]) / "ocr" / "upstage-sample_1.response.json"
    answer = RemoteAnswer.model_validate_json(path.read_bytes())
    assert [word.text for word in answer.pages[0].words] == [
        "Print",
        "the",
        "words",
        "hello,",
        "world",
    ]
    assert answer.model_version == "ocr-2.2.1"
