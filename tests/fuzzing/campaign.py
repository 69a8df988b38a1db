"""The free side of fuzzing: children one after the other, each as confined as the import; this side never dies."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.rounds import MUTANT, NUMBER, Fault, Params, Rounds
from jindan.analysis import Workspace
from jindan.confinement import parent
from jindan.confinement.errors import Crashed, Died, OutOfMemory, OutOfTime
from jindan.confinement.messages import Limits
from jindan.problems import slug_of

CHILD_S = 60.0
START_S = 120
"""A loaded machine takes its time to start a child."""


@dataclass
class Campaign:
    """One parser, one seed, so many seconds or mutants; what was found is in `faults`."""

    parser: str
    seed: int
    memory_mb: int = 4096
    done: int = 0
    children: int = 0
    peak_mb: int = 0
    slowest_s: float = 0.0
    outcomes: Counter = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def run(self, *, seconds: float, count: int = 10**9, candidates: Path) -> "Campaign":
        """candidates: the folder where culprits are kept, by parser, seed and number."""
        ends_at = time.monotonic() + seconds
        while self.done < count and (left := ends_at - time.monotonic()) > 0:
            params = Params(
                parser=self.parser,
                seed=self.seed,
                first=self.done,
                count=count - self.done,
                seconds=min(left, CHILD_S),
            )
            self._child(params, candidates=candidates)
        return self

    def lines(self) -> Iterator[str]:
        """What came of it, to print."""
        yield (
            f"{self.parser}: {self.done} mutants of seed {self.seed} in {self.children} children; "
            f"slowest {self.slowest_s:.2f} s, largest child {self.peak_mb} MB, {len(self.faults)} faults"
        )
        yield "  " + ", ".join(f"{name} {n}" for name, n in self.outcomes.most_common())
        alike = {(fault.what, *fault.places): fault for fault in reversed(self.faults)}
        for (what, *places), first in alike.items():
            yield f"  FAULT {what}, first at mutant {first.number}: {' < '.join(places[:-6:-1])}"

    def _child(self, params: Params, *, candidates: Path) -> None:
        self.children += 1
        with tempfile.TemporaryDirectory() as folder:
            outputs = Path(folder) / "outputs"
            outputs.mkdir()
            try:
                told = self._confined(outputs, params)
                self._count(told)
                self._keep_all(told.faults, candidates=candidates)
            except (OutOfMemory, OutOfTime, Died, Crashed) as end:
                self._bury(end, outputs=outputs, candidates=candidates)

    def _confined(self, outputs: Path, params: Params) -> Rounds:
        wall_s = int(params.seconds) + START_S
        return parent.run(
            "fuzzing.rounds:run",
            Workspace(inputs={}, outputs=outputs, assets=outputs),
            params,
            result=Rounds,
            limits=Limits(memory_mb=self.memory_mb, cpu_s=wall_s, wall_s=wall_s),
            tick=lambda: None,
            confined=lambda _: None,
        )

    def _count(self, told: Rounds) -> None:
        self.done += told.done
        self.outcomes.update(told.outcomes)
        self.faults += told.faults
        self.peak_mb = max(self.peak_mb, told.peak_mb)
        self.slowest_s = max(self.slowest_s, told.slowest_s)

    def _bury(self, end: Exception, *, outputs: Path, candidates: Path) -> None:
        """A child ended with a mutant in its hands: keep that, and go on behind it."""
        if not (outputs / NUMBER).exists():
            raise end
        number = int((outputs / NUMBER).read_text())
        fault = Fault(number=number, what=slug_of(type(end)), places=[str(a) for a in end.args])
        self.faults.append(fault)
        self.outcomes[fault.what] += 1
        self.done = number + 1
        shutil.copytree(outputs / MUTANT, self._place(fault, candidates), dirs_exist_ok=True)

    def _keep_all(self, faults: list[Fault], *, candidates: Path) -> None:
        """A child that lived tells numbers; its mutants are made anew from them."""
        for fault in faults:
            place = self._place(fault, candidates)
            place.mkdir(parents=True, exist_ok=True)
            (place / "fault.json").write_text(fault.model_dump_json(indent=1))

    def _place(self, fault: Fault, candidates: Path) -> Path:
        return candidates / f"{self.parser}-{self.seed}-{fault.number}-{fault.what}"
