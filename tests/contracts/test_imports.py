"""The import contracts hold, and each of them notices a bad import."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from repository import ROOT

APIS = "Nothing imports an api but the composition root"
PLANTS = [
    ("The server is layered", "server/kit/problems.py", "import jindan.server.jobs.models"),
    ("The science knows no server", "ct/volume.py", "import django"),
    (
        "The science states findings and writes no report",
        "ct/findings.py",
        "import jindan.report.building",
    ),
    ("Only a slice touches the science", "server/jobs/models.py", "import jindan.ct.volume"),
    (
        "Artifacts are layered",
        "server/artifacts/services.py",
        "import jindan.server.artifacts.upload.tus",
    ),
    (APIS, "server/jobs/services.py", "import jindan.server.jobs.api"),
    (
        APIS,
        "server/documents/services/corrections.py",
        "import jindan.server.documents.consents_api",
    ),
    (APIS, "server/accounts/services.py", "import jindan.server.accounts.oidc.api"),
    ("A document flows one way", "ocr/pages/page.py", "import jindan.ocr.lines.words"),
]
"""A contract, a file, and the line that breaks it there."""


def contracts():
    """The contracts as pyproject.toml states them, by name."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        stated = tomllib.load(stream)["tool"]["importlinter"]["contracts"]
    return {contract["name"]: contract for contract in stated}


def modules_with_routers():
    """Every module of the sources that makes a router: the operations of the API are there."""
    return sorted(
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for path in (ROOT / "src").rglob("*.py")
        if any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Router"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    )


def is_among(module, expressions):
    """Whether an expression of the linter names the module: `*` is one package, `**` one or more."""
    parts = {"**": r"\w+(\.\w+)*", "*": r"\w+"}
    return any(
        re.fullmatch(r"\.".join(parts.get(part, part) for part in expression.split(".")), module)
        for expression in expressions
    )


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
    assert contracts().keys() == {name for name, _, _ in PLANTS}


def test_every_module_with_a_router_is_protected():
    protected = contracts()[APIS]["protected_modules"]
    assert [module for module in modules_with_routers() if not is_among(module, protected)] == []


def test_a_router_in_a_module_of_another_name_is_noticed():
    assert "jindan.server.documents.consents_api" in modules_with_routers()
    assert not is_among("jindan.server.documents.consents_api", ["jindan.server.**.api"])


@pytest.mark.slow
def test_all_contracts_are_kept(copy):
    code, printed = lint(copy)
    assert code == 0, printed


@pytest.mark.slow
@pytest.mark.parametrize(("name", "file", "line"), PLANTS)
def test_a_bad_import_breaks_its_contract(copy, name, file, line):
    path = copy / "src" / "jindan" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    code, printed = lint(copy)
    assert code == 1
    assert f"{name} BROKEN" in printed
