"""What the toy analysis computes; without Django, as in every analysis."""

import time

from pydantic import BaseModel

from jindan.analysis import Unavailable, Workspace
from jindan.ct.errors import EmptyVolume


class Params(BaseModel):
    way: str = "counts"
    number: int = 0


class Counted(BaseModel):
    letters: int


class Away(Unavailable):
    """A toy service is away."""


def compute(workspace: Workspace, params: Params) -> Counted:
    workspace.progress(0.5, "reading")
    return WAYS[params.way](workspace)


def counts(workspace):
    letters = sum(len(path.read_bytes()) for path in workspace.inputs.values())
    (workspace.outputs / "letters.txt").write_text(str(letters))
    return Counted(letters=letters)


def refuses(workspace):
    raise EmptyVolume


def is_away(workspace):
    raise Away


def is_wrong(workspace):
    raise ValueError


def sleeps(workspace):
    time.sleep(60)


WAYS = {f.__name__.replace("_", "-"): f for f in (counts, refuses, is_away, is_wrong, sleeps)}
