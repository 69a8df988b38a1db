"""The unconfined side: starts a child, reads its messages, and ends it with all its descendants."""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

import jindan
from jindan.analysis import Workspace
from jindan.catalogue import LANGUAGES, knows, text
from jindan.confinement.errors import (
    Crashed,
    Died,
    NotConfined,
    OutOfMemory,
    OutOfTime,
    ProblemReported,
    RulesBroken,
)
from jindan.confinement.lines import Lines
from jindan.confinement.messages import (
    Confined,
    Crash,
    Done,
    Held,
    Limits,
    Moved,
    ProblemMessage,
    Ready,
    Request,
)
from jindan.confinement.user import own_user
from jindan.confinement.written import Allowance, check_outputs, plain_file, remove

R = TypeVar("R", bound=BaseModel)
Message = Confined | Moved | Ready | Done | ProblemMessage | Crash
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
TICK_S = 0.5
INHERITED = ("PATH", "LANG", "LC_ALL", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def run(
    compute: str,
    workspace: Workspace,
    params: BaseModel,
    *,
    result: type[R],
    limits: Limits,
    tick: Callable[[], None],
    confined: Callable[[Held], None],
    must_be_whole: bool = False,
) -> R:
    """Run the function `compute` (`module:function`) in a child process under `limits`. Return its result.

    The child may read the workspace's inputs and assets, and the paths that `params` holds as a `Path`: no person may
    choose one. `tick` is called at least every half second and ends the run by raising. `confined` is called once with
    what holds the child, before it reads any input; where that is not whole and `must_be_whole`, the run ends with
    NotConfined. Raises ProblemReported for a problem that the analysis reports, OutOfMemory, OutOfTime, TooMuchWritten
    or Died when a limit ended it, RulesBroken where it did what no analysis does, Crashed for a bug.
    """
    with _temporary(workspace.outputs) as temporary:
        request = Request(
            compute=compute,
            params=params.model_dump(mode="json"),
            inputs=dict(workspace.inputs),
            outputs=workspace.outputs,
            temporary=temporary,
            assets=workspace.assets,
            readable=[value for _, value in params if isinstance(value, Path)],
            user=own_user([workspace.outputs, temporary]),
            limits=limits,
            must_be_whole=must_be_whole,
        )
        answer = _conversation(request, workspace, tick=tick, confined=confined)
    check_outputs(workspace.outputs, megabytes=limits.written_mb)
    try:
        return result.model_validate(answer)
    except ValidationError as error:  # its message would quote the result
        raise Crashed(result.__name__, f"{error.error_count()} faults") from None


def _conversation(
    request: Request,
    workspace: Workspace,
    *,
    tick: Callable[[], None],
    confined: Callable[[Held], None],
) -> dict[str, JsonValue]:
    """Return what the child gives in the end. It has ended then."""
    with _child(request) as child:
        _send(request, to=child)
        messages = _messages(child, request=request, tick=tick)
        first = next(messages, None)
        if isinstance(first, Confined):
            confined(first.held)
            if request.must_be_whole and not first.held.is_whole:
                raise NotConfined
        elif first is not None:
            raise RulesBroken
        for message in messages:
            match message:
                case Moved():
                    workspace.progress(message.fraction, message.stage)
                case Ready():
                    plain_file(workspace.outputs / message.file)
                    workspace.ready(message.file)
                case Done():
                    return message.result
                case _:
                    _raise(message, request.limits)
        raise _death(child.wait(), request.limits)


@contextmanager
def _temporary(outputs: Path) -> Iterator[Path]:
    """Yield a folder beside the outputs for what a library writes in passing. It is deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="temporary-", dir=outputs.parent))
    try:
        yield folder
    finally:
        remove(folder)


@contextmanager
def _child(request: Request) -> Iterator[subprocess.Popen[bytes]]:
    # -P: no module is taken from the folder it starts in, as that holds what a run has written.
    child = subprocess.Popen(
        [sys.executable, "-P", "-B", "-s", "-m", "jindan.confinement.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=request.outputs,
        env=_environment(request.temporary),
        start_new_session=True,
    )
    try:
        yield child
    finally:
        _end(child)


def _environment(temporary: Path) -> dict[str, str]:
    """Return the variables of the child. No secret and no address of the server is among them."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR", "XDG_CACHE_HOME"), str(temporary))
    # Some libraries ask for the name of the user, and a made-up one is in no list of users.
    return inherited | own | {"LOGNAME": "jindan", "PYTHONPATH": os.pathsep.join(_modules())}


def _modules() -> list[str]:
    """Return the folders of modules, without the one that `python -m` adds because it was started there."""
    program = Path(jindan.__file__).parents[1]
    folders = [Path(entry).absolute() for entry in sys.path if entry]
    return [str(folder) for folder in folders if folder != Path.cwd() or folder == program]


def _send(request: Request, *, to: subprocess.Popen[bytes]) -> None:
    assert to.stdin is not None  # noqa: S101 - Popen was given PIPE
    with suppress(BrokenPipeError):  # it died at once: the end of its output is noticed next
        to.stdin.write(request.model_dump_json().encode() + b"\n")
        to.stdin.flush()


def _messages(
    child: subprocess.Popen[bytes], *, request: Request, tick: Callable[[], None]
) -> Iterator[Message]:
    """Yield the child's messages as they come, until it closes its output.

    Raises OutOfTime, TooMuchWritten, RulesBroken, and what `tick` raises.
    """
    assert child.stdout is not None  # noqa: S101 - Popen was given PIPE
    limits, folders = request.limits, [request.outputs, request.temporary]
    ends_at = time.monotonic() + limits.wall_s
    allowance = Allowance(folders, pid=child.pid, megabytes=limits.written_mb)
    pipe = Lines(child.stdout.fileno())
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            tick()
            allowance.check()
            if time.monotonic() > ends_at:
                raise OutOfTime(seconds=limits.wall_s)
            if not selector.select(timeout=TICK_S):
                continue
            lines = pipe.receive()
            if lines is None:
                return
            yield from map(_message, lines)


def _message(line: bytes) -> Message:
    """Return the message of a line. Raises RulesBroken for one that the catalogue could not put into words."""
    try:
        message = MESSAGE.validate_json(line)
    except ValidationError:  # it quotes the line
        raise RulesBroken from None
    if isinstance(message, Moved) and not knows(f"stage-{message.stage}"):
        raise RulesBroken
    if isinstance(message, ProblemMessage) and not _can_be_said(message):
        raise RulesBroken
    return message


def _can_be_said(message: ProblemMessage) -> bool:
    key = f"problem-{message.slug}"
    try:
        for language in LANGUAGES:
            for name in (key, f"{key}.detail", f"{key}.remedy"):
                text(name, language=language, **message.values)
    except (LookupError, TypeError):
        return False
    return True


def _raise(message: Message, limits: Limits) -> NoReturn:
    match message:
        case ProblemMessage():
            raise ProblemReported(
                slug=message.slug, values=message.values, is_unavailable=message.is_unavailable
            )
        case Crash(is_memory=True):
            raise OutOfMemory(megabytes=limits.memory_mb)
        case Crash():
            raise Crashed(message.exception, *message.places)
        case _:  # it says once more that it is confined
            raise RulesBroken


def _death(code: int, limits: Limits) -> Exception:
    """Return the reason why a child ended without a result, by its exit status."""
    if code == -signal.SIGXCPU:
        return OutOfTime(seconds=limits.cpu_s)
    # Nobody but the kernel's out-of-memory killer sends SIGKILL to a child whose parent still waits.
    if code == -signal.SIGKILL:
        return OutOfMemory(megabytes=limits.memory_mb)
    return Died(signal=signal.Signals(-code).name if code < 0 else str(code))


def _end(child: subprocess.Popen[Any]) -> None:
    """End the child and whatever it started: all are in the session of the child."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):  # closing flushes what the child did not read
                pipe.close()
