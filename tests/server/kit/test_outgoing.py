"""Addresses that people give are called only where they are public, over the connection that was judged."""

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jindan.server.kit import addresses
from jindan.server.kit.addresses import AddressNotAllowed, checked_url, is_public
from jindan.server.kit.outgoing import LARGEST_ANSWER, CallFailed, call_known, post

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0",  # noqa: S104 - refused
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
    "2002:7f00:1::", "2002:808:808::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    "3fff::1", "5f00::1", "168.63.129.16", "::ffff:0:a00:1", "::ffff:0:8.8.8.8",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "193.0.0.1", "2606:4700:4700::1111", "2001:4860:4860::8888"]

NOT_CALLED = [
    "http://hooks.example.org/", "file:///etc/passwd", "gopher://hooks.example.org/",
    "ftp://hooks.example.org/", "dict://hooks.example.org/", "data:text/plain,x", "//hooks.example.org/",
    "hooks.example.org", "", "https://127.0.0.1/", "https://localhost/", "https://localhost./",
    "https://0.0.0.0/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
    "https://0177.0.0.1/", "https://127.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
    "https://[fd00::1]/", "https://[fe80::1]/", "https://169.254.169.254/latest/meta-data",
    "https://[fd00:ec2::254]/", "https://100.64.0.1/", "https://192.0.0.8/", "https://198.18.0.1/",
    "https://224.0.0.1/", "https://255.255.255.255/", "https://redis/", "https://postgres:443/",
    "https://hooks.example.org:22/", "https://hooks.example.org:25/", "https://hooks.example.org:6379/",
    "https://hooks.example.org:99999/", "https://user@hooks.example.org/",
    "https://user:word@hooks.example.org/", "https://127.0.0.1#@hooks.example.org/",
    "https://hooks.example.org#@127.0.0.1/", "https://hooks.example.org\\@127.0.0.1/",
    "https://hooks.example.org./", "https://①②⑦.0.0.1/", "https://ⓔxample.org/", "https://예.kr/",
    "https://hooks.example.org/\r\nHost: x", "https:// /", "https://" + "a" * 500 + ".org/",
    "https://hooks.example.org:0/", "https://8.8.8.8:0/", "https://168.63.129.16/", "https://[::ffff:0:a00:1]/",
    "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_w2_a_special_address_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", NOT_CALLED)
def test_w1_w2_an_address_is_refused_by_its_text(url):
    with pytest.raises(AddressNotAllowed):
        checked_url(url, allows_loopback=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.org/jindan?x=1",
        "https://hooks.example.org:8443/",
        "https://8.8.8.8/",
        "https://xn--ob0b.kr/",
    ],
)
def test_an_ordinary_address_passes(url):
    assert checked_url(url, allows_loopback=False)


def resolved(*addresses):
    return lambda _host, _port: [ipaddress.ip_address(each) for each in addresses]


@pytest.mark.parametrize(
    "found", [("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("10.0.0.1",), ("::ffff:10.0.0.1",), ()]
)
def test_w3_a_name_that_leads_inside_is_refused_when_it_is_connected(found):
    with pytest.raises(AddressNotAllowed):
        post("https://hooks.example.org/", body=b"", headers={}, resolve=resolved(*found))


def test_w3_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind():
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return [ipaddress.ip_address("8.8.8.8" if len(asked) > 1 else "127.0.0.1")]

    with pytest.raises(AddressNotAllowed):
        post("https://hooks.example.org/", body=b"", headers={}, resolve=resolve)
    assert asked == [("hooks.example.org", 443)]


@contextmanager
def answering(answer, *, secured=None):
    """A server on loopback that speaks once; gives its port and what it was sent."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard = []

    def serve():
        connection, _ = listener.accept()
        try:
            connection = (
                secured.wrap_socket(connection, server_side=True) if secured else connection
            )
        except OSError:  # the other side did not like the certificate
            connection.close()
            return
        with connection:
            heard.append(connection.recv(65536))
            for part in answer:
                try:
                    connection.sendall(part)
                except OSError:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        listener.close()
        thread.join(timeout=5)


def call(port, **options):
    return post(
        f"http://127.0.0.1:{port}/hook",
        body=b"{}",
        headers={"webhook-id": "msg_1"},
        allows_loopback=True,
        **options,
    )


def test_the_host_stays_that_of_the_address():
    with answering([b"HTTP/1.1 204 No Content\r\n\r\n"]) as (port, heard):
        assert call(port).status == 204
    assert f"Host: 127.0.0.1:{port}".encode() in heard[0]
    assert b"webhook-id: msg_1" in heard[0]


def test_w3_over_tls_certificate_and_server_name_are_those_of_the_name(tmp_path, monkeypatch):
    certificate = certified("hooks.example.org", folder=tmp_path)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate)
    names = []
    own.sni_callback = lambda _socket, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with answering([b"HTTP/1.1 204 No Content\r\n\r\n"], secured=own) as (port, heard):
        monkeypatch.setattr(addresses, "SECURE_PORTS", {port})
        answer = post(
            f"https://hooks.example.org:{port}/x", body=b"", headers={}, allows_loopback=True,
            resolve=resolved("127.0.0.1"), context=trusting,
        )  # fmt: skip
    assert answer.status == 204
    assert names == ["hooks.example.org"]
    assert f"Host: hooks.example.org:{port}".encode() in heard[0]


def test_w3_a_certificate_of_another_name_is_refused(tmp_path, monkeypatch):
    certificate = certified("other.example.org", folder=tmp_path)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with answering([b""], secured=own) as (port, _):
        monkeypatch.setattr(addresses, "SECURE_PORTS", {port})
        with pytest.raises(CallFailed):
            post(
                f"https://hooks.example.org:{port}/x", body=b"", headers={}, allows_loopback=True,
                resolve=resolved("127.0.0.1"), context=trusting,
            )  # fmt: skip


def certified(name, *, folder):
    """Key and certificate of a name, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "both.pem"
    path.write_bytes(key.private_bytes(pem, *plain) + made.public_bytes(pem))
    return path


def test_w4_a_redirect_is_not_followed():
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    with answering([moved]) as (port, _):
        assert call(port).status == 302


def test_w5_a_large_answer_is_not_read_to_its_end():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"
    with answering([head, *[bytes(LARGEST_ANSWER)] * 50]) as (port, _):
        assert call(port).status == 200


def test_w5_endless_headers_are_given_up():
    with (
        answering([b"HTTP/1.1 200 OK\r\n", *[b"X-More: " + b"x" * 8000 + b"\r\n"] * 100]) as (
            port,
            _,
        ),
        pytest.raises(CallFailed),
    ):
        call(port)


def trickle(stop):
    yield b"HTTP/1.1 200 OK\r\n"
    while not stop.is_set():
        time.sleep(0.05)
        yield b"X"


def test_w5_an_answer_a_byte_at_a_time_ends_at_the_deadline():
    stop = threading.Event()
    with answering(trickle(stop)) as (port, _):
        started = time.monotonic()
        with pytest.raises(CallFailed):
            call(port, whole_s=0.5)
        assert time.monotonic() - started < 5
        stop.set()


def test_w5_a_compressed_answer_is_not_unpacked():
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbomb"
    with answering([head]) as (port, _):
        assert call(port).status == 200


def test_w6_no_proxy_of_the_environment_is_asked(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with answering([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]) as (port, _):
        assert call(port).status == 200


@pytest.mark.parametrize(
    "answer", [[b"garbage\r\n\r\n"], [b""], [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]]
)
def test_a_broken_answer_is_a_failed_call(answer):
    with answering(answer) as (port, _), pytest.raises(CallFailed):
        call(port)


def test_retry_after_is_told():
    with answering([b"HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"]) as (
        port,
        _,
    ):
        assert call(port).retry_after_s == 7.0


KNOWN_NOT_CALLED = [
    "http://login.hospital.example/",
    "http://10.0.0.7/",
    "https://169.254.169.254/latest/meta-data/",
    "https://user:secret@login.hospital.example/",
    "file:///etc/passwd",
    "https:///",
]


@pytest.mark.parametrize("url", KNOWN_NOT_CALLED)
def test_an_operators_address_is_called_by_https_and_never_on_the_link(url):
    with pytest.raises(AddressNotAllowed):
        call_known("GET", url, headers={})


def test_an_operators_address_gives_its_answer_up_to_a_limit():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n"
    with answering([head, b"x" * LARGEST_ANSWER * 2]) as (port, heard):
        answer = call_known("GET", f"http://127.0.0.1:{port}/keys", headers={"Accept": "*/*"})
    assert answer.body == b"x" * LARGEST_ANSWER
    assert heard[0].startswith(b"GET /keys ")
