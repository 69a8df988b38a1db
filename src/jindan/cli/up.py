"""`jindan up`: the whole server of one machine under one supervisor."""

import os
import sys
import time
from contextlib import suppress

import click
import httpx
from django.conf import settings
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.cli.supervisor import Service, Supervisor

START_S = 60


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
def up(port: int) -> None:
    """Migrate, then run web server, worker and scheduler until Ctrl-C."""
    prepare()
    with supervised(port=port) as supervisor:
        click.echo(f"Jindan is running at http://127.0.0.1:{port}/ - Ctrl-C ends it.")
        supervisor.run()


def prepare() -> None:
    """What must be there before anything starts: folders and database."""
    for folder in (settings.ASSETS, settings.SCRATCH, settings.LOGS, *settings.BROKER_FOLDERS):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def wait_until_served(supervisor: Supervisor, *, port: int) -> None:
    """Return when the web server answers. Raises ClickException when it does not within a minute."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and not supervisor.is_stopping:
        with suppress(httpx.TransportError):
            if httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).is_success:
                return
        time.sleep(0.2)
    message = f"The web server does not answer on port {port}. Is the port taken? Try --port."
    raise click.ClickException(message)


def supervised(*, port: int) -> Supervisor:
    """The three processes, not yet started."""
    jindan = [sys.executable, "-m", "jindan.cli"]
    return Supervisor(
        [
            Service(name="web", command=[*jindan, "web", "--bind", f"127.0.0.1:{port}"]),
            Service(
                name="worker",
                command=[*jindan, "worker", "--slots", str(settings.ENV.worker_slots)],
            ),
            Service(name="scheduler", command=[*jindan, "scheduler"]),
        ],
        environment=os.environ | {"JINDAN_HOME": str(settings.HOME)},
        logs=settings.LOGS,
    )
