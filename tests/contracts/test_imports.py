"""The import contracts hold, and each of them notices a bad import."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from repository import ROOT

PLANTS = {
    "The server is layered": ("server/kit/problems.py", "import jindan.server.jobs.models"),
    "The science knows no server": ("ct/volume.py", "import django"),
    "Only a slice touches the science": ("server/jobs/models.py", "import jindan.ct.volume"),
    "Nothing imports an api but the composition root": (
        "server/jobs/services.py",
        "import jindan.server.jobs.api",
    ),
}
"""For each contract a file, and the line that breaks it there."""


def contract_names():
    """The contracts as pyproject.toml states them."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        return {
            contract["name"]
            for contract in tomllib.load(stream)["tool"]["importlinter"]["contracts"]
        }


def lint(folder):
    """Run the linter over a copy of the sources; gives its exit code and what it printed."""
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=folder, env={"PYTHONPATH": str(folder / "src"), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, " ".join(done.stdout.split())


@pytest.fixture
def copy(tmp_path):
    """A copy of the sources and of the contracts."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_contract_has_a_plant():
    assert contract_names() == PLANTS.keys()


@pytest.mark.slow
def test_all_contracts_are_kept(copy):
    code, printed = lint(copy)
    assert code == 0, printed


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTS)
def test_a_bad_import_breaks_its_contract(copy, name):
    file, line = PLANTS[name]
    path = copy / "src" / "jindan" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    code, printed = lint(copy)
    assert code == 1
    assert f"{name} BROKEN" in printed
