"""A run that tries to leave its confinement by the plainest ways, and says which of them are open."""

import os
import socket
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import BaseModel

from jindan.analysis import Workspace

DISCARD = 9
"""A port at which hardly anybody listens."""


class Outside(BaseModel):
    """What lies outside: a file and a folder of the same worker, as text, and the worker's process id."""

    file: str
    folder: str
    pid: int


class Open(BaseModel):
    """The ways out that were tried, and those that were open."""

    tried: list[str]
    ways: list[str]


def probe(_workspace: Workspace, params: Outside) -> Open:
    """Return which ways out of the confinement are open."""
    ways: Mapping[str, Callable[[], object]] = {
        "read": lambda: Path(params.file).read_bytes(),
        "write": Path(params.folder, "written").touch,
        "signal": lambda: os.kill(params.pid, 0),
        "environment": lambda: Path(f"/proc/{params.pid}/environ").read_bytes(),
        "network": _call,
        "program": lambda: subprocess.run(["true"], check=True),
    }
    return Open(tried=list(ways), ways=[name for name, way in ways.items() if _is_open(way)])


def _call() -> None:
    socket.create_connection(("127.0.0.1", DISCARD), timeout=2).close()


def _is_open(way: Callable[[], object]) -> bool:
    try:
        way()
    except ConnectionRefusedError:  # nobody listened, but the network is there
        return True
    except OSError:
        return False
    return True
