"""The free side: start a child, follow what it tells, and end it and all its descendants when asked."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from jindan.analysis import Workspace
from jindan.confinement.errors import Crashed, Died, OutOfMemory, OutOfTime, Refused
from jindan.confinement.messages import (
    WITH_NETWORK,
    Confined,
    Crash,
    Done,
    Limits,
    Moved,
    Problem,
    Ready,
    Request,
)

R = TypeVar("R", bound=BaseModel)
Message = Confined | Moved | Ready | Done | Problem | Crash
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
TICK_S = 0.5
PASSED_ON = ("PATH", "LANG", "LC_ALL", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def run(
    compute: str,
    workspace: Workspace,
    params: BaseModel,
    *,
    result: type[R],
    limits: Limits,
    tick: Callable[[], None],
    confined: Callable[[str], None],
) -> R:
    """Run the function `compute` (`module:function`) in a child process under `limits` and give its result.

    `tick` is called at least every half second and ends the run by raising. `confined` is told once what keeps the
    child from the network: `namespace` (the kernel), `audit-hook` (Python, where the kernel refuses), or nothing where
    `limits` leave it one. Raises Refused for a problem the analysis names, OutOfMemory, OutOfTime or Died when a limit
    ended it, Crashed for a fault of ours.
    """
    request = Request(
        compute=compute,
        params=params.model_dump(mode="json"),
        inputs=dict(workspace.inputs),
        outputs=workspace.outputs,
        assets=workspace.assets,
        limits=limits,
    )
    with _child(workspace.outputs, network=limits.network) as child:
        _ask(child, request)
        for message in _told(child, limits=limits, tick=tick):
            match message:
                case Confined():
                    confined(message.network_cut_by)
                case Moved():
                    workspace.progress(message.fraction, message.stage)
                case Ready():
                    workspace.ready(message.file)
                case Done():
                    return result.model_validate(message.result)
                case _:
                    _raise(message, limits)
        raise _death(child.wait(), limits)


@contextmanager
def _child(scratch: Path, *, network: bool) -> Iterator[subprocess.Popen[bytes]]:
    allowed = [WITH_NETWORK] if network else []
    child = subprocess.Popen(
        [sys.executable, "-m", "jindan.confinement.child", *allowed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=_environment(scratch),
        start_new_session=True,
    )
    try:
        yield child
    finally:
        _end(child)


def _environment(scratch: Path) -> dict[str, str]:
    """No secret and no address of ours reaches the child."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    modules = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry)
    return kept | {
        "PYTHONPATH": modules,
        "HOME": str(scratch.parent),
        "MPLCONFIGDIR": str(scratch.parent),
    }


def _ask(child: subprocess.Popen[bytes], request: Request) -> None:
    assert child.stdin is not None  # noqa: S101 - Popen was given PIPE
    with suppress(BrokenPipeError):  # it died at once; the end of its output says so
        child.stdin.write(request.model_dump_json().encode() + b"\n")
        child.stdin.flush()


def _told(
    child: subprocess.Popen[bytes], *, limits: Limits, tick: Callable[[], None]
) -> Iterator[Message]:
    """The child's messages as they come; ends when it closes its output."""
    assert child.stdout is not None  # noqa: S101 - Popen was given PIPE
    ends_at = time.monotonic() + limits.wall_s
    buffered = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            tick()
            if time.monotonic() > ends_at:
                raise OutOfTime(seconds=limits.wall_s)
            if not selector.select(timeout=TICK_S):
                continue
            received = os.read(child.stdout.fileno(), 65536)
            if not received:
                return
            *lines, buffered = (buffered + received).split(b"\n")
            yield from (MESSAGE.validate_json(line) for line in lines)


def _raise(message: Problem | Crash, limits: Limits) -> None:
    if isinstance(message, Problem):
        raise Refused(
            slug=message.slug, values=message.values, is_unavailable=message.is_unavailable
        )
    if message.is_memory:
        raise OutOfMemory(megabytes=limits.memory_mb)
    raise Crashed(message.exception, *message.places)


def _death(code: int, limits: Limits) -> Exception:
    if code == -signal.SIGXCPU:
        return OutOfTime(seconds=limits.cpu_s)
    if code == -signal.SIGKILL:
        return OutOfMemory(megabytes=limits.memory_mb)
    return Died(signal=signal.Signals(-code).name if code < 0 else str(code))


def _end(child: subprocess.Popen[Any]) -> None:
    """End the whole session of the child: what it started ends with it."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):  # what it did not live to read
                pipe.close()
