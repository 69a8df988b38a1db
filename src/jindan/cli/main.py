"""The `jindan` command. Each subcommand is imported when it is called, so that the command starts at once."""

import importlib
from collections.abc import Mapping

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "up": ("jindan.cli.up:up", "Migrate, then run web server, worker and scheduler until Ctrl-C."),
    "demo": (
        "jindan.cli.demo:demo",
        "Take one CT and two scans from sign-in to report, and list the files.",
    ),
    "web": ("jindan.cli.web:web", "Serve the API."),
    "worker": ("jindan.cli.serving:worker", "Run analyses."),
    "scheduler": (
        "jindan.cli.serving:scheduler",
        "Wake workers for waiting jobs, put back jobs of lost workers, delete leftovers.",
    ),
    "fetch": (
        "jindan.cli.fetching:fetch",
        "Fetch sets of the manifest (models/assets.toml) by name, without a name the weights of the default network.",
    ),
    "check": (
        "jindan.cli.checking:check",
        "Check the settings, and with --deploy how this machine confines analyses.",
    ),
    "migrate": ("jindan.cli.installation:migrate", "Bring the database to this version."),
    "organisation": (
        "jindan.cli.installation:organisation",
        "Add hospitals and laboratories, and destroy the keys of those that left.",
    ),
    "user": (
        "jindan.cli.installation:user",
        "Add users of an organisation, and let them in again.",
    ),
    "keys": (
        "jindan.cli.keys:keys",
        "Rotate the master key and the keys of organisations.",
    ),
    "audit": (
        "jindan.cli.audit:audit",
        "Verify, sign, read and export the audit.",
    ),
    "openapi": (
        "jindan.cli.installation:openapi",
        "Print the description of the API (OpenAPI 3.1).",
    ),
    "reference": (
        "jindan.cli.reference:reference",
        "Write the generated reference pages and .env.example.",
    ),
    "ct": ("jindan.cli.ct:ct", "Segment and measure a CT series."),
    "omics": ("jindan.cli.omics:omics", "Run a model on omics tables, or train one."),
    "ocr": (
        "jindan.cli.ocr:ocr",
        "Read documents: `jindan ocr FILE` (the word `read` may be left out).",
    ),
}
"""By name: where the command is, and the first sentence of its own help, which the list shows."""


class Subcommands(click.Group):
    """The subcommands of `jindan`. A subcommand is imported when it is called, and not to list it."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names in the order of `jindan --help`."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return the command of a name, None where there is none."""
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
    """Put CT, multi-omics and documents of one patient into one case, each with a report. Research use only."""
