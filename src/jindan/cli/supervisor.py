"""Keep the processes of one machine running: start them, restart what ends, end all together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOOK_S = 0.5
GRACE_S = 10.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STEADY_AFTER_S = 60.0
PR_SET_PDEATHSIG = 1


@dataclass
class Service:
    """One process that is to run: its name, its command, and when it was last started."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause_s: float = FIRST_PAUSE_S

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Runs services until it is stopped; none of them outlives it, however it ends.

    While it is entered, SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt; `run` returns then.
    What a service prints is added to `<logs>/<name>.log`.
    """

    def __init__(
        self, services: Sequence[Service], *, environment: Mapping[str, str], logs: Path
    ) -> None:
        self.services = services
        self._environment = dict(environment)
        self._logs = logs
        self._is_stopping = False

    def __enter__(self) -> "Supervisor":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._interrupt)
        try:
            for service in self.services:
                self._start(service)
        except BaseException:
            self._end_all()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end_all()

    def look(self) -> None:
        """Restart what has ended, after a pause that grows while it keeps ending."""
        for service in self.services:
            if not service.is_running and time.monotonic() - service.started_at >= service.pause_s:
                self._restart(service)

    def run(self) -> None:
        """Watch until asked to stop."""
        with suppress(KeyboardInterrupt):
            while True:
                self.look()
                time.sleep(LOOK_S)

    def _restart(self, service: Service) -> None:
        ran_s = time.monotonic() - service.started_at
        steady = ran_s >= STEADY_AFTER_S
        service.pause_s = FIRST_PAUSE_S if steady else min(service.pause_s * 2, LONGEST_PAUSE_S)
        self._start(service)

    def _start(self, service: Service) -> None:
        service.started_at = time.monotonic()
        with (self._logs / f"{service.name}.log").open("ab") as log:
            service.process = subprocess.Popen(
                service.command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
            )

    def _end_all(self) -> None:
        """Ask each process to end, and end with force what has not after a grace time."""
        self._is_stopping = True
        for service in self.services:
            _signal(service, signal.SIGTERM)
        ends_at = time.monotonic() + GRACE_S
        while any(service.is_running for service in self.services) and time.monotonic() < ends_at:
            time.sleep(0.1)
        for service in self.services:
            _signal(service, signal.SIGKILL)
            if service.process is not None:
                service.process.wait()

    def _interrupt(self, *_: object) -> None:
        """Break off whatever goes on, once: a second Ctrl-C must not break off the ending."""
        if not self._is_stopping:
            self._is_stopping = True
            raise KeyboardInterrupt


def _signal(service: Service, number: signal.Signals) -> None:
    if service.process is None:
        return
    with suppress(ProcessLookupError):
        os.killpg(service.process.pid, number)


def _die_with_parent() -> None:
    """Linux: the kernel ends the service when the supervisor is killed and cannot do so itself (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
