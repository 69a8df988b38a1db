"""What a child says and writes is bounded and judged by its parent."""

import json
import os
import subprocess
import sys

import pytest

from confinement import computations
from jindan.confinement.errors import RulesBroken, TooMuchWritten
from jindan.confinement.holding import THREADS
from jindan.confinement.messages import Limits
from jindan.confinement.written import check_outputs, remove

SMALL = Limits(memory_mb=2048, cpu_s=20, wall_s=20, written_mb=64)
MOVED = {"kind": "moved", "fraction": 0.5, "stage": "reading"}
PROBLEM = {"kind": "problem", "slug": "empty-volume", "values": {}, "is_unavailable": True}
HELD = {
    "files": "landlock", "calls": "seccomp", "network": "namespace", "user": "own", "landlock_abi": 7,
}  # fmt: skip
FALSE = {
    "a file elsewhere": {"kind": "ready", "file": "../../etc/passwd"},
    "a file that is not there": {"kind": "ready", "file": "nothing.png"},
    "that it is confined, again": {"kind": "confined", "held": HELD},
    "no message": "not a message",
    "a message of no kind": {"kind": "told"},
    "a progress that is no number": {**MOVED, "fraction": float("nan")},
    "a progress beyond its end": {**MOVED, "fraction": 1e9},
    "a stage without words": {**MOVED, "stage": "unheard-of"},
    "a stage that is none": {**MOVED, "stage": "Hong Gildong"},
    "a problem without words": {**PROBLEM, "slug": "away"},
    "a problem without its values": {**PROBLEM, "slug": "out-of-memory"},
    "a problem with a value that is a name": {**PROBLEM, "values": {"language": "ko"}},
    "a fault in a patient's name": {
        "kind": "crash",
        "exception": "Hong Gildong",
        "places": [],
        "is_memory": False,
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("line", [json.dumps(said) for said in FALSE.values()], ids=FALSE)
def test_a_child_cannot_say(confined, line):
    with pytest.raises(RulesBroken) as caught:
        confined(computations.says, line=line)
    assert confined.seen == []
    assert "Gildong" not in repr(caught.value.__cause__)


@pytest.mark.slow
@pytest.mark.parametrize("compute", [computations.says_without_end, computations.says_much])
def test_a_child_cannot_say_without_end(confined, compute):
    with pytest.raises(RulesBroken):
        confined(compute)


@pytest.mark.slow
@pytest.mark.parametrize(
    "compute", [computations.fills_many_files, computations.fills_deleted_files]
)
def test_what_a_child_writes_is_limited(confined, compute):
    with pytest.raises(TooMuchWritten, match="64 MB"):
        confined(compute, limits=SMALL)


@pytest.mark.slow
def test_the_threads_of_a_child_are_limited(confined):
    many = Limits(memory_mb=16384, cpu_s=20, wall_s=20)
    assert 50 < confined(computations.starts_threads, limits=many).number <= 2 * THREADS


@pytest.mark.slow
def test_what_libraries_do_in_passing_works(confined):
    answer = confined(computations.makes_no_difference)
    assert answer.words[0] == "jindan"
    assert answer.words[3:] == ["300.0", "45"]
    assert answer.number


def test_plain_files_and_folders_of_them_may_be_left(tmp_path):
    (tmp_path / "outgoing").mkdir()
    (tmp_path / "outgoing" / "page-1.png").touch()
    (tmp_path / "labels.nii.gz").touch()
    check_outputs(tmp_path, megabytes=1)


def test_a_file_with_holes_counts_whole(tmp_path):
    with (tmp_path / "labels.nii.gz").open("wb") as file:
        file.truncate(2 * 1024 * 1024)
    with pytest.raises(TooMuchWritten):
        check_outputs(tmp_path, megabytes=1)


def test_folders_too_deep_to_be_named_are_no_outputs_and_are_deleted(tmp_path):
    """Python's own deletion ends in a recursion too deep, and would end the sweep with it."""
    nest = "for _ in range(3000): os.mkdir('d'); os.chdir('d')"
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    subprocess.run([sys.executable, "-c", f"import os\n{nest}"], cwd=outputs, check=True)
    with pytest.raises(RulesBroken):
        check_outputs(outputs, megabytes=1)
    remove(outputs)
    assert not outputs.exists()


def test_what_is_closed_to_its_parent_is_deleted(tmp_path):
    closed = tmp_path / "outputs" / "closed"
    closed.mkdir(parents=True)
    (closed / "file").touch()
    closed.chmod(0o300)
    remove(tmp_path / "outputs")
    assert not closed.exists()


LEFT = {
    "a link": lambda place: place.symlink_to("/etc/passwd"),
    "a link to a folder": lambda place: place.symlink_to("/etc"),
    "a second name": lambda place: (place.parent.parent / "other").hardlink_to(_touched(place)),
    "a pipe": os.mkfifo,
    "a file with an odd name": lambda place: place.with_name("a\nb").touch(),
    "a file that is hidden": lambda place: place.with_name(".hidden").touch(),
}


@pytest.mark.parametrize("leave", LEFT.values(), ids=LEFT)
@pytest.mark.parametrize("folder", ["outputs", "outputs/outgoing"])
def test_nothing_else_may_be_left(tmp_path, folder, leave):
    (tmp_path / "outputs" / "outgoing").mkdir(parents=True)
    leave(tmp_path / folder / "left")
    with pytest.raises(RulesBroken):
        check_outputs(tmp_path / "outputs", megabytes=1)


def _touched(place):
    place.touch()
    return place
