"""Resumable uploads through the web process: cut lines, a killed server, slow clients, flat memory."""

import base64
import contextlib
import hashlib
import os
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

import phantoms_files as phantoms
from jindan.cli import resuming
from jindan.cli.answers import ServerProblem, checked
from jindan.cli.client import Client
from outcomes import eventually
from real_server import serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc"),
]
MIB = 1024 * 1024
LARGE = 64
ROOM_MIB = 24
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(
        tmp_path_factory.mktemp("home"), max_upload_mb=str(LARGE + 1), upload_stall_s="5"
    ) as running:
        with running.client() as client:  # what is loaded once counts before
            client.post(running.address, files={"file": ("warm.csv", phantoms.CSV)})
        yield running


@pytest.fixture
def volume(tmp_path):
    return phantoms.large_nifti(tmp_path / "volume.nii", mib=LARGE)


class Line:
    """The way to the server, which breaks after so many bytes of every request."""

    def __init__(self, client, *, breaks_after):
        self.client = client
        self.breaks_after = breaks_after
        self.patches = 0

    def ask(self, method, path, **content):
        if method == "PATCH":
            self.patches += 1
            content["content"] = self._cut(content["content"])
        return checked(self.client.request(method, f"/api/v1{path}", **content))

    def _cut(self, blocks):
        for sent, block in enumerate(blocks):
            if sent * len(block) >= self.breaks_after:
                raise httpx.WriteError("the line is cut")
            yield block


def stored_sha256(server, artifact):
    with server.client() as client:
        return client.get(f"/api/v1/artifacts/{artifact}").json()["sha256"]


def sha256_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def test_a_line_that_breaks_again_and_again_delivers_the_file(server, volume, monkeypatch):
    monkeypatch.setattr(resuming, "PAUSE_S", 0.1)
    before = server.peak_mib()
    with server.client() as client:
        line = Line(client, breaks_after=24 * MIB)
        artifact = resuming.send(line.ask, volume, case=server.case)
    assert line.patches >= 3
    assert stored_sha256(server, artifact) == sha256_of(volume)
    assert server.peak_mib() - before < ROOM_MIB


def test_small_and_large_files_together_keep_their_order(server, tmp_path, monkeypatch):
    monkeypatch.setattr("jindan.cli.client.RESUMABLE_BYTES", 1000)
    paths = []
    for number, rows in enumerate((1, 500, 2, 600)):
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_bytes(phantoms.CSV + b"KRAS,0,3\n" * rows)
    with Client(f"http://127.0.0.1:{server.port}", language="en") as client:
        client._http.headers.update(server.headers)
        ids = client.upload(server.case, paths)
    assert [stored_sha256(server, each) for each in ids] == [sha256_of(path) for path in paths]


def test_a_file_that_changes_between_two_connections_is_refused(server, volume, monkeypatch):
    monkeypatch.setattr(resuming, "PAUSE_S", 0.1)
    with server.client() as client:
        line = Line(client, breaks_after=40 * MIB)

        def ask(method, path, **content):
            if line.patches == 1:
                with volume.open("r+b") as file:
                    file.seek(60 * MIB)
                    file.write(b"changed!")
            return line.ask(method, path, **content)

        with pytest.raises(ServerProblem) as refused:
            resuming.send(ask, volume, case=server.case)
    assert refused.value.status == 460


def begun(server, length):
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": "filename eC5uaWk="}
    with server.client() as client:
        return client.post(f"/api/v1/cases/{server.case}/uploads", headers=headers).headers[
            "Location"
        ]


def offset(server, address):
    with server.client() as client:
        return int(client.head(address, headers=TUS).headers["Upload-Offset"])


@contextlib.contextmanager
def opened_patch(server, address, *, at, length):
    head = [
        f"PATCH {address} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {server.token}",
        "Tus-Resumable: 1.0.0",
        "Content-Type: application/offset+octet-stream",
        f"Upload-Offset: {at}",
        f"Content-Length: {length}",
    ]
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n")
        yield connection


def test_a_client_that_trickles_is_let_go_and_what_came_is_kept(server):
    address = begun(server, 10 * MIB)
    with opened_patch(server, address, at=0, length=10 * MIB) as connection:
        connection.sendall(phantoms.nifti().ljust(MIB, b"\0"))
        connection.settimeout(0.3)
        answer, until = b"", time.monotonic() + 60
        while b"upload-too-slow" not in answer and time.monotonic() < until:
            with contextlib.suppress(TimeoutError, ConnectionError):
                connection.sendall(b"x")  # never silent, never done
            with contextlib.suppress(TimeoutError):
                answer += connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"upload-too-slow" in answer
    assert offset(server, address) >= MIB - 64 * 1024


def test_of_two_requests_at_once_one_wins(server):
    address = begun(server, 40 * MIB)
    content = phantoms.nifti().ljust(MIB, b"\0") + os.urandom(39 * MIB)
    answers = []

    def send():
        headers = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        with server.client() as client:
            try:
                answers.append(client.patch(address, content=content, headers=headers).status_code)
            except httpx.TransportError:  # the problem came while it was still sending
                answers.append(409)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [204, 409]
    with server.client() as client:
        artifact = client.get(address).json()["artifact_id"]
    assert stored_sha256(server, artifact) == hashlib.sha256(content).hexdigest()


def test_a_killed_server_goes_on_after_its_restart(server, volume):
    """`kill -9` at 60 %: a supervisor starts the next web process."""
    size = volume.stat().st_size
    address = begun(server, size)
    cut = int(size * 0.6)
    with opened_patch(server, address, at=0, length=size) as connection:
        with volume.open("rb") as file:
            connection.sendall(file.read(cut))
        assert eventually(lambda: offset(server, address) >= cut - 17 * MIB)
        server.process.kill()
        server.process.wait()
    server.start()
    at = offset(server, address)
    assert cut - 17 * MIB <= at <= cut
    headers = {
        **TUS,
        "Upload-Offset": str(at),
        "Content-Type": "application/offset+octet-stream",
        "Upload-Checksum": _checksum(volume, start=at),
    }
    with server.client() as client, volume.open("rb") as file:
        file.seek(at)
        answer = client.patch(address, content=file.read(), headers=headers)
    assert answer.status_code == 204
    assert stored_sha256(server, answer.headers["Jindan-Artifact"]) == sha256_of(volume)


def _checksum(path, *, start):
    with path.open("rb") as file:
        file.seek(start)
        return "sha256 " + base64.b64encode(hashlib.file_digest(file, "sha256").digest()).decode()
