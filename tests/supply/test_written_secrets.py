"""A key that somebody wrote into a file is found, and what the baseline knows is not told again."""

import json
import os
import shutil
import subprocess

import pytest
from supply.written_secrets import BASELINE, changed, look

from repository import ROOT

# Put together here, so that this file holds none.
PLANTS = {
    "private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "cloud": "key = '" + "AKIA" + "IOSFODNN7EXAMPL2'",
    "code host": "token = '" + "ghp_" + "a1B2c3D4e5" * 3 + "F6g7h8'",
    "random": "word = '" + "q8Zr3LkP0vXw7Tn2" + "Yb5Hs9Dc1Fm4Gj6K'",
    "address": "url = 'postgres://jindan:" + "Wq7rT2zk@db.hospital.example/jindan'",
}


@pytest.fixture
def repository(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    shutil.copy(ROOT / BASELINE, tmp_path)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_key_is_found(repository, plant, capfd):
    (repository / "settings.py").write_text(PLANTS[plant] + "\n", encoding="utf-8")
    assert look(["settings.py"], root=repository)
    assert "settings.py:1" in capfd.readouterr().out


@pytest.mark.slow
def test_plain_code_passes(repository):
    (repository / "settings.py").write_text("NAME = 'a word'\n", encoding="utf-8")
    assert look(["settings.py"], root=repository) == 0


@pytest.mark.slow
def test_only_what_changed_is_looked_at_and_what_git_ignores_never(repository):
    (repository / ".gitignore").write_text("ignored\n", encoding="utf-8")
    for name in ("old.py", "new file.py", "ignored"):
        (repository / name).touch()
    os.utime(repository / "old.py", (1, 1))
    os.utime(repository / ".gitignore", (1, 1))
    assert changed(repository, since=2) == ["new file.py"]


def test_every_entry_of_the_baseline_was_looked_at_by_a_person():
    results = json.loads((ROOT / BASELINE).read_text(encoding="utf-8"))["results"]
    assert results
    assert all(entry.get("is_secret") is False for entries in results.values() for entry in entries)
