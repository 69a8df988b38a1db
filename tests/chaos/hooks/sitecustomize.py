"""Stops a process of an installation exactly before or after a named step; the product knows nothing of it.

Python imports this by itself at the start of every process that finds it on its path. It wraps the functions that
`steps.json` names, as their modules are imported. Whoever comes to the step of `plan.json` takes the plan, once, and
does to itself or others what it says. Also here: shorter waits, so that two hundred runs take minutes.
"""

import functools
import json
import os
import resource
import signal
import sys
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from pathlib import Path

HERE = Path(__file__).parent
PLAN = HERE / "plan.json"
STEPS = json.loads((HERE / "steps.json").read_text())
TEMPO = {
    "jindan.server.jobs.services": {
        "LEASE": timedelta(seconds=6),
        "WAKE_AGAIN_AFTER": timedelta(seconds=4),
    },
    "jindan.cli.supervisor": {"LONGEST_PAUSE_S": 1.0},
    # The harness finds the processes of a home by their environment, also where it is not root.
    "jindan.confinement.linux": {"close_to_others": lambda: None},
}
MET = {}


class Stepping(MetaPathFinder):
    """Finds what the path holds, and wraps the steps of a module once it is there."""

    def find_spec(self, name, path, target=None):
        if name not in STEPS and name not in TEMPO:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None:
            execute = spec.loader.exec_module
            spec.loader.exec_module = lambda module: (execute(module), prepare(module))
        return spec


def prepare(module):
    for name, value in TEMPO.get(module.__name__, {}).items():
        setattr(module, name, value)
    for path in STEPS.get(module.__name__, []):
        *owners, name = path.split(".")
        owner = functools.reduce(getattr, owners, module)
        setattr(owner, name, stepped(f"{module.__name__}:{path}", getattr(owner, name)))


def stepped(step, function):
    @functools.wraps(function)
    def met(*arguments, **named):
        plan = taken(step, "before")
        with obeying(plan):
            result = function(*arguments, **named)
        for _ in range(plan.get("again", 0)):
            function(*arguments, **named)
        with obeying(taken(step, "after")):
            return result

    return met


def taken(step, when):
    """The plan, for the one process that comes to its step first."""
    try:
        plan = json.loads(PLAN.read_text())
        if (plan["step"], plan["when"]) != (step, when):
            return {}
        met = MET[plan["run"]] = MET.get(plan["run"], 0) + 1
        if met < plan.get("nth", 1):
            return {}
        with suppress(
            PermissionError
        ):  # a confined process stands still until the harness takes the plan
            PLAN.rename(HERE / f"taken.{os.getpid()}")
    except FileNotFoundError:
        return {}
    return plan


@contextmanager
def obeying(plan):
    victims = plan.get("kill", [])
    for victim in victims:
        with suppress(ProcessLookupError):  # one that has ended in the meantime needs no killing
            os.kill(victim, signal.SIGKILL) if victim != os.getpid() else None
    if os.getpid() in victims or plan.get("is_own_end"):
        os.kill(os.getpid(), signal.SIGKILL)
    if plan.get("is_stopped"):
        os.kill(os.getpid(), signal.SIGSTOP)
    with full() if plan.get("is_full") else nullcontext():
        yield


@contextmanager
def full():
    """No file of this process can grow: what a full disk says, to the byte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


sys.meta_path.insert(0, Stepping())
