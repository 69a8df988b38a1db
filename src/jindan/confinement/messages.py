"""The messages between parent and child, each one line of JSON."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from jindan.catalogue import Scalar

MOST_PLACES = 100
PLACE = r"^[\w.<> -]{1,100}:\d+ [\w.<>]{1,100}$"
Network = Literal["namespace", "seccomp", "audit-hook", "ports", "allowed"]
OF_THE_KERNEL = ("namespace", "seccomp", "ports")
"""The means by which the kernel holds the network."""
PLAIN_NAME = r"^\w[\w.-]{0,127}$"


class Limits(BaseModel):
    """The limits of one run.

    memory_mb: address space in MiB. cpu_s: processor seconds over all threads. wall_s: seconds from start to end.
    file_mb: largest file it may write, in MiB. written_mb: all that it may have written at a time, in MiB.
    ports: of the one service that it may call by TCP, as no run that opens a patient's file may.
    """

    model_config = ConfigDict(frozen=True)

    memory_mb: int = 4096
    cpu_s: int = 600
    wall_s: int = 1200
    file_mb: int = 4096
    written_mb: int = 8192
    ports: tuple[int, ...] = ()


class Request(BaseModel):
    """The run that a child is asked for. `compute` is `module:function`.

    readable: folders beside inputs and assets that it may read. user: id of a user of its own.
    must_be_whole: whether it may start only where the kernel holds it in everything.
    """

    compute: str
    params: dict[str, JsonValue]
    inputs: dict[str, Path]
    outputs: Path
    temporary: Path
    assets: Path
    readable: list[Path]
    user: int | None
    limits: Limits
    must_be_whole: bool


class Held(BaseModel):
    """What holds a child, each by its means. An empty one says that nothing does.

    files: `landlock`. calls: `seccomp`. network: `namespace`, `seccomp`, `audit-hook` (Python alone, which native code
    could pass), `ports` (it calls those of its service alone), or `allowed` (it calls any port). user: `own`, or `same`
    as the worker's. landlock_abi: version of Landlock, 0 for none.
    """

    model_config = ConfigDict(frozen=True)

    files: Literal["landlock", ""]
    calls: Literal["seccomp", ""]
    network: Network
    user: Literal["own", "same"]
    landlock_abi: int

    @property
    def is_whole(self) -> bool:
        """Return whether the kernel holds files, calls and network."""
        return bool(self.files and self.calls) and self.network in OF_THE_KERNEL


class Confined(BaseModel):
    """The first message: the child is confined, before it has read anything of the run's inputs."""

    kind: Literal["confined"] = "confined"
    held: Held


class Moved(BaseModel):
    """Progress: a fraction from 0 to 1 and a stage."""

    kind: Literal["moved"] = "moved"
    fraction: Annotated[float, Field(ge=0, le=1)]
    stage: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]


class Ready(BaseModel):
    """A file of the outputs is complete before the end of the run. `file` is its plain name."""

    kind: Literal["ready"] = "ready"
    file: Annotated[str, Field(pattern=PLAIN_NAME)]


class Done(BaseModel):
    """The result, as JSON of the analysis's result type."""

    kind: Literal["done"] = "done"
    result: dict[str, JsonValue]


class ProblemMessage(BaseModel):
    """A problem: the input was refused, or something is out of reach."""

    kind: Literal["problem"] = "problem"
    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    values: dict[str, Scalar]
    is_unavailable: bool


class Crash(BaseModel):
    """A bug. `places` are `file:line function`, innermost last."""

    kind: Literal["crash"] = "crash"
    exception: Annotated[str, Field(pattern=r"^\w{1,100}$")]
    places: Annotated[list[Annotated[str, Field(pattern=PLACE)]], Field(max_length=MOST_PLACES)]
    is_memory: bool
