"""The steps from an upload to an acknowledged job, each as the function whose beginning and end bound it."""

from dataclasses import dataclass

CHILD, SCHEDULER, WEB, WORKER = "child", "scheduler", "web", "worker"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: who comes to it, and in which function (`module:path`)."""

    name: str
    who: str
    at: str


STEPS = (
    Step(name="upload: object saved", who=WEB, at="jindan.server.artifacts.storage.objects:save"),
    Step(name="upload: object's row", who=WEB, at="jindan.server.artifacts.storage.objects:store"),
    Step(name="upload: file's row", who=WEB, at="jindan.server.artifacts.services:_create"),
    Step(name="submit: job's row", who=WEB, at="jindan.server.jobs.services:_create"),
    Step(name="submit: committed", who=WEB, at="jindan.server.jobs.services:submit"),
    Step(name="submit: worker woken", who=WEB, at="jindan.server.jobs.services:send_wake_up"),
    Step(name="wake-up taken", who=WORKER, at="jindan.server.jobs.engine:execute_next"),
    Step(name="start (compare-and-set)", who=WORKER, at="jindan.server.jobs.engine:_start"),
    Step(name="inputs fetched", who=WORKER, at="jindan.server.jobs.scratch:_fetch_inputs"),
    Step(name="child started", who=WORKER, at="jindan.confinement.parent:_send"),
    Step(name="child half way", who=WORKER, at="jindan.server.jobs.attempt:Heartbeat.progress"),
    Step(name="child computes", who=CHILD, at="server.jobs.toy_computations:compute"),
    Step(name="child done", who=WORKER, at="jindan.confinement.parent:run"),
    Step(
        name="output: object saved", who=WORKER, at="jindan.server.artifacts.storage.objects:save"
    ),
    Step(name="output stored", who=WORKER, at="jindan.server.artifacts.services:store"),
    Step(name="closing: state moved", who=WORKER, at="jindan.server.jobs.engine:move"),
    Step(name="closing: files entered", who=WORKER, at="jindan.server.jobs.engine:_enter"),
    Step(name="closing: next job", who=WORKER, at="chaos.toys:follow"),
    Step(name="closing: notice", who=WORKER, at="jindan.server.jobs.engine:notify"),
    Step(name="closed (committed)", who=WORKER, at="jindan.server.jobs.engine:_close"),
    Step(name="acknowledged", who=WORKER, at="celery.worker.request:Request.acknowledge"),
    Step(name="sweep", who=SCHEDULER, at="jindan.server.jobs.services:put_back_lost"),
)
RECEIVING = STEPS[:3]
SUBMITTING = STEPS[3:6]
RUNNING = tuple(step for step in STEPS if step.who == WORKER)


def by_module() -> dict[str, list[str]]:
    """What the hook wraps: paths within each module."""
    found: dict[str, list[str]] = {}
    for step in STEPS:
        module, path = step.at.split(":")
        found.setdefault(module, []).append(path)
    return {module: sorted(set(paths)) for module, paths in found.items()}


def step(name: str) -> Step:
    """The step of this name."""
    return next(each for each in STEPS if each.name == name)
