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
ASK_FOR_HELP = """
import sys
from jindan.cli.main import main
sys.argv = ["jindan", "--help"]
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.slow
def test_listing_the_commands_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}){ASK_FOR_HELP}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(name in done.stdout for name in COMMANDS)
    assert not HEAVY & set(done.stderr.split())


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_is_listed_by_its_own_words(name):
    place, summary = COMMANDS[name]
    module, attribute = place.split(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert summary == command.get_short_help_str(limit=200)
