"""The confined side of fuzzing: make mutants, read them, tell what came of each."""

import resource
import shutil
import time
import traceback
from collections import Counter
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from fuzzing.broken import ALL
from fuzzing.mutation import chance_of, damaged
from fuzzing.parsers import Files, Parser
from jindan.analysis import Workspace
from jindan.problems import Problem, slug_of

MUTANT = "mutant"
"""The folder of the files under the reader now: what it holds when this process dies is the culprit."""
NUMBER = "number"
MOST_S = {True: 2.0, False: 30.0}
"""Processor seconds that one mutant may take: a sniffer's, an import's."""


class Params(BaseModel):
    """Mutants `first`, `first + 1`, … of a parser, until the seconds or the count are over."""

    parser: str
    seed: int
    first: int
    count: int
    seconds: float


class Fault(BaseModel):
    """A mutant that did what none may; what: exception, `slow`, or the limit that ended it."""

    number: int
    what: str
    places: list[str] = []


class Rounds(BaseModel):
    """outcomes: how often each problem came, `read` being none. peak_mb: of the process. slowest_s: of one mutant."""

    done: int
    outcomes: dict[str, int]
    faults: list[Fault]
    peak_mb: int
    slowest_s: float


def run(workspace: Workspace, params: Params) -> Rounds:
    parser = ALL[params.parser]
    samples = parser.samples()
    outcomes, faults, slowest = Counter(), [], 0.0
    ends_at = time.monotonic() + params.seconds
    done = 0
    while done < params.count and time.monotonic() < ends_at:
        number = params.first + done
        folder = write_mutant(samples, seed=params.seed, number=number, into=workspace.outputs)
        started = time.process_time()
        outcome, places = _outcome(parser, folder)
        taken = time.process_time() - started
        slowest = max(slowest, taken)
        if taken > MOST_S[parser.is_sniffer]:
            outcome = "slow"
        outcomes[outcome] += 1
        if places or outcome == "slow":
            faults.append(Fault(number=number, what=outcome, places=places))
        done += 1
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Rounds(done=done, outcomes=outcomes, faults=faults, peak_mb=peak_mb, slowest_s=slowest)


def write_mutant(samples: list[Files], *, seed: int, number: int, into: Path) -> Path:
    """The files of one mutant, and its number beside them."""
    chance = chance_of(seed, number)
    files = mutant_of(samples[int(chance.integers(len(samples)))], chance)
    folder = into / MUTANT
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (into / NUMBER).write_text(str(number))
    return folder


def mutant_of(files: Files, chance: np.random.Generator) -> Files:
    """One file damaged, or all in the same way: what all slices agree on gets further."""
    names = sorted(files)
    if chance.random() < 0.4:
        state = chance.bit_generator.state
        return {name: _again(files[name], chance, state) for name in names}
    name = names[int(chance.integers(len(names)))]
    return files | {name: damaged(files[name], chance)}


def _again(content, chance, state):
    chance.bit_generator.state = state
    return damaged(content, chance)


def _outcome(parser: Parser, folder: Path) -> tuple[str, list[str]]:
    """The problem's name or `read`; for a fault its exception and the places in the code."""
    try:
        parser.read(folder)
    except Problem as problem:
        return slug_of(type(problem)), []
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        return type(error).__name__, [
            f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames
        ]
    return "read", []
