"""What runs by the clock: a loop of sweeps. Several may run at once; each sweep is a compare-and-set."""

import time

import structlog
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.server.accounts import sign_ins
from jindan.server.artifacts import services as artifacts
from jindan.server.jobs import scratch
from jindan.server.jobs import services as jobs

log = structlog.get_logger(__name__)

SWEEP_S = 2.0
SWEEP_REST_S = 3600.0


def main() -> None:
    """Sweep until ended."""
    rest_at = 0.0
    while True:
        if sweep_jobs() and time.monotonic() >= rest_at:
            rest_at = time.monotonic() + SWEEP_REST_S
            scratch.sweep()
            artifacts.sweep_strays()
            sign_ins.sweep()
            call_command("clearsessions")
        time.sleep(SWEEP_S)


def sweep_jobs() -> bool:
    """One round over the jobs; False when the database is away, which the next round survives."""
    close_old_connections()
    make_broker_folders()
    try:
        if jobs.put_back_lost():
            scratch.sweep()  # the lost attempts left plain copies of their inputs
        jobs.wake_waiting()
    except (OperationalError, InterfaceError) as error:
        log.warning("database out of reach", error=type(error).__name__)
        return False
    return True


def make_broker_folders() -> None:
    """The folders of the embedded broker, anew where someone cleaned them away: without them nobody is ever woken."""
    for folder in settings.BROKER_FOLDERS:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


if __name__ == "__main__":
    main()
