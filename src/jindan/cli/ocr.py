"""`jindan ocr`: read documents without a server, and train the Hangul head."""

import os
import tempfile
from pathlib import Path

import click

from jindan.analysis import Workspace
from jindan.catalogue import text
from jindan.cli.terminal import language_option, problems_in
from jindan.ocr.engines import own
from jindan.ocr.engines.choice import Engine, choose
from jindan.ocr.errors import EngineMissing
from jindan.ocr.outputs.markdown import markdown
from jindan.ocr.reading import Reading
from jindan.ocr.reading_documents import DOCUMENT, read_with
from jindan.ocr.remote import upstage

KEY_VARIABLE = "UPSTAGE_API_KEY"


class FileFirst(click.Group):
    """A group whose first argument is a file to read unless it names a subcommand: `jindan ocr FILE`."""

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand, `read` where none is named."""
        named = arguments if arguments[0] in self.commands else ["read", *arguments]
        return super().resolve_command(context, named)


@click.group(cls=FileFirst)
def ocr() -> None:
    """Read documents: `jindan ocr FILE` (the word `read` may be left out)."""


@ocr.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--engine", default="", help="local, tesseract or upstage; the first available where not given."
)
@click.option(
    "--recogniser",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with an own recognition network (recogniser.onnx, characters.txt) to read with.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="Format of the output. json has every word with its box and confidence.",
)
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the upright pictures of the pages.",
)
@language_option
def read(
    file: Path,
    *,
    engine: str,
    recogniser: Path | None,
    form: str,
    pages: Path | None,
    language: str,
) -> None:
    """Read FILE (PDF, PNG, JPEG, TIFF, WEBP, HEIC) and print its text. Words to check go to standard error."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pages or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        workspace = Workspace(inputs={DOCUMENT: file}, outputs=folder, assets=folder)
        with problems_in(language):
            chosen = _engine(own.NAME if recogniser else engine, recogniser=recogniser)
            reading = read_with(chosen, workspace).reading
    click.echo(_formatted(reading, form=form))
    _print_flags(reading, language=language)


@ocr.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def train(config: Path, target: Path) -> None:
    """Train the Hangul head by CONFIG (TOML) and write it as TARGET (.onnx). It needs the extra `ocr-train`."""
    from jindan.ocr.training.export import export
    from jindan.ocr.training.fitting import train as fit
    from jindan.ocr.training.recipe import read_recipe

    weights = target.with_suffix(".pt")
    rate = fit(read_recipe(config), into=weights, report=click.echo)
    export(weights, into=target)
    click.echo(f"{target}: {rate:.4f}")


def _engine(name: str, *, recogniser: Path | None) -> Engine:
    """Return the engine of a name. `upstage` takes its key from the environment. Raises EngineMissing."""
    if name != upstage.NAME:
        return choose(name, recogniser=recogniser)
    connected = upstage.connect(key=os.environ.get(KEY_VARIABLE, ""))
    if not connected.is_available():
        raise EngineMissing(engine=name)
    return connected


def _formatted(reading: Reading, *, form: str) -> str:
    if form == "json":
        return reading.model_dump_json(indent=1)
    if form == "markdown":
        return markdown(reading).rstrip("\n")
    return reading.text


def _print_flags(reading: Reading, *, language: str) -> None:
    flagged = [
        (page.number, word.text, word.flags[0].in_language(language))
        for page in reading.pages
        for word in page.words()
        if word.flags
    ]
    if flagged:
        click.echo(text("cli-ocr-flags", language=language, count=len(flagged)), err=True)
    for number, word, reason in flagged:
        click.echo(
            text("cli-ocr-flag", language=language, page=number, word=word, reason=reason),
            err=True,
        )
