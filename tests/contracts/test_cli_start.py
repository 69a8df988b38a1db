"""`jindan --help` answers at once: the command imports nothing heavy before it knows what is asked."""

import subprocess
import sys
from importlib import import_module

import click
import pytest

from jindan.cli.main import COMMANDS
from repository import ROOT

HEAVY = {
    "numpy",
    "scipy",
    "django",
    "ninja",
    "celery",
    "pydantic",
    "httpx",
    "onnxruntime",
    "matplotlib",
    "pydicom",
}


@pytest.mark.slow
def test_starting_the_command_imports_nothing_heavy():
    script = "import sys; before = set(sys.modules); import jindan.cli.main; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); {script}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not HEAVY & set(done.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_says_what_it_does(name):
    module, attribute = COMMANDS[name].split(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert command.help
