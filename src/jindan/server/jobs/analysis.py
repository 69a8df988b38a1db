"""Declaration of an analysis, by which a slice's work runs as a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string
from pydantic import BaseModel

from jindan.analysis import Endpoint
from jindan.confinement.messages import Limits
from jindan.server.artifacts.models import Artifact
from jindan.server.jobs.models import Job
from jindan.server.patients.models import ConsentPurpose
from jindan.server.roles import Capability

P = TypeVar("P", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Outcome(Generic[R]):
    """The result of compute, and its stored output files by name."""

    result: R
    artifacts: Mapping[str, Artifact]


@dataclass(frozen=True, kw_only=True)
class OutboundCall:
    """Files sent to an external service after compute, and how the answers are merged.

    purpose: what a patient consents to by allowing the call.
    access: returns key and address just before the call, which reaches no other port. It raises a RequestProblem or a
        Problem where nothing may be sent.
    send: `module:function` of a run with network. It reads the files that compute wrote to OUTGOING and, over a pipe,
        the access. It returns a `Sent`.
    finish: `module:function` of a confined run. It reads the files of both and the `Sent`. Its result and its files are
        those of the job.
    """

    purpose: ConsentPurpose
    access: Callable[[Job], Endpoint]
    send: str
    finish: str
    limits: Limits


@dataclass(frozen=True, kw_only=True)
class Analysis(Generic[P, R]):
    """One kind of job. `compute` does the long work, and `record` writes its result.

    kind: name in the API. version: raised when equal input may give another result.
    compute: `module:function` of the science, which takes a Workspace and params and returns the result. It runs in a
        confined child process without Django, so that heavy libraries stay out of the web process.
    record: writes the slice's rows, inside the transaction that completes the job.
    outbound_call: the call to an external service after compute, if any.
    deidentified: patterns of the names of output files in which no patient is named, whatever the inputs say. All other
        outputs are hidden from roles that may not identify patients.
    asks_for: capability needed to request, cancel or repeat such a job.
    """

    kind: str
    version: str
    params: type[P]
    result: type[R]
    compute: str
    record: Callable[[Job, Outcome[R]], None]
    queue: str = "cpu"
    limits: Limits = field(default_factory=Limits)
    outbound_call: OutboundCall | None = None
    deidentified: tuple[str, ...] = ()
    asks_for: Capability = Capability.REQUEST_ANALYSES

    def states_deidentified(self, name: str) -> bool:
        """Return whether the analysis vouches that no patient is named in its output file of this name."""
        return any(fnmatchcase(name, pattern) for pattern in self.deidentified)


@cache
def analyses() -> Mapping[str, Analysis[Any, Any]]:
    """Return every analysis of this installation by kind (`settings.ANALYSES`)."""
    installed = [import_string(path) for path in settings.ANALYSES]
    return {analysis.kind: analysis for analysis in installed}


def required_capability(kind: str) -> Capability:
    """Return the capability needed to change a job of this kind. The default if its analysis was removed."""
    analysis = analyses().get(kind)
    return analysis.asks_for if analysis else Capability.REQUEST_ANALYSES
