"""An installation with the hook on its path: armed, watched, mended, and asked what it holds."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from chaos import steps
from flows.server_processes import SOURCES, Installation, command_of, parent_of, processes

TESTS = Path(__file__).parents[1]
HOOK = Path(__file__).parent / "hooks" / "sitecustomize.py"
MARKS = {"web": "\0web\0", "worker": "celery", "scheduler": "jindan.cli.scheduler"}
SOON_S = 300


@dataclass
class ChaosHome(Installation):
    """`jindan up` on a home folder of its own, with the harness's settings."""

    witness: subprocess.Popen | None = None
    more: list[subprocess.Popen] = field(default_factory=list)

    @property
    def hooks(self) -> Path:
        return self.home / "chaos"

    @property
    def environment(self):
        python = (str(self.hooks), str(SOURCES), str(TESTS))
        return super().environment | {
            "PYTHONPATH": os.pathsep.join(python),
            "DJANGO_SETTINGS_MODULE": "chaos.settings",
        }

    def open(self) -> str:
        """Start everything; gives the password of the one who asks for work."""
        self.hooks.mkdir(parents=True)
        shutil.copy(HOOK, self.hooks)
        (self.hooks / "steps.json").write_text(json.dumps(steps.by_module()))
        self.start()
        password = self.password()
        self.witness = subprocess.Popen(
            [sys.executable, "-m", "chaos.witness"],
            env=self.environment | {"PYTHONPATH": f"{SOURCES}{os.pathsep}{TESTS}"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return password

    def close(self) -> None:
        """End what still runs."""
        self.end_more()
        if self.witness is not None:
            self.witness.communicate("")
        self.stop()

    def ask(self, question: str, **values):
        """What the witness sees in the database and in the store."""
        self.witness.stdin.write(json.dumps({"question": question, **values}) + "\n")
        self.witness.stdin.flush()
        return json.loads(self.witness.stdout.readline())["answer"]

    def arm(self, **plan) -> None:
        """Lay the plan out; whoever comes to its step takes it."""
        for taken in self.hooks.glob("taken.*"):
            taken.unlink()
        fresh = self.hooks / "fresh.json"
        fresh.write_text(json.dumps(plan))
        fresh.rename(self.hooks / "plan.json")

    def disarm(self) -> None:
        (self.hooks / "plan.json").unlink(missing_ok=True)

    def taker(self) -> int | None:
        """The process that came to the step. A confined one may write no file, and is seen to stand still."""
        for taken in self.hooks.glob("taken.*"):
            return int(taken.suffix[1:])
        for pid in self.children():
            if is_stopped(pid):
                self.disarm()
                return pid
        return None

    def pids(self, victim: str) -> list[int]:
        """The processes that die when the victim is killed; with `all`, the supervisor first."""
        if victim == "supervisor":
            return [self.supervisor.pid]
        if victim == "all":
            return [self.supervisor.pid, *self.descendants()]
        return [pid for pid in self.descendants() if MARKS[victim] in command_of(pid)]

    def start(self) -> None:
        """Launch as often as it takes: on a machine under load `jindan up` itself gives up after a minute."""
        until(self._is_up, seconds=SOON_S)

    def _is_up(self) -> bool:
        if self.supervisor is None or self.supervisor.poll() is not None:
            self.launch()
        return self.is_served()

    def mend(self) -> None:
        """Start again what nobody is left to start; the supervisor sees to the rest."""
        if self.supervisor.poll() is not None:
            until(lambda: not self.own(), seconds=SOON_S)
            self.start()

    def own(self) -> list[int]:
        """Every process of this home but the witness, wherever it hangs in the tree."""
        kept = {
            os.getpid(),
            self.witness.pid if self.witness else 0,
            *(each.pid for each in self.more),
        }
        return [
            pid
            for pid in processes()
            if pid not in kept and is_of(pid, self.home) and parent_of(pid)
        ]

    def children(self) -> list[int]:
        """Confined processes."""
        return [pid for pid in self.own() if "confinement.child" in command_of(pid)]

    def add_worker(self) -> None:
        """One worker more, as a second machine would have."""
        command = [sys.executable, "-m", "jindan.cli", "worker"]
        with (self.home / "log" / "second-worker.log").open("ab") as log:
            self.more.append(
                subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
            )

    def end_more(self) -> None:
        for process in self.more:
            process.kill()
            process.wait()
        self.more.clear()

    @contextmanager
    def stopped(self):
        """The pid of a process that stopped at its step; it goes on afterwards."""
        pid = self.taker()
        try:
            yield pid
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def is_of(pid: int, home: Path) -> bool:
    """Whether a process has this home in its environment."""
    with suppress(OSError):
        return str(home).encode() in Path(f"/proc/{pid}/environ").read_bytes()
    return False


def is_stopped(pid: int) -> bool:
    """Whether a process stands still."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    return False


def until(condition, *, seconds: float):
    """What the condition gives, as soon as it gives something."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        if found := condition():
            return found
        time.sleep(0.1)
    raise TimeoutError(condition)
