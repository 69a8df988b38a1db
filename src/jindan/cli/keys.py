"""Commands for the keys of an installation: rotate them, and destroy those of an organisation that left."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.cli.terminal import language_here, problems_in
from jindan.server.accounts import services as accounts
from jindan.server.accounts import shredding
from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.storage import rotation as artifacts
from jindan.server.assays import rotation as assays
from jindan.server.audit.chain import keys as audit
from jindan.server.care import emergencies as care
from jindan.server.documents.services import indexing as documents
from jindan.server.findings import services as findings
from jindan.server.jobs import rotation as jobs
from jindan.server.keys import rotation
from jindan.server.keys.errors import KeyringError
from jindan.server.patients import services as patients
from jindan.server.reports import rotation as reports
from jindan.server.webhooks import services as webhooks

RESEALS = (
    artifacts.rewrap,
    patients.reseal,
    care.reseal,
    accounts.reseal,
    findings.reseal,
    jobs.reseal,
    assays.reseal,
    reports.reseal,
    documents.reseal,
    webhooks.reseal,
    audit.reseal,
)
"""One for each slice that stores something sealed. A key is retired only when none of them needs it."""


@click.group()
def keys() -> None:
    """Rotate the master key and the keys of organisations."""


@keys.command()
@click.option(
    "--reseal",
    is_flag=True,
    help="Give each organisation a new key too, and seal all its data keys and fields under it.",
)
@click.option(
    "--retire", is_flag=True, help="Then delete the older keys that nothing needs any more."
)
def rotate(*, reseal: bool, retire: bool) -> None:
    """Add a master key, which wraps the keys of organisations anew. Files are not rewritten and stay readable."""
    with _problems():
        click.echo(f"{rotation.rotate_master()} keys wrapped anew.")
        if reseal:
            click.echo(
                f"{rotation.rotate_organisations(RESEALS)} data keys and fields sealed anew."
            )
        if retire:
            click.echo(f"{rotation.retire(RESEALS)} older keys deleted.")


@click.command()
@click.argument("name")
def shred(name: str) -> None:
    """Destroy the key of the organisation NAME, so that nothing of it can be read again. It cannot be undone."""
    leaver = Organisation.objects.get(name=name)
    click.echo(f"Everything sealed for {leaver.name} ({leaver.pk}) will be unreadable for good.")
    click.prompt("Its name once more", type=click.Choice([leaver.name]), show_choices=False)
    click.prompt("Its id", type=click.Choice([str(leaver.pk)]), show_choices=False)
    with _problems():
        destroyed = shredding.shred(leaver, reseals=RESEALS)
        others = rotation.rotate_master()
    click.echo(f"{destroyed} keys destroyed, {others} of others wrapped anew.")
    click.echo(
        "Backups of before open only with the master key of before. See docs/how-to/rotate-keys.md."
    )


@contextmanager
def _problems() -> Iterator[None]:
    """Say on the terminal what is wrong with the master key."""
    try:
        with problems_in(language_here()):
            yield
    except KeyringError as error:
        raise click.ClickException(str(type(error).__doc__)) from error
