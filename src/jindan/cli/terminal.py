"""Words on a terminal: which language, how wide, and how the command refuses."""

import locale
import unicodedata
from typing import IO, Any

import click

from jindan.analysis import Scalar
from jindan.catalogue import LANGUAGES, text

MARGIN = "  "
LABEL = 14
"""Columns for what a line is about; a Hangul syllable takes two."""


class Refusal(click.ClickException):
    """The command cannot go on; the message says why and what to do, in the reader's language."""

    @classmethod
    def of(cls, *, key: str, language: str, **values: Scalar) -> "Refusal":
        """The refusal `terminal-<key>` of the catalogue."""
        return cls(text(f"terminal-{key}", language=language, **values))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as it is; click would put an English word before it."""
        click.echo(self.message, err=True)


def language_here() -> str:
    """The language that the terminal is set to, English where it is neither Korean nor English."""
    code = (locale.getlocale()[0] or "").split("_")[0].lower()
    return code if code in LANGUAGES else "en"


language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=language_here,
    help="Of what is printed; that of the terminal where not given.",
)


def line(label: str, words: str) -> str:
    """One line: a label in its own column, and what is said of it."""
    return f"{MARGIN}{padded(label, LABEL)}{words}".rstrip()


def padded(words: str, columns: int) -> str:
    """The words with spaces up to so many columns, and always one."""
    return words + " " * max(1, columns - width(words))


def cut(words: str, columns: int) -> str:
    """As many of the words as fit into so many columns."""
    while width(words) > columns:
        words = words[:-1]
    return words


def width(words: str) -> int:
    """Columns that the words take on a terminal (Unicode TR11: wide characters take two)."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)
