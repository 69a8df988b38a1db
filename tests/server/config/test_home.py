"""The folder of an installation is read by its owner only, also one that an earlier version left open."""

import os
import subprocess
import sys

import pytest

from jindan.server.config import home
from repository import ROOT


@pytest.fixture
def folder(tmp_path):
    """As yesterday's version may have left it under a common umask."""
    old = tmp_path / "home"
    for name in (
        "jindan.sqlite3",
        "jindan.sqlite3-wal",
        "keyring.json",
        "log/web.log",
        "broker/messages/1",
    ):
        path = old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        path.chmod(0o644)
    for path in (old, *old.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    return old


@pytest.fixture(autouse=True)
def _own_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def _open_to_others(folder):
    return [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]


def test_what_was_open_is_closed(folder):
    assert len(_open_to_others(folder)) == 9
    home.close_home(folder)
    assert _open_to_others(folder) == []


def test_what_is_made_from_then_on_is_private(folder):
    home.close_home(folder)
    (folder / "later").write_text("x")
    assert _open_to_others(folder) == []


def test_what_is_not_ours_is_left_alone(folder):
    (folder / "notes.txt").write_text("x")
    home.close_home(folder)
    assert _open_to_others(folder) == [folder / "notes.txt"]


def test_a_link_is_not_followed(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("x")
    (folder / "log" / "link").symlink_to(elsewhere)
    home.close_home(folder)
    assert elsewhere.stat().st_mode & 0o077


def test_a_folder_of_somebody_else_is_refused(folder, monkeypatch):
    def forbidden(*_):
        raise PermissionError(1, "not the owner", str(folder))

    monkeypatch.setattr("pathlib.Path.chmod", forbidden)
    with pytest.raises(home.HomeOpenToOthers):
        home.close_home(folder)


@pytest.mark.slow
def test_a_command_under_a_common_umask_leaves_nothing_open(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "JINDAN_HOME": str(folder),
    }
    command = "umask 022; exec $0 -m jindan.cli migrate"
    subprocess.run(
        ["sh", "-c", command, sys.executable], env=environ, check=True, capture_output=True
    )
    assert (folder / "jindan.sqlite3").exists()
    assert _open_to_others(folder) == []
