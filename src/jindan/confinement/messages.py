"""What parent and child say to each other: one JSON line each."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from jindan.analysis import Scalar

WITH_NETWORK = "--with-network"
"""Tells a child at its start to stay on the network."""


class Limits(BaseModel):
    """What one run may use.

    memory_mb: address space in MiB. cpu_s: processor seconds over all threads. wall_s: seconds from start to end.
    file_mb: largest file it may write, in MiB. network: whether it may call out; no run that opens a person's file may.
    """

    model_config = ConfigDict(frozen=True)

    memory_mb: int = 4096
    cpu_s: int = 600
    wall_s: int = 1200
    file_mb: int = 4096
    network: bool = False


class Request(BaseModel):
    """The run a child is to make: `compute` is `module:function`."""

    compute: str
    params: dict[str, JsonValue]
    inputs: dict[str, Path]
    outputs: Path
    assets: Path
    limits: Limits


class Confined(BaseModel):
    """The child has limits now, and how it was kept from the network: `namespace` or `audit-hook`.

    Empty where its limits leave it one.
    """

    kind: Literal["confined"] = "confined"
    network_cut_by: str


class Moved(BaseModel):
    """Progress: a fraction from 0 to 1 and a stage."""

    kind: Literal["moved"] = "moved"
    fraction: float
    stage: str


class Ready(BaseModel):
    """A file of the outputs is complete before the end; its plain name."""

    kind: Literal["ready"] = "ready"
    file: Annotated[str, Field(pattern=r"^\w[\w.-]*$")]


class Done(BaseModel):
    """The result, as JSON of the analysis's result type."""

    kind: Literal["done"] = "done"
    result: dict[str, JsonValue]


class Problem(BaseModel):
    """The input was refused, or something is out of reach."""

    kind: Literal["problem"] = "problem"
    slug: str
    values: dict[str, Scalar]
    is_unavailable: bool


class Crash(BaseModel):
    """A fault of our own; `places` are `file:line function`, innermost last."""

    kind: Literal["crash"] = "crash"
    exception: str
    places: list[str]
    is_memory: bool
