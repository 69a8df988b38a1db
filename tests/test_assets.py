import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from jindan import assets
from jindan.assets import Asset, AssetDamaged, AssetSet, AssetUnreachable, UnknownAsset, fetch_set

CONTENT = b"weights"


def wanted(root="http://127.0.0.1:9/"):
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    files = (Asset(name="a.bin", path="upstream.bin", sha256=sha256, size=len(CONTENT)),)
    return AssetSet(
        name="set", version="1", root=root, licence="MIT", citation="-", source="-", files=files
    )


@pytest.fixture
def server():
    class Answer(BaseHTTPRequestHandler):
        content = CONTENT

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(self.content)))
            self.end_headers()
            self.wfile.write(self.content)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield Answer, f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["a.bin", "upstream.bin"])
def test_mirror_is_searched_by_name_in_all_folders(tmp_path, name):
    place = tmp_path / "mirror" / "some" / "where"
    place.mkdir(parents=True)
    (place / name).write_bytes(CONTENT)
    fetch_set(wanted(), into=tmp_path / "cache", mirror=tmp_path / "mirror")
    assert (tmp_path / "cache" / "a.bin").read_bytes() == CONTENT


def test_file_of_another_content_in_the_mirror_is_passed_over(tmp_path):
    (tmp_path / "a.bin").write_bytes(CONTENT.upper())
    with pytest.raises(AssetUnreachable):
        fetch_set(wanted(), into=tmp_path / "cache", mirror=tmp_path)
    assert not list((tmp_path / "cache").iterdir())


def test_unreachable_source_is_known_at_once(tmp_path):
    begun = time.monotonic()
    with pytest.raises(AssetUnreachable):
        fetch_set(wanted(), into=tmp_path)
    assert time.monotonic() - begun < 10


def test_download_is_kept_and_not_repeated(tmp_path, server):
    _, root = server
    fetch_set(wanted(root), into=tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT
    fetch_set(wanted(), into=tmp_path)


def test_damaged_download_is_refused_and_not_kept(tmp_path, server):
    answer, root = server
    answer.content = b"WEIGHTS"
    with pytest.raises(AssetDamaged):
        fetch_set(wanted(root), into=tmp_path)
    assert not (tmp_path / "a.bin").exists()


def test_damaged_file_in_the_cache_is_replaced(tmp_path, server):
    (tmp_path / "a.bin").write_bytes(b"WEIGHTS")
    fetch_set(wanted(server[1]), into=tmp_path)
    assert (tmp_path / "a.bin").read_bytes() == CONTENT


def test_unknown_set_is_refused(tmp_path):
    with pytest.raises(UnknownAsset):
        assets.fetch(["nonsense"], into=tmp_path)


def test_every_set_is_fixed_to_a_commit_with_licence_and_citation():
    for entry in assets.manifest().values():
        assert entry.root.startswith("https://") and entry.root.endswith("/")
        assert any(len(part) == 40 for part in entry.root.split("/"))
        assert entry.licence and entry.citation and entry.files
