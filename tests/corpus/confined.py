"""Imports one after the other, each in a confined process of its own under the limits of the real one.

A child takes seconds to load its libraries; `python -m corpus.confined` has loaded them, and forks in milliseconds.
Each fork confines itself as a child does.
"""

import json
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.confinement.holding import hold
from jindan.confinement.messages import Limits, Request
from jindan.confinement.user import own_user
from jindan.ct.imported import ImportParams
from jindan.ct.importing import import_study
from jindan.problems import Problem, slug_of


class Uploads(BaseModel):
    """folders: of uploads, by name. outputs: a folder to work in."""

    folders: dict[str, Path]
    outputs: Path
    limits: Limits


class Verdict(BaseModel):
    """What became of one upload. slug: `read`, a problem, an exception or `died`. cpu_s, peak_mb: of its process."""

    slug: str
    told: str = ""
    cpu_s: float = 0
    wall_s: float = 0
    peak_mb: int = 0


class Verdicts(BaseModel):
    by_name: dict[str, Verdict]


def main() -> None:
    """Read Uploads from standard input, and write Verdicts to standard output."""
    uploads = Uploads.model_validate_json(sys.stdin.read())
    verdicts = {name: _apart(folder, uploads) for name, folder in uploads.folders.items()}
    sys.stdout.write(Verdicts(by_name=verdicts).model_dump_json())


def _apart(folder: Path, uploads: Uploads) -> Verdict:
    """The verdict on one upload from a process of its own."""
    outputs = Path(tempfile.mkdtemp(dir=uploads.outputs))
    reading, writing = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        verdict = _imported(folder, outputs=outputs, limits=uploads.limits)
        os.write(writing, json.dumps(verdict).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        verdict = json.loads(told.read() or '{"slug": "died"}')
    _, _, used = os.wait4(pid, 0)
    outputs.rmdir()  # nothing is left
    return Verdict(
        **verdict,
        cpu_s=used.ru_utime + used.ru_stime,
        wall_s=time.monotonic() - started,
        peak_mb=used.ru_maxrss // 1024,
    )


def _imported(folder: Path, *, outputs: Path, limits: Limits) -> dict[str, str]:
    inputs = {path.name: path for path in sorted(folder.iterdir())}
    try:
        hold(_request(inputs, outputs=outputs, limits=limits))
        tempfile.tempdir = str(outputs)
        with tempfile.TemporaryDirectory(dir=outputs) as own:
            workspace = Workspace(inputs=inputs, outputs=Path(own), assets=outputs)
            import_study(workspace, ImportParams(uid_secret="00" * 32))
    except Problem as problem:
        return {"slug": slug_of(type(problem)), "told": problem.in_language("ko")}
    except BaseException as error:
        return {"slug": type(error).__name__, "told": traceback.format_exc()[-1500:]}
    return {"slug": "read"}


def _request(inputs: dict[str, Path], *, outputs: Path, limits: Limits) -> Request:
    return Request(
        compute="",
        params={},
        inputs=inputs,
        outputs=outputs,
        temporary=outputs,
        assets=outputs,
        readable=[],
        user=own_user([outputs]),
        limits=limits,
        must_be_whole=True,
    )


if __name__ == "__main__":
    main()
