"""`jindan fetch`: weights from the address of the manifest, or from a mirror folder, into this installation."""

import click
from django.conf import settings

import jindan.cli.ready  # noqa: F401 - makes Django ready, and with it the folder of the installation
from jindan import assets
from jindan.analysis import AnalysisError
from jindan.catalogue import text
from jindan.cli.samples import NETWORK
from jindan.cli.terminal import Refusal, language_option


@click.command()
@click.argument("names", nargs=-1)
@language_option
def fetch(names: tuple[str, ...], *, language: str) -> None:
    """Fetch sets of the manifest (models/assets.toml) by name; the weights of the default network if none is named."""
    wanted = names or (NETWORK,)
    try:
        assets.fetch(wanted, into=settings.ASSETS, mirror=settings.ENV.assets_mirror)
    except AnalysisError as refusal:
        raise Refusal(refusal.in_language(language)) from refusal
    for name in wanted:
        click.echo(
            text("terminal-fetched", language=language, name=name, folder=str(settings.ASSETS))
        )
