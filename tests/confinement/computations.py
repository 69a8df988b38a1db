"""Small computations that keep or break the rules, for the confinement tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.ct.errors import EmptyVolume


class Params(BaseModel):
    number: int = 1


class Answer(BaseModel):
    number: int
    words: list[str] = []


def doubles(workspace: Workspace, params: Params) -> Answer:
    workspace.progress(0.5, "reading")
    print("a library prints")
    (workspace.outputs / "doubled.txt").write_text(str(params.number * 2))
    return Answer(
        number=params.number * 2, words=sorted(m for m in sys.modules if m in {"django", "celery"})
    )


def fills_the_disk(workspace: Workspace, params: Params) -> Answer:
    Path("/dev/full").write_bytes(b"more than there is room for")
    return Answer(number=0)


def shows(workspace: Workspace, params: Params) -> Answer:
    (workspace.outputs / "early.txt").write_text("all of it")
    workspace.ready("early.txt")
    return Answer(number=1)


def shows_elsewhere(workspace: Workspace, params: Params) -> Answer:
    """Past our own check, by the pipe to the parent, which is the highest descriptor that is open."""
    told = max(int(place.name) for place in Path("/proc/self/fd").iterdir() if _is_pipe(place))
    os.write(told, b'{"kind": "ready", "file": "../../etc/passwd"}\n')
    time.sleep(20)
    return Answer(number=1)


def _is_pipe(place: Path) -> bool:
    try:
        return int(place.name) > 2 and str(place.readlink()).startswith("pipe:")
    except OSError:  # the descriptor of this very listing
        return False


def refuses(workspace: Workspace, params: Params) -> Answer:
    raise EmptyVolume


def is_wrong(workspace: Workspace, params: Params) -> Answer:
    raise ValueError("Hong Gildong 900101-1234567")


def eats_memory(workspace: Workspace, params: Params) -> Answer:
    return Answer(number=int(np.ones(2_000_000_000, np.uint8).sum()))


def burns(workspace: Workspace, params: Params) -> Answer:
    while True:
        pass


def sleeps(workspace: Workspace, params: Params) -> Answer:
    grandchild = subprocess.Popen(["sleep", "60"])
    (workspace.outputs / "grandchild").write_text(str(grandchild.pid))
    workspace.progress(0.1, "reading")
    time.sleep(60)
    return Answer(number=0)


def segfaults(workspace: Workspace, params: Params) -> Answer:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Answer(number=0)


def calls_out(workspace: Workspace, params: Params) -> Answer:
    socket.create_connection(("127.0.0.1", params.number), timeout=2)
    return Answer(number=0)


def tells_secrets(workspace: Workspace, params: Params) -> Answer:
    return Answer(number=0, words=sorted(os.environ))
