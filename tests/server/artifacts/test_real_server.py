"""Uploads and downloads through the web process: memory stays flat, crowds agree, broken connections leave nothing."""

import hashlib
import os
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import phantoms_files as phantoms
from outcomes import eventually
from real_server import serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc"),
]
MIB = 1024 * 1024
LARGE = 300
ROOM_MIB = 24


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("home"), max_upload_mb=str(LARGE + 1)) as running:
        with running.client() as client:  # what is loaded once counts before
            client.post(running.address, files={"file": ("warm.csv", phantoms.CSV)})
        yield running


@pytest.fixture
def volume(tmp_path):
    return phantoms.large_nifti(tmp_path / "volume.nii", mib=LARGE)


def objects(server):
    with sqlite3.connect(server.home / "jindan.sqlite3") as database:
        return database.execute("select count(*) from artifacts_storedobject").fetchone()[0]


def test_memory_stays_flat_whatever_the_size(server, volume, tmp_path):
    before = server.peak_mib()
    with server.client() as client, volume.open("rb") as file:
        out = client.post(server.address, files={"file": file}).json()[0]
        with volume.open("rb") as again:
            assert out["sha256"] == hashlib.file_digest(again, "sha256").hexdigest()
        back = tmp_path / "back"
        with (
            client.stream("GET", f"/api/v1/artifacts/{out['id']}/content") as answer,
            back.open("wb") as sink,
        ):
            for block in answer.iter_bytes(MIB):
                sink.write(block)
    with back.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == out["sha256"]
    assert server.peak_mib() - before < ROOM_MIB


def test_chunked_body_is_taken_and_limited(server, volume):
    def chunks(count):
        for number in range(count):
            yield (phantoms.nifti() if number == 0 else b"").ljust(MIB, b"\1")

    name = {"Content-Disposition": "attachment; filename=x.nii"}
    with server.client() as client:
        assert client.post(server.address, content=chunks(5), headers=name).status_code == 201
        refused = client.post(server.address, content=chunks(LARGE + 2), headers=name)
    assert refused.status_code == 413


def test_same_file_twenty_times_at_once_is_one_object(server):
    content = phantoms.nifti() + os.urandom(3 * MIB)
    before = objects(server)

    def send(number):
        with server.client() as client:
            return client.post(server.address, files={"file": (f"{number}.nii", content)})

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()[0]["id"] for answer in answers}) == 20
    assert objects(server) == before + 1
    assert eventually(lambda: len(server.files()) == objects(server))


@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_upload_that_breaks_off_leaves_nothing(server, framing):
    kept = objects(server)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = [
            f"POST {server.address} HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {server.token}",
            "Content-Disposition: attachment; filename=x.nii",
            "Content-Length: 9000000" if framing == "length" else "Transfer-Encoding: chunked",
        ]
        connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n")
        piece = phantoms.nifti() + os.urandom(2 * MIB)
        if framing == "chunked":
            connection.sendall(f"{len(piece) + 5000:x}\r\n".encode())
        connection.sendall(piece)
        assert eventually(lambda: len(server.files()) == kept + 1)
    assert eventually(lambda: len(server.files()) == kept)
    assert objects(server) == kept


def test_problem_comes_before_the_body(server):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = f"POST {server.address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\n"
        connection.sendall(head.encode() + b"\r\n")
        connection.settimeout(10)
        assert connection.recv(100).startswith(b"HTTP/1.1 401")
    assert eventually(lambda: len(server.files()) == objects(server))


def test_too_large_a_body_is_refused_while_it_comes(server):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = [
            f"POST {server.address} HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {server.token}",
            f"Content-Length: {2**40}",
        ]
        connection.sendall("\r\n".join(head).encode() + b"\r\n\r\nsome")
        connection.settimeout(10)
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_download_that_breaks_off_frees_the_file(server, volume):
    with server.client() as client, volume.open("rb") as file:
        out = client.post(server.address, files={"file": file}).json()[0]
    with (
        server.client() as client,
        client.stream("GET", f"/api/v1/artifacts/{out['id']}/content") as answer,
    ):
        blocks = answer.iter_raw(1000)  # held: a generator that is let go closes the connection
        next(blocks)
        assert open_objects(server)
    assert eventually(lambda: not open_objects(server))


def open_objects(server):
    """Files of the store that the web process holds open."""
    links = Path(f"/proc/{server.pid}/fd").iterdir()
    return [link for link in links if str(server.home / "objects") in os.path.realpath(link)]
