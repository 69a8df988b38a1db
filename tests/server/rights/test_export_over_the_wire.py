"""An export through the web process: it opens at the other end, and the connection breaks where a file is lost."""

import io
import zipfile

import httpx
import pytest

import phantoms_files as phantoms
from real_server import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def client(server):
    with server.client() as client:
        yield client


@pytest.fixture
def uploaded(server, client):
    """The id of a file that was uploaded, and its patient's export."""
    [file] = client.post(server.address, files={"file": ("x.csv", phantoms.CSV)}).json()
    patient = client.get(f"/api/v1/cases/{server.case}").json()["patient_id"]
    return file["id"], f"/api/v1/patients/{patient}/export"


def test_an_export_arrives_whole(client, uploaded):
    artifact, export = uploaded
    answer = client.get(export)
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read(f"cases/1/artifacts/{artifact}.csv") == phantoms.CSV
        assert archive.testzip() is None


def test_a_lost_file_breaks_the_connection_and_is_named_in_the_log(server, client, uploaded):
    artifact, export = uploaded
    for file in server.files():
        file.unlink()
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(export)
    assert artifact in (server.home / "server.log").read_text()
