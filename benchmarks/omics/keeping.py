"""Results of single fits, kept in files: a run may be stopped and gone on with, and a changed program forgets them."""

import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
PROGRAM = ("src/jindan/omics", "benchmarks/omics", "training/omics", "requirements.lock")
GO_ON = 75
"""How a run ends that is not at its end."""


class Keeping:
    """Computes what is asked for, or gives what was computed before by the same program on the same tables.

    minutes: after them nothing more is begun, and the run ends with the number 75; None goes on to the end.
    """

    def __init__(self, home, *, tables, minutes=None):
        self._folder = home / "bench-omics" / _stamp(tables)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._ends = None if minutes is None else time.monotonic() + 60 * minutes
        self.seconds = 0.0

    def __call__(self, name, compute):
        """What `compute` gives, as arrays of numbers by name."""
        path = self._folder / f"{name.replace('/', '_')}.json"
        if not path.exists():
            if self._ends is not None and time.monotonic() > self._ends:
                print("The time is over: run it again to go on.", flush=True)
                sys.exit(GO_ON)
            begun = time.perf_counter()
            found = {key: np.asarray(each).tolist() for key, each in compute().items()}
            seconds = time.perf_counter() - begun
            path.with_suffix(".part").write_text(json.dumps({"found": found, "seconds": seconds}))
            path.with_suffix(".part").replace(path)
        kept = json.loads(path.read_text())
        self.seconds += kept["seconds"]
        return {key: np.array(each) for key, each in kept["found"].items()}


def _stamp(tables):
    told = hashlib.sha256()
    files = [path for each in PROGRAM for path in _files(ROOT / each)]
    for path in [*files, *_files(tables)]:
        told.update(path.name.encode())
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def _files(place):
    if place.is_file():
        return [place]
    return sorted(p for p in place.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
