"""`python -m jindan.cli` is the `jindan` command."""

from jindan.cli.main import main

main()
