"""A child keeps its limits, and its end is named."""

import os
import socket
from pathlib import Path

import pytest

from confinement import computations
from jindan.confinement.errors import (
    Crashed,
    Died,
    OutOfMemory,
    OutOfTime,
    ProblemReported,
)
from jindan.confinement.messages import Limits

pytestmark = pytest.mark.slow


class Stop(Exception):
    pass


def test_result_progress_and_files_come_back(confined):
    answer = confined(computations.doubles, number=21)
    assert answer == computations.Answer(number=42)
    assert confined.seen == [(0.5, "reading")]
    assert (confined.outputs / "doubled.txt").read_text() == "42"


def test_a_file_is_whole_when_it_is_told(confined):
    confined(computations.shows)
    assert confined.seen == [("early.txt", "all of it")]


def test_a_problem_keeps_its_name(confined):
    with pytest.raises(ProblemReported) as caught:
        confined(computations.refuses)
    assert (caught.value.slug, caught.value.is_unavailable) == ("empty-volume", False)


def test_a_fault_of_ours_rises_without_the_words_of_the_input(confined):
    with pytest.raises(Crashed, match="ValueError") as caught:
        confined(computations.is_wrong)
    assert "Gildong" not in str(caught.value)
    assert "computations.py" in str(caught.value)


def test_memory_is_limited(confined):
    with pytest.raises(OutOfMemory):
        confined(computations.eats_memory, limits=Limits(memory_mb=1500, cpu_s=20, wall_s=20))


def test_a_full_disk_is_named(confined):
    with pytest.raises(ProblemReported) as caught:
        confined(computations.fills_the_disk)
    assert caught.value.slug == "scratch-full"


def test_cpu_time_is_limited(confined):
    with pytest.raises(OutOfTime, match="1 seconds"):
        confined(computations.burns, limits=Limits(memory_mb=2048, cpu_s=1, wall_s=20))


def test_wall_time_is_limited(confined):
    with pytest.raises(OutOfTime):
        confined(computations.sleeps, limits=Limits(memory_mb=2048, cpu_s=20, wall_s=1))


def test_a_dead_child_is_named(confined):
    with pytest.raises(Died, match="SIGSEGV"):
        confined(computations.segfaults)


def test_no_network_is_reached(confined):
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(Crashed, match=r"PermissionError|OSError"),
    ):
        confined(computations.calls_out, number=server.getsockname()[1])


def test_a_run_that_is_to_call_out_may(confined):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        limits = Limits(memory_mb=2048, cpu_s=20, wall_s=20, ports=(port,))
        confined(computations.calls_out, number=port, limits=limits)
    assert [held.network for held in confined.confined] == ["ports"]
    assert confined.confined[0].is_whole


def test_a_run_that_may_call_one_port_calls_no_other(confined):
    with (
        socket.create_server(("127.0.0.1", 0)) as service,
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(Crashed, match="PermissionError"),
    ):
        limits = Limits(memory_mb=2048, cpu_s=20, wall_s=20, ports=(service.getsockname()[1],))
        confined(computations.calls_out, number=other.getsockname()[1], limits=limits)


def test_what_keeps_it_from_the_network_is_told(confined):
    confined(computations.doubles)
    [held] = confined.confined
    assert held.network in {"namespace", "seccomp", "audit-hook"}


def test_no_secret_is_inherited(confined, monkeypatch):
    monkeypatch.setenv("JINDAN_SECRET_KEY", "x")
    assert not [name for name in confined(computations.tells_secrets).words if "JINDAN" in name]


def test_stopping_ends_the_child(confined):
    def tick():
        if (confined.outputs / "own").exists():
            raise Stop

    with pytest.raises(Stop):
        confined(computations.sleeps, tick=tick)
    assert not alive(int((confined.outputs / "own").read_text()))


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
