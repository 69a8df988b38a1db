"""`jindan check`: whether the settings are sound, and how this machine confines analyses."""

import os
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.analysis import Workspace
from jindan.catalogue import text
from jindan.cli.terminal import CommandProblem, language_option, line
from jindan.confinement import parent
from jindan.confinement.messages import Held, Limits
from jindan.confinement.probe import Open, Outside

LIMITS = Limits(memory_mb=2048, cpu_s=30, wall_s=60)


@click.command()
@click.option(
    "--deploy", is_flag=True, help="Also for service to others: settings, and a confined process."
)
@language_option
def check(*, deploy: bool, language: str) -> None:
    """Check the settings, and with --deploy how this machine confines analyses."""
    call_command("check", deploy=deploy, databases=["default"])
    if not deploy:
        return
    held, opened = tried_child()
    print_held(held, opened, language=language)
    if settings.CONFINEMENT_REQUIRED and not (held.is_whole and not opened.ways):
        raise CommandProblem.of(key="check-not-confined", language=language)


def tried_child() -> tuple[Held, Open]:
    """Return what holds a child on this machine, and which ways out of it are open."""
    helds: list[Held] = []
    with tempfile.TemporaryDirectory(prefix="jindan-check-") as name:
        outputs, outside = Path(name) / "outputs", Path(name) / "outside"
        for folder in (outputs, outside):
            folder.mkdir()
        secret = outside / "secret"
        secret.write_text("not to be read")
        opened = parent.run(
            "jindan.confinement.probe:probe",
            Workspace(inputs={}, outputs=outputs, assets=outputs),
            Outside(file=str(secret), folder=str(outside), pid=os.getpid()),
            result=Open,
            limits=LIMITS,
            tick=lambda: None,
            confined=helds.append,
        )
    return helds[0], opened


def print_held(held: Held, opened: Open, *, language: str) -> None:
    """Print what holds a child, each by its means, and the ways out that are open."""
    click.echo(text("terminal-check-title", language=language))
    means = {
        "files": held.files or "none",
        "calls": held.calls or "none",
        "network": held.network,
        "user": held.user,
    }
    for subject, name in means.items():
        label = text(f"terminal-check-{subject}", language=language)
        words = text(f"terminal-check-by-{name}", language=language, version=held.landlock_abi)
        click.echo(line(label, words))
    count = len(opened.tried)
    ways = ", ".join(text(f"terminal-check-way-{way}", language=language) for way in opened.ways)
    words = text("terminal-check-open", language=language, ways=ways, count=count)
    closed = text("terminal-check-closed", language=language, count=count)
    click.echo(line(text("terminal-check-tried", language=language), words if ways else closed))
