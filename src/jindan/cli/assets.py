"""`jindan assets`: fetch weights and samples before they are needed; analyses themselves have no network."""

from pathlib import Path

import click

from jindan import assets as manifest
from jindan.analysis import Unavailable


@click.group()
def assets() -> None:
    """Weights and samples."""
