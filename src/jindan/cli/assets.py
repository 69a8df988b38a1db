"""`jindan assets`: fetch weights and samples before they are needed; analyses themselves have no network."""

import click


@click.group()
def assets() -> None:
    """Weights and samples."""
