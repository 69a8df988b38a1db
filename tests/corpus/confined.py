"""Imports one after the other, each in a process of its own under the limits of the real one.

A confined child takes seconds to load its libraries; one that has loaded them forks in milliseconds.
"""

import json
import os
import resource
import tempfile
import time
import traceback
from pathlib import Path

from pydantic import BaseModel

from jindan.analysis import AnalysisError, Workspace, slug_of
from jindan.ct.imported import ImportParams
from jindan.ct.importing import import_study


class Params(BaseModel):
    """folders: of uploads, by name."""

    folders: dict[str, Path]


class Verdict(BaseModel):
    """What became of one upload. slug: `read`, a refusal, an exception or `died`. cpu_s, peak_mb: of its process."""

    slug: str
    told: str = ""
    cpu_s: float = 0
    wall_s: float = 0
    peak_mb: int = 0


class Verdicts(BaseModel):
    by_name: dict[str, Verdict]


def import_each(workspace: Workspace, params: Params) -> Verdicts:
    return Verdicts(
        by_name={
            name: _apart(folder, workspace=workspace) for name, folder in params.folders.items()
        }
    )


def _apart(folder: Path, *, workspace: Workspace) -> Verdict:
    """The verdict on one upload from a process of its own."""
    reading, writing = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.write(writing, json.dumps(_imported(folder, workspace=workspace)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        verdict = json.loads(told.read() or '{"slug": "died"}')
    _, _, used = os.wait4(pid, 0)
    return Verdict(
        **verdict,
        cpu_s=used.ru_utime + used.ru_stime,
        wall_s=time.monotonic() - started,
        peak_mb=used.ru_maxrss // 1024,
    )


def _imported(folder: Path, *, workspace: Workspace) -> dict[str, str]:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    inputs = {path.name: path for path in sorted(folder.iterdir())}
    try:
        with tempfile.TemporaryDirectory(dir=workspace.outputs) as outputs:
            own = Workspace(inputs=inputs, outputs=Path(outputs), assets=workspace.assets)
            import_study(own, ImportParams(uid_secret="00" * 32))
    except AnalysisError as refusal:
        return {"slug": slug_of(type(refusal)), "told": refusal.in_language("ko")}
    except BaseException as error:
        return {"slug": type(error).__name__, "told": traceback.format_exc()[-1500:]}
    return {"slug": "read"}
