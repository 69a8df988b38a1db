"""The `jindan` command. Each subcommand is imported when it is called, so that the command starts at once."""

import importlib
from collections.abc import Mapping

import click

COMMANDS: Mapping[str, str] = {
    "up": "jindan.cli.up:up",
    "demo": "jindan.cli.demo:demo",
    "web": "jindan.cli.serving:web",
    "worker": "jindan.cli.serving:worker",
    "scheduler": "jindan.cli.serving:scheduler",
    "fetch": "jindan.cli.fetching:fetch",
    "migrate": "jindan.cli.installation:migrate",
    "organisation": "jindan.cli.installation:organisation",
    "user": "jindan.cli.installation:user",
    "keys": "jindan.cli.installation:keys",
    "openapi": "jindan.cli.installation:openapi",
    "reference": "jindan.cli.reference:reference",
    "ct": "jindan.cli.ct:ct",
}


class Subcommands(click.Group):
    """Finds a subcommand by name and imports only that one."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names, as `jindan --help` lists them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.command(cls=Subcommands)
def main() -> None:
    """Jindan: CT, multi-omics and documents of one patient, in one case, with one report. Research use only."""
