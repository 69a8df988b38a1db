"""`make chaos`: so many runs on several homes at once, and a table of what they came to.

Ends with status 1 when a sentence of `chaos.invariants` does not hold after some run.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import nibabel
import numpy as np

from chaos.harness import Harness, Outcome
from chaos.home import ChaosHome
from chaos.runs import Run, drawn
from jindan.ct.synthetic import abdomen


def main() -> int:
    """Perform the runs, print each and the table."""
    parser = argparse.ArgumentParser(prog="python -m chaos")
    parser.add_argument("--runs", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--homes", type=int, default=2)
    parser.add_argument("--only", default="", help="words that the names of the runs hold")
    parser.add_argument("--folder", help="keep the homes in this new folder, to read their logs")
    options = parser.parse_args()
    runs = [run for run in drawn(options.runs, seed=options.seed) if options.only in str(run)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jindan-chaos-") as temporary:
        folder = Path(options.folder or temporary)
        folder.mkdir(exist_ok=True)
        outcomes = performed(runs, homes=options.homes, folder=folder)
    tell_table(outcomes)
    bad = sum(bool(outcome.broken) for outcome in outcomes)
    say(
        f"\n{len(outcomes)} runs (seed {options.seed}), {bad} with a broken promise, {time.monotonic() - begun:.0f} s"
    )
    return 1 if bad or len(outcomes) < len(runs) else 0


def performed(runs: Sequence[Run], *, homes: int, folder: Path) -> list[Outcome]:
    """The runs, shared out among homes that work side by side."""
    waiting: SimpleQueue[Run] = SimpleQueue()
    for run in runs:
        waiting.put(run)
    ct = drawn_ct(folder)

    def work(number: int) -> list[Outcome]:
        done = []
        with Harness(ChaosHome.new(folder / f"home-{number}"), ct=ct) as harness:
            while not waiting.empty():
                done.append(harness.perform(waiting.get()))
                tell(done[-1])
        return done

    with ThreadPoolExecutor(homes) as pool:
        return [outcome for done in pool.map(work, range(homes)) for outcome in done]


def drawn_ct(folder: Path) -> Path:
    """A small synthetic abdomen, for the real chain."""
    volume, _ = abdomen(np.random.default_rng(7), shape=(100, 84, 64), spacing_mm=(4.0, 4.0, 4.0))
    path = folder / "abdomen.nii.gz"
    nibabel.Nifti1Image(volume.voxels, volume.affine).to_filename(path)
    return path


def tell(outcome: Outcome) -> None:
    """One run, as soon as it is over."""
    mark = "BROKEN" if outcome.broken else "holds "
    say(
        f"{mark} {outcome.seconds:5.1f} s  {outcome.run!s:58} {outcome.states} {'; '.join(outcome.broken)}"
    )


def tell_table(outcomes: Sequence[Outcome]) -> None:
    """Step × victim × runs × outcome."""
    rows = Counter((name_of(outcome.run), outcome.run.victim) for outcome in outcomes)
    say(f"\n{'step or misfortune':44} {'victim':11} runs  first job ended     broken")
    for (name, victim), runs in sorted(rows.items()):
        of = [each for each in outcomes if (name_of(each.run), each.run.victim) == (name, victim)]
        ended = Counter(each.states.split(":")[1] if each.states else "none" for each in of)
        states = " ".join(f"{state} {times}" for state, times in ended.items())
        say(f"{name:44} {victim:11} {runs:4}  {states:19} {sum(bool(each.broken) for each in of)}")


def name_of(run: Run) -> str:
    """The row of the table that a run belongs to."""
    if run.misfortune == "killed" and run.step:
        return f"{'CT: ' if run.is_real else ''}{run.step.name}"
    return run.misfortune


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
