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

HOME = Path(tempfile.mkdtemp(prefix="jindan-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["JINDAN_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "jindan.server.config.settings"
for folder in ("broker/messages", "broker/control", "assets"):
    (HOME / folder).mkdir(parents=True)
django.setup()


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup():
    """Loopback only; whoever looks a name up fails."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
