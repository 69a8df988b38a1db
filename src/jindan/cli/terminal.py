"""Output on a terminal: its language, its columns, notes and problems."""

import locale
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from jindan.analysis import Note
from jindan.catalogue import LANGUAGES, Scalar, text
from jindan.problems import Problem

MARGIN = "  "
LABEL = 14
"""Columns of the label of a line. A Hangul syllable takes two."""


class CommandProblem(click.ClickException):
    """The command cannot go on. The message says why and what to do, in the reader's language."""

    @classmethod
    def of(cls, *, key: str, language: str, **values: Scalar) -> "CommandProblem":
        """Return the problem `terminal-<key>` of the catalogue."""
        return cls(text(f"terminal-{key}", language=language, **values))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as it is: click would print `Error:` before it in any language."""
        click.echo(self.message, err=True)


@contextmanager
def problems_in(language: str) -> Iterator[None]:
    """Raise any Problem of the block as a CommandProblem in a language."""
    try:
        yield
    except Problem as problem:
        raise CommandProblem(problem.in_language(language)) from problem


def print_notes(notes: Iterable[Note], *, language: str) -> None:
    """Print each note on a line of its own."""
    for note in notes:
        click.echo(f"- {note.in_language(language)}")


def language_here() -> str:
    """Return the language of the terminal's locale, English where it is neither Korean nor English."""
    code = (locale.getlocale()[0] or "").split("_")[0].lower()
    return code if code in LANGUAGES else "en"


language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=language_here,
    help="Of what is printed; that of the terminal where not given.",
)


def line(label: str, words: str) -> str:
    """Return one line: the label, padded to its column, and the words."""
    return f"{MARGIN}{padded(label, LABEL)}{words}".rstrip()


def padded(words: str, columns: int) -> str:
    """Return the words with spaces up to so many columns, at least one space."""
    return words + " " * max(1, columns - width(words))


def cut(words: str, columns: int) -> str:
    """Return the beginning of the words that fits into so many columns."""
    while width(words) > columns:
        words = words[:-1]
    return words


def width(words: str) -> int:
    """Return the columns that the words take on a terminal (Unicode TR11: wide characters take two)."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
