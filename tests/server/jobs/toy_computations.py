"""What the toy analysis computes; without Django, as in every analysis."""

import time

from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.ct.errors import EmptyVolume
from jindan.ocr.remote.contract import RemoteAway


class Params(BaseModel):
    way: str = "counts"
    number: int = 0


class Counted(BaseModel):
    letters: int


def compute(workspace: Workspace, params: Params) -> Counted:
    workspace.progress(0.5, "reading")
    return WAYS[params.way](workspace)


def counts(workspace):
    letters = sum(len(path.read_bytes()) for path in workspace.inputs.values())
    (workspace.outputs / "letters.txt").write_text(str(letters))
    return Counted(letters=letters)


def refuses(workspace):
    raise EmptyVolume


def shows_early(workspace):
    """Shows what it has so far, then goes on until the reader has seen it; the number comes last."""
    _show(workspace)
    seen = workspace.outputs / "seen"
    while not seen.exists():
        time.sleep(0.02)
    seen.unlink()
    return counts(workspace)


def shows_and_refuses(workspace):
    _show(workspace)
    raise EmptyVolume


def shows_and_is_away(workspace):
    _show(workspace)
    raise RemoteAway


def shows_and_sleeps(workspace):
    _show(workspace)
    workspace.progress(0.6, "reading")
    time.sleep(60)


def shows_a_path(workspace):
    workspace.ready("../inputs/input-00000")


def _show(workspace):
    (workspace.outputs / "early.png").write_text("early")
    workspace.ready("early.png")


def is_away(workspace):
    raise RemoteAway


def is_wrong(workspace):
    raise ValueError


def sleeps(workspace):
    time.sleep(60)


WAYS = {
    f.__name__.replace("_", "-"): f
    for f in (
        counts,
        refuses,
        is_away,
        is_wrong,
        sleeps,
        shows_early,
        shows_and_refuses,
        shows_and_is_away,
        shows_and_sleeps,
        shows_a_path,
    )
}
