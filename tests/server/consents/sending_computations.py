"""A toy that sends: it has one file ready, and the service never answers."""

import time

from pydantic import BaseModel

from jindan.analysis import OUTGOING, Endpoint, Sent, Workspace


class Params(BaseModel):
    number: int = 0


class Access(Endpoint):
    pass


class Merged(BaseModel):
    reason: str


def prepare(workspace: Workspace, params: Params) -> Merged:
    (workspace.outputs / OUTGOING).mkdir()
    (workspace.outputs / OUTGOING / "page").write_text("a page")
    return Merged(reason="")


def send(workspace: Workspace, params: Access) -> Sent:
    time.sleep(60)
    return Sent()


def merge(workspace: Workspace, params: Sent) -> Merged:
    return Merged(reason=params.reason)
