"""`jindan up`: the whole server of one machine under one supervisor."""

import os
import sys

import click
from django.conf import settings
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.cli.supervisor import Service, Supervisor


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
    for folder in (
        settings.ASSETS,
        settings.SCRATCH,
        settings.BROKER_FOLDER / "messages",
        settings.BROKER_FOLDER / "control",
    ):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)


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
    )
