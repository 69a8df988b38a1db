"""The processes of a server beside the web process: worker and scheduler."""

import os
import sys

import click

from jindan.server.config.home import PRIVATE_UMASK

QUEUES = "cpu,gpu"


@click.command()
@click.option("--slots", default=1, show_default=True, help="Analyses at a time.")
@click.option("--queues", default=QUEUES, show_default=True, help="Queues to take work from.")
def worker(slots: int, queues: str) -> None:
    """Run analyses."""
    _become(
        "celery", "--app", "jindan.server.config.celery", "worker",
        "--pool", "threads", "--concurrency", str(slots), "--queues", queues, "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    )  # fmt: skip


@click.command()
def scheduler() -> None:
    """Wake workers for waiting jobs, put back jobs of lost workers, delete leftovers."""
    _become("jindan.cli.scheduler")


def _become(module: str, *arguments: str) -> None:
    """Replace this process, so that signals reach the server itself. What it makes is for its owner only."""
    os.umask(PRIVATE_UMASK)
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606 - no shell, fixed arguments
