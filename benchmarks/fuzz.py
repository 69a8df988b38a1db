"""Damage valid files by seeded chance and have each parser read them in confined children.

    python benchmarks/fuzz.py [--seconds 600] [--seed 1] [--into folder] [--mutant number] [parser …]

`seconds` is for each parser. Ends with 1 when a mutant did what none may: crash, or exceed its time or memory. Such
mutants are kept in the folder as candidates for tests/corpus. `--mutant` writes one mutant again, to look at.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("src", "tests")]

from fuzzing.campaign import Campaign  # noqa: E402 - the path to it is made above
from fuzzing.parsers import PARSERS  # noqa: E402
from fuzzing.rounds import write_mutant  # noqa: E402


def main() -> int:
    """Fuzz the parsers that are named, or all."""
    asked = _arguments()
    asked.into.mkdir(parents=True, exist_ok=True)
    if asked.mutant is not None:
        samples = PARSERS[asked.parsers[0]].samples()
        print(write_mutant(samples, seed=asked.seed, number=asked.mutant, into=asked.into))
        return 0
    faults = 0
    for name in asked.parsers or PARSERS:
        campaign = Campaign(parser=name, seed=asked.seed)
        campaign.run(seconds=asked.seconds, candidates=asked.into)
        print("\n".join(campaign.lines()), flush=True)
        faults += len(campaign.faults)
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parsers", nargs="*", choices=[*PARSERS, []], metavar="parser")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--into", type=Path, default=Path("fuzzed"))
    parser.add_argument("--mutant", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
