"""Small computations that keep or break the rules, for the confinement tests."""

import getpass
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.ct.errors import EmptyVolume


class Params(BaseModel):
    number: int = 1
    line: str = ""


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


def says(workspace: Workspace, params: Params) -> Answer:
    """Any line, past our own checks, by the pipe to the parent, which is the highest descriptor that is open."""
    _to_parent(params.line.encode() + b"\n")
    time.sleep(20)
    return Answer(number=1)


def says_without_end(workspace: Workspace, params: Params) -> Answer:
    while True:
        _to_parent(b"x" * 65536)


def says_much(workspace: Workspace, params: Params) -> Answer:
    while True:
        _to_parent(b'{"kind": "moved", "fraction": 0.5, "stage": "reading"}\n' * 1000)


def _to_parent(line: bytes) -> None:
    pipe = max(int(place.name) for place in Path("/proc/self/fd").iterdir() if _is_pipe(place))
    while line:
        line = line[os.write(pipe, line) :]


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
    (workspace.outputs / "own").write_text(str(os.getpid()))
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


def fills_many_files(workspace: Workspace, params: Params) -> Answer:
    for number in range(10_000):
        (workspace.outputs / f"part-{number}").write_bytes(bytes(1024 * 1024))
    return Answer(number=0)


def fills_deleted_files(workspace: Workspace, params: Params) -> Answer:
    files = []
    for number in range(500):
        place = workspace.outputs / f"part-{number}"
        files.append(place.open("wb"))
        place.unlink()
        files[-1].write(bytes(20 * 1024 * 1024))
    return Answer(number=0)


def starts_threads(workspace: Workspace, params: Params) -> Answer:
    threading.stack_size(65536)
    begun = 0
    try:
        for _ in range(5000):
            threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
            begun += 1
    except RuntimeError:
        pass
    return Answer(number=begun)


def makes_no_difference(workspace: Workspace, params: Params) -> Answer:
    """What libraries do in passing: temporary files, threads, products of matrices, the number of processors."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a").write_text("a")
        shutil.copyfile(Path(folder, "a"), workspace.outputs / "a.txt")
        Path(folder, "a").replace(workspace.outputs / "b.txt")
    product = np.ones((300, 300)) @ np.ones((300, 300))
    with ThreadPoolExecutor() as pool:
        total = sum(pool.map(int, range(10)))
    words = [
        getpass.getuser(),
        str(Path.home()),
        str(os.cpu_count() or 0),
        str(product[0, 0]),
        str(total),
    ]
    return Answer(number=len(Path("/proc/self/maps").read_text()), words=words)
