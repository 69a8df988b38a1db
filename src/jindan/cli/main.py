"""The `jindan` command. Each subcommand is imported when it is called, so that the command starts at once."""

import importlib
from collections.abc import Mapping

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "up": ("jindan.cli.up:up", "Migrate, then run web server, worker and scheduler until Ctrl-C."),
    "demo": (
        "jindan.cli.demo:demo",
        "Take one CT from sign-in to report and show where everything is.",
    ),
    "web": ("jindan.cli.serving:web", "Serve the API."),
    "worker": ("jindan.cli.serving:worker", "Run analyses."),
    "scheduler": (
        "jindan.cli.serving:scheduler",
        "Wake workers for waiting jobs, put back what lost workers held, sweep what was left behind.",
    ),
    "fetch": (
        "jindan.cli.fetching:fetch",
        "Fetch sets of the manifest (models/assets.toml) by name; the weights of the default network if none is named.",
    ),
    "migrate": ("jindan.cli.installation:migrate", "Bring the database to this version."),
    "organisation": ("jindan.cli.installation:organisation", "Hospitals and laboratories."),
    "user": ("jindan.cli.installation:user", "The people of an organisation."),
    "keys": (
        "jindan.cli.installation:keys",
        "The master keys that seal data keys and sensitive fields.",
    ),
    "openapi": (
        "jindan.cli.installation:openapi",
        "Print the description of the API (OpenAPI 3.1).",
    ),
    "reference": (
        "jindan.cli.reference:reference",
        "Write the generated reference pages and .env.example.",
    ),
    "ct": ("jindan.cli.ct:ct", "CT: segment and measure a series."),
    "ocr": (
        "jindan.cli.ocr:ocr",
        "Documents: `jindan ocr FILE` reads one (the word `read` may be left out).",
    ),
}
"""By name: where the command is, and the sentence that its own help begins with."""


class Subcommands(click.Group):
    """Finds a subcommand by name and imports only that one; to list them it imports none."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names, as `jindan --help` lists them."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(cls=Subcommands)
def main() -> None:
    """Jindan: CT, multi-omics and documents of one patient, in one case, with one report. Research use only."""
