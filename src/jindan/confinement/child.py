"""The confined side: `python -m jindan.confinement.child` reads one Request, runs it and tells what came of it.

Standard output belongs to the messages; whatever a library prints goes to standard error.
"""

import ctypes
import errno
import importlib
import inspect
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, JsonValue

from jindan.analysis import AnalysisError, Unavailable, Workspace, slug_of
from jindan.confinement.errors import ScratchFull
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
from jindan.confinement.network import cut_network

MIB = 1024 * 1024
PR_SET_PDEATHSIG = 1
FULL = {errno.ENOSPC, errno.EDQUOT}


def main() -> None:
    """Confine this process, then run what standard input asks for."""
    _die_with_parent()
    network_cut_by = "" if WITH_NETWORK in sys.argv[1:] else cut_network()
    request = Request.model_validate_json(sys.stdin.readline())
    told = _take_stdout()
    _watch_parent()
    _limit(request.limits)
    _tell(told, Confined(network_cut_by=network_cut_by))
    _tell(told, _run(request, told))


def _run(request: Request, told: TextIO) -> BaseModel:
    try:
        module, function = request.compute.split(":")
        compute = getattr(importlib.import_module(module), function)
        result = compute(_workspace(request, told), _params(compute, request.params))
        return Done(result=result.model_dump(mode="json"))
    except AnalysisError as error:
        is_unavailable = isinstance(error, Unavailable)
        return Problem(
            slug=slug_of(type(error)), values=error.values, is_unavailable=is_unavailable
        )
    except OSError as error:
        return _full() if error.errno in FULL else _crash(error)
    except Exception as error:  # our own fault: told to the parent, which lets it rise
        return _crash(error)


def _params(compute: Callable[..., BaseModel], given: Mapping[str, JsonValue]) -> BaseModel:
    """The params that `compute` is annotated with; a slice may have added fields that are for its `record`."""
    kind: type[BaseModel] = inspect.get_annotations(compute, eval_str=True)["params"]
    return kind.model_validate({name: given[name] for name in kind.model_fields if name in given})


def _workspace(request: Request, told: TextIO) -> Workspace:
    def progress(fraction: float, stage: str) -> None:
        _tell(told, Moved(fraction=fraction, stage=stage))

    def ready(name: str) -> None:
        _tell(told, Ready(file=name))

    return Workspace(
        inputs=request.inputs,
        outputs=request.outputs,
        assets=request.assets,
        progress=progress,
        ready=ready,
    )


def _full() -> Problem:
    return Problem(slug=slug_of(ScratchFull), values={}, is_unavailable=False)


def _crash(error: Exception) -> Crash:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    is_memory = isinstance(error, MemoryError) or "bad_alloc" in str(error)
    return Crash(exception=type(error).__name__, places=places, is_memory=is_memory)


def _tell(told: TextIO, message: BaseModel) -> None:
    told.write(message.model_dump_json() + "\n")
    told.flush()


def _take_stdout() -> TextIO:
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return told


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _watch_parent() -> None:
    """The parent holds our standard input open; its end is the parent's end, on every system."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _limit(limits: Limits) -> None:
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_mb * MIB, limits.memory_mb * MIB),
        (
            resource.RLIMIT_CPU,
            limits.cpu_s,
            limits.cpu_s + 5,
        ),  # SIGXCPU first, so that the reason is known
        (resource.RLIMIT_FSIZE, limits.file_mb * MIB, limits.file_mb * MIB),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    main()
