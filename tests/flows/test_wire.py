"""What a hostile or careless client writes on the wire: it is refused as a problem, and the server goes on."""

import json
import socket
import time

import pytest

from real_server import serving

pytestmark = pytest.mark.slow

SOON_S = 3
BODY = b'{"email": "a@example.org", "password": "wrong"}'


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("home"), upload_stall_s="3") as running:
        yield running


@pytest.fixture(autouse=True)
def goes_on(server):
    yield
    with server.client() as client:
        assert client.get("/api/v1/me").status_code == 200


def said(server, sent, *, seconds=SOON_S):
    """Everything that the server answers until it closes or falls silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(seconds)
        try:
            connection.sendall(sent)
            while block := connection.recv(65536):
                answer += block
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            pass
    return answer


def statuses(answer):
    return [int(part[2:5]) for part in answer.split(b"HTTP/1.")[1:]]


def request(line, *headers, body=b""):
    head = [line, "Host: 127.0.0.1", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


SIGN_IN = "POST /api/v1/auth/sign-in HTTP/1.1"
JSON = "Content-Type: application/json"
REFUSED = {
    "no HTTP": (b"hello\r\n\r\n", 400),
    "TLS to a plain port": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 50, 400),
    "length and chunks": (
        request(
            SIGN_IN,
            JSON,
            "Content-Length: 4",
            "Transfer-Encoding: chunked",
            body=b"0\r\n\r\n" + request("GET /health HTTP/1.1"),
        ),
        400,
    ),
    "two lengths": (
        request(SIGN_IN, JSON, "Content-Length: 4", "Content-Length: 5", body=b"{}  "),
        400,
    ),
    "a length with a sign": (request(SIGN_IN, JSON, "Content-Length: +4", body=b"{}  "), 400),
    "an unknown coding": (
        request(SIGN_IN, JSON, "Transfer-Encoding: xchunked", body=b"0\r\n\r\n"),
        400,
    ),
    "chunks in HTTP/1.0": (
        request(
            SIGN_IN.replace("1.1", "1.0"), JSON, "Transfer-Encoding: chunked", body=b"0\r\n\r\n"
        ),
        400,
    ),
    "a chunk without a size": (
        request(SIGN_IN, JSON, "Transfer-Encoding: chunked", body=b"zz\r\n{}\r\n"),
        400,
    ),
    "a blank before the colon": (request("GET /health HTTP/1.1", "X-A : b"), 400),
    "a bare CR in a header": (request("GET /health HTTP/1.1", "X-A: b\rX-B: c"), 400),
    "two hosts": (request("GET /health HTTP/1.1", "Host: elsewhere"), 400),
    "no host": (b"GET /health HTTP/1.1\r\n\r\n", 400),
    "a whole address": (request("GET http://elsewhere/health HTTP/1.1"), 400),
    "a tunnel": (request("CONNECT elsewhere:443 HTTP/1.1"), 400),
    "a long address": (request(f"GET /{'x' * 9000} HTTP/1.1"), 414),
    "an endless address": (b"GET /" + b"x" * 40_000, 414),
    "a large header": (request("GET /health HTTP/1.1", f"X: {'x' * 33_000}"), 431),
    "an endless header": (b"GET /health HTTP/1.1\r\nX: " + b"x" * 70_000, 431),
    "many headers": (request("GET /health HTTP/1.1", *(f"X-{n}: x" for n in range(200))), 431),
    "a large body": (request(SIGN_IN, JSON, "Content-Length: 100000"), 413),
    "a large body in chunks": (
        request(SIGN_IN, JSON, "Transfer-Encoding: chunked", body=b"11000\r\n" + b"x" * 0x11000),
        413,
    ),
    "an upgrade": (
        request("GET /api/v1/nothing HTTP/1.1", "Upgrade: websocket", "Connection: upgrade, close"),
        404,
    ),
    "another method": (request("BREW /api/v1/me HTTP/1.1", "Connection: close"), 405),
    "another method for a page, with a body": (
        request("POST /health HTTP/1.1", "Content-Length: 2", "Connection: close", body=b"{}"),
        405,
    ),
    "another host": (
        request("GET /api/v1/me HTTP/1.1", "Connection: close").replace(b"127.0.0.1", b"evil"),
        422,
    ),
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_as_a_problem(server, name, language):
    sent, status = REFUSED[name]
    asked = f"HTTP/1.1\r\nAccept-Language: {language}\r\n".encode()
    answer = said(server, sent.replace(b"HTTP/1.1\r\n", asked, 1), seconds=1.5)
    assert statuses(answer) == [status], answer[:400]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"server:" not in head.lower()
    problem = json.loads(body)
    assert problem["status"] == status
    spoken = language if b"HTTP/1.1\r\n" in sent else "en"
    assert f"content-language: {spoken}" in head.decode().lower()


def test_pipelined_requests_are_answered_in_turn(server):
    one, other = request("GET /health HTTP/1.1"), request("GET /nothing HTTP/1.1")
    assert statuses(said(server, one + other + one)) == [200, 404, 200]


def test_what_follows_a_refused_upload_is_its_body_and_no_request(server):
    body = request("GET /health HTTP/1.1")
    line = f"POST {server.address} HTTP/1.1"
    sent = request(line, f"Content-Length: {len(body)}", body=body)
    assert statuses(said(server, sent)) == [401]


def test_chunks_with_extensions_and_trailers_are_a_body(server):
    chunks = b"2f;name=value\r\n" + BODY + b"\r\n0\r\nX-Trailer: x\r\n\r\n"
    answer = said(server, request(SIGN_IN, JSON, "Transfer-Encoding: chunked", body=chunks))
    assert statuses(answer) == [401]


def test_http_1_0_is_answered_and_closed(server):
    started = time.monotonic()
    assert said(server, b"GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").endswith(b"ok")
    assert time.monotonic() - started < SOON_S


def test_a_head_has_no_body(server):
    answer = said(server, request("HEAD /health HTTP/1.1", "Connection: close"))
    assert answer.endswith(b"\r\n\r\n")
    assert b"content-length: 2" in answer.lower()


@pytest.mark.parametrize(("token", "first"), [("", 401), (None, 100)])
def test_an_upload_that_asks_first_is_told_before_it_sends(server, token, first):
    bearer = f"Authorization: Bearer {server.token if token is None else token}"
    line = f"POST {server.address} HTTP/1.1"
    answer = said(
        server, request(line, bearer, "Expect: 100-continue", "Content-Length: 10"), seconds=1
    )
    assert statuses(answer)[0] == first


def test_a_header_with_an_underscore_does_not_pass_for_another(server):
    bearer = f"Authorization: Bearer {server.token}"
    with_dash = said(
        server,
        request("GET /api/v1/me HTTP/1.1", bearer.replace("Auth", "auth"), "Connection: close"),
    )
    underscored = bearer.replace("Authorization", "Content_Type")
    assert statuses(with_dash) == [200]
    assert statuses(
        said(server, request("GET /api/v1/me HTTP/1.1", underscored, "Connection: close"))
    ) == [401]


def test_a_connection_is_kept(server):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        for _ in range(3):
            connection.sendall(request("GET /health HTTP/1.1"))
            connection.settimeout(SOON_S)
            answer = b""
            while b"ok" not in answer:  # the body may come in a packet of its own
                answer += connection.recv(4096)


def test_an_upload_that_stalls_is_told_so(server):
    line = f"POST {server.address} HTTP/1.1"
    head = [f"Authorization: Bearer {server.token}", "Content-Length: 5000"]
    named = "Content-Disposition: attachment; filename=x.csv"
    answer = said(server, request(line, *head, named, body=b"a,b\n"), seconds=6)
    assert statuses(answer) == [408]
