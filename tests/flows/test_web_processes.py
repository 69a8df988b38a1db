"""Web processes end with the one that started them, however it ends."""

import os
import signal
import subprocess
import sys

import pytest

from flows.server_processes import Installation, command_of, processes, until

pytestmark = pytest.mark.slow


@pytest.fixture
def installation(tmp_path):
    made = Installation.new(tmp_path / "home")
    made.jindan("migrate")
    bind = f"127.0.0.1:{made.port}"
    command = [sys.executable, "-m", "jindan.cli", "web", "--bind", bind, "--processes", "2"]
    made.supervisor = subprocess.Popen(command, env=made.environment, stdout=subprocess.DEVNULL)
    yield made
    made.kill_everything()


def test_they_end_when_their_parent_is_killed(installation):
    until(installation.is_served)
    serving = [pid for pid in installation.descendants() if "spawn_main" in command_of(pid)]
    assert len(serving) == 2
    os.kill(installation.supervisor.pid, signal.SIGKILL)
    installation.supervisor.wait()
    until(lambda: not set(serving) & set(processes()))
    assert not installation.is_served()
