"""What every test runs under: a home folder of its own, and no network but loopback.

The environment is set here, before Django reads it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from pytest_socket import socket_allow_hosts

MIRROR = os.environ.get("JINDAN_ASSETS_MIRROR", "")
LEFT_OUT = pytest.StashKey[int]()
HOME = Path(tempfile.mkdtemp(prefix="jindan-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["JINDAN_HOME"] = str(HOME)
os.environ["JINDAN_WEB_APP"] = str(HOME / "app")  # not built, whether or not the repository's is
os.environ["DJANGO_SETTINGS_MODULE"] = "jindan.server.config.settings"
for folder in ("broker/messages", "broker/control", "assets"):
    (HOME / folder).mkdir(parents=True)
django.setup()


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup():
    """Loopback only; whoever looks a name up fails."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


def pytest_collection_modifyitems(config, items):
    """Where the open data are not at hand, their tests are left out, and the summary says so."""
    if MIRROR:
        return
    real = [item for item in items if item.get_closest_marker("real")]
    items[:] = [item for item in items if item not in real]
    config.hook.pytest_deselected(items=real)
    config.stash[LEFT_OUT] = len(real)


def pytest_terminal_summary(terminalreporter, config):
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{count} tests of the open data were left out: JINDAN_ASSETS_MIRROR names no folder."
        )
