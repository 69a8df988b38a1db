"""One run: ask for work, let its misfortune befall it, mend, wait, and see what holds."""

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

import httpx

from chaos.home import SOON_S, ChaosHome, until
from chaos.runs import Run
from chaos.steps import CHILD, RECEIVING
from flows.server_processes import EMAIL
from jindan.cli.client import Client, ServerProblem

CHAIN_S = 600
LEASES_S = 13.0
"""Twice the harness's lease, and one second."""
RACE_S = 1.0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run came to: the states of its jobs, how long it took, and which sentences do not hold."""

    run: Run
    states: str
    seconds: float
    broken: tuple[str, ...]


class Harness:
    """Runs on one home; a file of the CT is given for the runs of the real chain."""

    def __init__(self, home: ChaosHome, *, ct: Path) -> None:
        self.home = home
        self._ct = ct
        self._numbers = count(1)

    def __enter__(self) -> Self:
        password = self.home.open()
        self.client = Client(f"http://127.0.0.1:{self.home.port}", language="en")
        self.client.sign_in(email=EMAIL, password=password)
        return self

    def __exit__(self, *_) -> None:
        self.client.__exit__()
        self.home.close()

    def perform(self, run: Run) -> Outcome:
        """One run from a healthy home to a healthy home."""
        begun = time.monotonic()
        case = self.insist(self._new_case)
        broken = self._lived_through(run, case)
        states = " ".join(
            f"{kind}:{state}:{attempt}"
            for kind, state, attempt in self.home.ask("states", case=case)
        )
        return Outcome(
            run=run, states=states, seconds=time.monotonic() - begun, broken=tuple(broken)
        )

    def insist(self, call):
        """What the call gives, asked again while the server is away; an answer with a problem counts."""
        ends_at = time.monotonic() + SOON_S
        while True:
            try:
                return call()
            except (httpx.TransportError, ServerProblem):
                if time.monotonic() > ends_at:
                    raise
                self.home.mend()
                time.sleep(0.2)

    def _lived_through(self, run: Run, case: str) -> list[str]:
        key = f"run-{next(self._numbers)}"
        try:
            self._ask_for_work(run, case, key=key)
            self._befall(run, case)
            until(lambda: self._is_finished(case), seconds=CHAIN_S if run.is_real else SOON_S)
        except TimeoutError as error:
            return [f"waited in vain: {error}", *self._after(run, case, key=key)]
        return self._after(run, case, key=key)

    def _is_finished(self, case: str) -> bool:
        self.home.mend()
        return self.home.ask("is_finished", case=case)

    def _after(self, run: Run, case: str, *, key: str) -> list[str]:
        self.home.disarm()
        self.home.end_more()
        self.home.mend()
        if run.misfortune.startswith("worker paused"):
            with suppress(TimeoutError):
                until(lambda: self.home.ask("is_idle", case=case), seconds=SOON_S)
        broken = self.home.ask("broken", case=case, may_end=sorted(run.may_end), key=key)
        return broken + self._strangers()

    def _strangers(self) -> list[str]:
        """A confined process outlives its worker by moments only."""
        with suppress(TimeoutError):
            until(lambda: not self.home.children(), seconds=10)
        return [
            f"{len(left)} confined processes are left" for left in [self.home.children()] if left
        ]

    def _new_case(self) -> str:
        patient = self.client.post(
            "/patients", {"code": f"P-{next(self._numbers)}-{time.monotonic_ns()}"}
        )
        return self.client.post("/cases", {"patient_id": patient["id"], "title": ""})["id"]

    def _ask_for_work(self, run: Run, case: str, *, key: str) -> None:
        if run.step in RECEIVING:
            self._arm(run)
        files = self.insist(lambda: self.client.upload(case, [self._file(run, case)]))
        if run.step and run.step not in RECEIVING:
            self._arm(run)
        if run.misfortune.startswith("broker"):
            shutil.rmtree(self.home.home / "broker")
        if run.misfortune.endswith("two workers"):
            self.home.add_worker()
        self.insist(lambda: self._request(run, case, files, key=key))

    def _file(self, run: Run, case: str) -> Path:
        if run.is_real:
            return self._ct
        path = self.home.home / f"{case}.csv"
        # Of another length each time: equal outputs would be found in the store, and not saved again.
        path.write_text(f"gene,{case}\n" + "TP53,1\n" * next(self._numbers))
        return path

    def _request(self, run: Run, case: str, files: list[str], *, key: str) -> None:
        if run.is_real:
            self.client.post(f"/cases/{case}/studies", {"artifacts": files}, idempotency_key=key)
        else:
            self.client.post(f"/chaos/{files[0]}", {"is_followed": True}, idempotency_key=key)

    def _arm(self, run: Run) -> None:
        plan = {"run": time.monotonic_ns(), "step": run.step.at, "when": run.when}
        match run.misfortune.split(",")[0]:
            case "killed" if run.step.who == CHILD:
                plan["is_stopped"] = True  # it is confined, and kills nobody
            case "killed" if run.victim == "scheduler":
                plan["is_own_end"] = True
            case "killed":
                plan["kill"] = self.home.pids(run.victim)
            case "disk full":
                plan["is_full"] = True
            case "woken eight times":
                plan["again"] = 7
            case _:
                plan["is_stopped"] = True
        self.home.arm(**plan)

    def _befall(self, run: Run, case: str) -> None:
        if run.step is None:
            return
        until(self.home.taker, seconds=SOON_S)
        match run.misfortune.split(" ")[0]:
            case "killed" if run.step.who == CHILD:
                self._kill_beside_child(run.victim)
            case "worker":
                self._pause(case)
            case "cancelled":
                self._race_cancel(case)
            case "clock":
                with self.home.stopped():
                    self.home.ask("shift", seconds=run.shift_s)

    def _kill_beside_child(self, victim: str) -> None:
        with self.home.stopped() as child:
            for pid in [child] if victim == CHILD else self.home.pids(victim):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def _pause(self, case: str) -> None:
        """A second worker has the time of two leases; then the first goes on as if nothing had been."""
        with self.home.stopped():
            self.home.add_worker()
            with suppress(TimeoutError):
                until(lambda: self.home.ask("is_finished", case=case), seconds=LEASES_S)

    def _race_cancel(self, case: str) -> None:
        """The request is on its way while the job stands at the step, and arrives as it goes on."""
        (first,) = (each["id"] for each in self.client.get(f"/jobs?case={case}")["items"])
        with ThreadPoolExecutor(1) as pool:
            with self.home.stopped():
                asked = pool.submit(self.client.post, f"/jobs/{first}/cancel")
                time.sleep(RACE_S)
            with suppress(ServerProblem):  # it had already finished
                asked.result()
