"""The supervisor of one machine's processes: starts them, restarts what ends, and ends all together."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jindan.confinement.linux import close_to_others, end_with

LOOK_S = 0.5
GRACE_S = 10.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STEADY_AFTER_S = 60.0


@dataclass
class Service:
    """One process to keep running: name, command, last start (monotonic seconds) and pause before a restart."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause_s: float = FIRST_PAUSE_S

    @property
    def is_running(self) -> bool:
        """Return whether the process is alive."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Services that run until it is stopped. None of them outlives it, however it ends.

    While it is entered, SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, at which `run` returns.
    The output of a service is appended to `<logs>/<name>.log`.
    """

    def __init__(
        self, services: Sequence[Service], *, environment: Mapping[str, str], logs: Path
    ) -> None:
        self.services = services
        self._environment = dict(environment)
        self._logs = logs
        self._is_stopping = False

    def __enter__(self) -> "Supervisor":
        close_to_others()
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
        """Restart each service that has ended, after a pause that doubles while it keeps ending soon."""
        for service in self.services:
            ran_s = time.monotonic() - service.started_at
            if service.is_running or ran_s < service.pause_s:
                continue
            steady = ran_s >= STEADY_AFTER_S
            service.pause_s = FIRST_PAUSE_S if steady else min(service.pause_s * 2, LONGEST_PAUSE_S)
            self._start(service)

    def run(self) -> None:
        """Look after the services until interrupted."""
        with suppress(KeyboardInterrupt):
            while True:
                self.look()
                time.sleep(LOOK_S)

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
                preexec_fn=partial(end_with, os.getpid()),  # noqa: PLW1509 - the supervisor has one thread
            )

    def _end_all(self) -> None:
        """Ask each process to end, and kill those that have not after GRACE_S."""
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
        """Raise KeyboardInterrupt once: a second Ctrl-C must not interrupt the ending."""
        if not self._is_stopping:
            self._is_stopping = True
            raise KeyboardInterrupt


def _signal(service: Service, number: signal.Signals) -> None:
    if service.process is None:
        return
    with suppress(ProcessLookupError):
        os.killpg(service.process.pid, number)
