"""`jindan fetch`: weights from their address or a mirror folder, for this installation."""

import click
from django.conf import settings

import jindan.cli.ready  # noqa: F401 - makes Django and the folder of the installation ready
from jindan import assets
from jindan.catalogue import text
from jindan.cli.samples import NETWORK
from jindan.cli.terminal import language_option, problems_in


@click.command()
@click.argument("names", nargs=-1)
@language_option
def fetch(names: tuple[str, ...], *, language: str) -> None:
    """Fetch sets of the manifest (models/assets.toml) by name, without a name the weights of the default network."""
    wanted = names or (NETWORK,)
    with problems_in(language):
        assets.fetch(wanted, into=settings.ASSETS, mirror=settings.ENV.assets_mirror)
    for name in wanted:
        click.echo(
            text("terminal-fetched", language=language, name=name, folder=str(settings.ASSETS))
        )
