"""Keys are rotated, killed in the middle, rotated again and retired, while two processes read and write: none fails."""

import os
import signal
import time
import uuid

import pytest

pytestmark = pytest.mark.slow

SERVERS = 2
CACHE_S = 1.2


def said(process):
    written = process.communicate(timeout=300)[0]
    assert process.returncode == 0
    return written.split()


@pytest.fixture
def installation(python, monkeypatch):
    """Processes on a database of their own, which keep a key for a second or two."""
    monkeypatch.setenv("JINDAN_KEY_CACHE_MINUTES", str(CACHE_S / 60))
    return python


@pytest.fixture
def servers(installation):
    said(installation("-m", "flows.sealing", "fill"))
    started = [installation("-m", "flows.sealing", "serve") for _ in range(SERVERS)]
    assert [server.stdout.readline() for server in started] == ["ready\n"] * SERVERS
    return started


def test_processes_that_need_a_first_key_at_once_make_one(installation):
    said(installation("-m", "flows.sealing", "fresh"))
    started = [installation("-m", "flows.sealing", "first") for _ in range(3)]
    assert [process.stdout.readline() for process in started] == ["ready\n"] * 3
    organisation = f"{uuid.uuid4()}\n"
    for process in started:
        process.stdin.write(organisation)
        process.stdin.flush()
    answers = {tuple(said(process)) for process in started}
    assert len(answers) == 1
    assert answers.pop()[1] == "1"


def rotate(python, *options):
    return python("-m", "jindan.cli", "keys", "rotate", *options)


def killed_midway(process):
    """Kill a rotation once it has begun to seal anew."""
    assert "wrapped anew" in process.stdout.readline()
    time.sleep(0.15)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_no_operation_fails_and_nothing_is_left_under_a_retired_key(installation, servers):
    killed_midway(rotate(installation, "--reseal"))
    said(rotate(installation, "--reseal"))
    time.sleep(2 * CACHE_S)  # every process has asked for the newest keys again
    counted = said(installation("-m", "flows.sealing", "age"))
    assert 2 * 2 <= int(counted[0]) <= 2 * 3  # the killed one may have made both, one or none
    assert counted[1] == str(1 + 2)
    said(rotate(installation, "--retire"))
    time.sleep(CACHE_S)

    for server in servers:
        reads, writes, failures, *first = said(server)
        assert int(failures) == 0, " ".join(first)
        assert min(int(reads), int(writes)) > 5
    rows, files, *kept = map(int, said(installation("-m", "flows.sealing", "read")))
    assert min(rows, files) > 80
    assert kept == [2, 2, 0]
