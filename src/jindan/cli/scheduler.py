"""The scheduler: a loop of sweeps, a thread that sends webhooks, as those may wait long, and one for the audit's chain.

Several schedulers may run at once, because each sweep and each sending is a compare-and-set.
"""

import threading
import time

import structlog
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.confinement.linux import close_to_others
from jindan.server.accounts import upkeep as accounts
from jindan.server.artifacts import services as artifacts
from jindan.server.audit.chain import upkeep
from jindan.server.audit.chain.linking import ChainBroken
from jindan.server.jobs import scratch
from jindan.server.jobs import services as jobs
from jindan.server.keys.errors import KeyringError, KeyServiceAway, KeyServiceRefused
from jindan.server.webhooks import sending as webhooks

log = structlog.get_logger(__name__)

SWEEP_S = 2.0
SWEEP_REST_S = 3600.0
BROKEN_REST_S = 300.0


def main() -> None:
    """Sweep until ended, or until one of the threads has died: the supervisor then restarts this process."""
    close_to_others()
    sender = threading.Thread(target=_send_forever, name="webhooks", daemon=True)
    sender.start()
    linker = threading.Thread(target=_link_forever, name="audit", daemon=True)
    linker.start()
    rest_at = 0.0
    while sender.is_alive() and linker.is_alive():
        if sweep_jobs() and time.monotonic() >= rest_at:
            rest_at = time.monotonic() + SWEEP_REST_S
            scratch.sweep()
            artifacts.sweep_strays()
            accounts.sweep()
            call_command("clearsessions")
        time.sleep(SWEEP_S)


def _send_forever() -> None:
    while True:
        send_webhooks()
        time.sleep(SWEEP_S)


def _link_forever() -> None:
    while True:
        time.sleep(SWEEP_S if keep_audit() else BROKEN_REST_S)


def keep_audit() -> bool:
    """Link new events of the audit, and sign a checkpoint where one is due. Return False where the chain is broken."""
    close_old_connections()
    try:
        upkeep.keep_up()
    except (OperationalError, InterfaceError) as error:
        log.warning("database out of reach", error=type(error).__name__)
    except (KeyServiceAway, KeyServiceRefused) as error:
        log.warning("master key out of reach", error=type(error).__name__)
    except (ChainBroken, KeyringError) as error:
        log.error("audit chain broken: see `jindan audit verify`", error=type(error).__name__)
        return False
    return True


def send_webhooks() -> bool:
    """Send the waiting webhooks once. Return False where the database is out of reach: the next round tries again."""
    close_old_connections()
    try:
        webhooks.send_waiting()
    except (OperationalError, InterfaceError) as error:
        log.warning("database out of reach", error=type(error).__name__)
        return False
    return True


def sweep_jobs() -> bool:
    """Put back lost jobs and wake waiting ones once. Return False where the database is out of reach."""
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
    """Make the folders of the embedded broker. Without them no worker is woken, and someone may have deleted them."""
    for folder in settings.BROKER_FOLDERS:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


if __name__ == "__main__":
    main()
