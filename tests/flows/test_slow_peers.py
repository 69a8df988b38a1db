"""Slow clients hold no thread: others are answered, the slow are let go, and the server still ends when told to."""

import socket
import time
from contextlib import ExitStack, contextmanager

import pytest

import phantoms_files as phantoms
from real_server import serving

pytestmark = pytest.mark.slow

MANY = 60
SOON_S = 1.0
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def large(server):
    """A file of which much stays unread."""
    with server.client() as client:
        content = phantoms.nifti() + bytes(24 * MIB)
        return client.post(server.address, files={"file": ("x.nii", content)}).json()[0]["id"]


def requests(server, *, large):
    bearer = f"Host: 127.0.0.1\r\nAuthorization: Bearer {server.token}\r\n"
    json = "Content-Type: application/json\r\n"
    return {
        "silent": "",
        "slow headers": "GET /api/v1/me HTTP/1.1\r\nX: ",
        "slow sign-in": f"POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n{json}Content-Length: 500\r\n\r\n{{",
        "slow body of ours": f"POST /api/v1/cases HTTP/1.1\r\n{bearer}{json}Content-Length: 500\r\n\r\n{{",
        "slow upload": f"POST {server.address} HTTP/1.1\r\n{bearer}Content-Length: 5000000\r\n\r\na,b",
        "unread download": f"GET /api/v1/artifacts/{large}/content HTTP/1.1\r\n{bearer}\r\n",
        "unread events": f"GET /api/v1/jobs/events HTTP/1.1\r\n{bearer}\r\n",
    }


KINDS = [
    "silent",
    "slow headers",
    "slow sign-in",
    "slow body of ours",
    "slow upload",
    "unread download",
    "unread events",
]


@contextmanager
def peers(server, sent):
    with ExitStack() as all_of_them:
        made = []
        for _ in range(MANY):
            peer = all_of_them.enter_context(socket.socket())
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.connect(("127.0.0.1", server.port))
            peer.sendall(sent.encode())
            made.append(peer)
        yield made


def slowest_s(server):
    taken = []
    for _ in range(10):
        started = time.monotonic()
        with server.client() as client:
            assert client.get("/api/v1/me").status_code == 200
        taken.append(time.monotonic() - started)
    return max(taken)


@pytest.mark.parametrize("kind", KINDS)
def test_others_are_answered_meanwhile(server, large, kind):
    with peers(server, requests(server, large=large)[kind]):
        time.sleep(1)
        assert slowest_s(server) < SOON_S


@pytest.mark.parametrize("kind", ["silent", "slow headers", "slow sign-in"])
def test_who_is_slow_is_let_go(server, large, kind):
    with peers(server, requests(server, large=large)[kind]) as slow:
        slow[0].settimeout(12)
        last = slow[0].recv(100)
    assert last == b"" if kind == "silent" else last.startswith(b"HTTP/1.1 408")


def test_events_come_one_by_one(server):
    with server.client() as client, client.stream("GET", "/api/v1/jobs/events") as answer:
        started = time.monotonic()
        assert next(answer.iter_raw()).startswith(b"retry:")
        assert time.monotonic() - started < SOON_S


def test_a_stream_ends_soon_after_the_sign_out(tmp_path):
    with (
        serving(tmp_path) as other,
        other.client() as client,
        client.stream("GET", "/api/v1/jobs/events") as answer,
    ):
        blocks = answer.iter_raw()
        next(blocks)
        with other.client() as same:
            assert same.delete("/api/v1/auth/session").status_code == 204
        started = time.monotonic()
        list(blocks)
        assert time.monotonic() - started < 3


def test_the_server_ends_while_clients_are_slow(tmp_path):
    with serving(tmp_path) as server:
        with server.client() as client:
            content = phantoms.nifti() + bytes(24 * MIB)
            large = client.post(server.address, files={"file": ("x.nii", content)}).json()[0]["id"]
        with ExitStack() as slow:
            for sent in requests(server, large=large).values():
                slow.enter_context(peers(server, sent))
            time.sleep(1)
            started = time.monotonic()
            server.stop()
            assert time.monotonic() - started < 10
