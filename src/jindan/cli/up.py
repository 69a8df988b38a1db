"""`jindan up`: the whole server of one machine under one supervisor."""

import os
import socket
import sys
import time
from contextlib import suppress

import click
import httpx
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.catalogue import text
from jindan.cli.scheduler import make_broker_folders
from jindan.cli.supervisor import Service, Supervisor
from jindan.cli.terminal import CommandProblem, language_here, language_option

START_S = 60
LAST_PORT = 65535


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@language_option
def up(port: int, language: str) -> None:
    """Migrate, then run web server, worker and scheduler until Ctrl-C."""
    expect_free(port, language=language)
    prepare()
    with supervised(port=port) as supervisor, suppress(KeyboardInterrupt):
        wait_until_served(supervisor, port=port, language=language)
        click.echo(text("terminal-up", language=language, address=f"http://127.0.0.1:{port}/"))
        supervisor.run()
        click.echo(f"\n{text('terminal-ending', language=language)}")


def expect_free(port: int, *, language: str) -> None:
    """Raise CommandProblem where another program has the port. Call it before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = str(port + 1 if port < LAST_PORT else port - 1)
            raise CommandProblem.of(
                key="port-taken", language=language, port=str(port), other=other
            ) from error


def prepare() -> None:
    """Create folders and database, which must be there before anything starts."""
    for folder in (settings.ASSETS, settings.SCRATCH, settings.LOGS):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_broker_folders()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    _expect_keys()


def _expect_keys() -> None:
    """Print what is wrong with the master key. Raises CommandProblem where the keys of organisations do not open."""
    messages = run_checks(tags=[Tags.database], databases=["default"])
    for message in messages:
        click.echo(str(message), err=True)
    if any(message.is_serious() for message in messages):
        raise CommandProblem.of(key="bad-keys", language=language_here())


def wait_until_served(supervisor: Supervisor, *, port: int, language: str) -> None:
    """Return when the web server answers. Raises CommandProblem when it does not within a minute."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        supervisor.look()
        with suppress(httpx.TransportError):
            if httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).is_success:
                return
        time.sleep(0.2)
    log = str(settings.LOGS / "web.log")
    raise CommandProblem.of(key="no-answer", language=language, port=str(port), log=log)


def supervised(*, port: int) -> Supervisor:
    """Return the supervisor of the three processes, not yet started."""
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
