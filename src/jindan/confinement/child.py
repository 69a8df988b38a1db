"""The confined side: `python -m jindan.confinement.child` reads one Request, runs it and reports the outcome.

Standard output carries the messages alone. What a library prints goes to standard error.
"""

import errno
import importlib
import inspect
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, JsonValue

from jindan.analysis import Workspace
from jindan.confinement.errors import ScratchFull
from jindan.confinement.holding import hold
from jindan.confinement.messages import (
    MOST_PLACES,
    Confined,
    Crash,
    Done,
    Moved,
    ProblemMessage,
    Ready,
    Request,
)
from jindan.problems import Problem, Unavailable, slug_of

FULL = {errno.ENOSPC, errno.EDQUOT}


def main() -> None:
    """Confine this process, then run what standard input asks for."""
    request = Request.model_validate_json(sys.stdin.readline())
    messages = _take_stdout()
    held = hold(request)
    _watch_parent()
    _report(Confined(held=held), to=messages)
    if held.is_whole or not request.must_be_whole:
        _report(_run(request, messages), to=messages)


def _run(request: Request, messages: TextIO) -> BaseModel:
    try:
        module, function = request.compute.split(":")
        compute = getattr(importlib.import_module(module), function)
        params = _params(compute, request.params)
        result = compute(_workspace(request, messages), params)
        return Done(result=result.model_dump(mode="json"))
    except Problem as error:
        is_unavailable = isinstance(error, Unavailable)
        return ProblemMessage(
            slug=slug_of(type(error)), values=error.values, is_unavailable=is_unavailable
        )
    except OSError as error:
        if error.errno not in FULL:
            return _crash(error)
        return ProblemMessage(slug=slug_of(ScratchFull), values={}, is_unavailable=False)
    except Exception as error:  # a bug: reported to the parent, which raises Crashed
        return _crash(error)


def _params(compute: Callable[..., BaseModel], values: Mapping[str, JsonValue]) -> BaseModel:
    """Return the params of the type that `compute` is annotated with.

    Other values are dropped: a slice may have added fields that only its `record` reads.
    """
    kind: type[BaseModel] = inspect.get_annotations(compute, eval_str=True)["params"]
    return kind.model_validate({name: values[name] for name in kind.model_fields if name in values})


def _workspace(request: Request, messages: TextIO) -> Workspace:
    def progress(fraction: float, stage: str) -> None:
        _report(Moved(fraction=fraction, stage=stage), to=messages)

    def ready(name: str) -> None:
        _report(Ready(file=name), to=messages)

    return Workspace(
        inputs=request.inputs,
        outputs=request.outputs,
        assets=request.assets,
        progress=progress,
        ready=ready,
    )


def _crash(error: Exception) -> Crash:
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in frames[-MOST_PLACES:]
    ]
    # A C++ library reports failed allocation as an error of its own with `std::bad_alloc` in the message.
    is_memory = isinstance(error, MemoryError) or "bad_alloc" in str(error)
    return Crash(exception=type(error).__name__, places=places, is_memory=is_memory)


def _report(message: BaseModel, *, to: TextIO) -> None:
    to.write(message.model_dump_json() + "\n")
    to.flush()


def _take_stdout() -> TextIO:
    """Return the standard output for messages, and make descriptor 1 the standard error for all who print."""
    messages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return messages


def _watch_parent() -> None:
    """End this process when the parent ends: it holds our standard input open, on every system."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    main()
