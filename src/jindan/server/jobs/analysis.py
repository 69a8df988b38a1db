"""What a slice must say to have its work run as a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel

from jindan.confinement.messages import Limits
from jindan.server.artifacts.models import Artifact
from jindan.server.jobs.models import Job
from jindan.server.roles import Capability

P = TypeVar("P", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[R]):
    """What compute returned, with its output files already kept, by name."""

    result: R
    artifacts: Mapping[str, Artifact]


@dataclass(frozen=True, kw_only=True)
class Analysis(Generic[P, R]):
    """One kind of job: compute does the long work, record writes what it found.

    kind: its name in the API. version: raised when the same input may give another answer.
    compute: `module:function` of the science, which takes a Workspace and params and gives the result. It runs in a
        confined child process without Django, and its heavy libraries stay out of the web process.
    record: writes the slice's rows, inside the transaction that completes the job.
    asks_for: what a person must be allowed to request it, and so to cancel or repeat it.
    """

    kind: str
    version: str
    params: type[P]
    result: type[R]
    compute: str
    record: Callable[[Job, Outcome[R]], None]
    queue: str = "cpu"
    limits: Limits = field(default_factory=Limits)
    asks_for: Capability = Capability.REQUEST_ANALYSES


@cache
def analyses() -> Mapping[str, Analysis[Any, Any]]:
    """Every analysis of this installation, by kind (`settings.ANALYSES`)."""
    found = [import_string(path) for path in settings.ANALYSES]
    return {analysis.kind: analysis for analysis in found}


def asked_for(kind: str) -> Capability:
    """What changing a job of this kind asks for; of one that is installed no more, what most ask for."""
    found = analyses().get(kind)
    return found.asks_for if found else Capability.REQUEST_ANALYSES
