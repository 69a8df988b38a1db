"""The three processes of a server: web, worker, scheduler."""

import os
import sys

import click

GUNICORN_THREADS = 32
QUEUES = "cpu,gpu"


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.option("--processes", default=1, show_default=True, help="Web processes.")
def web(bind: str, processes: int) -> None:
    """Serve the API."""
    _become(
        "gunicorn", "jindan.server.config.wsgi:application",
        "--bind", bind, "--workers", str(processes),
        "--worker-class", "gthread", "--threads", str(GUNICORN_THREADS),
        "--timeout", "120", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket",
    )  # fmt: skip


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
    """Wake workers for waiting jobs, put back what lost workers held, sweep what was left behind."""
    _become("jindan.cli.scheduler")


def _become(module: str, *arguments: str) -> None:
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606 - no shell, fixed arguments
