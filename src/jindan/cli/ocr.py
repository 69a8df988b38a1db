"""`jindan ocr`: read documents without a server, and train the Hangul head."""

import os
import tempfile
from pathlib import Path

import click

from jindan.analysis import AnalysisError, Workspace
from jindan.catalogue import text
from jindan.cli.terminal import Refusal, language_option
from jindan.ocr.engines import own, upstage
from jindan.ocr.engines.choice import Engine, choose
from jindan.ocr.errors import EngineMissing
from jindan.ocr.reading import Page, Reading
from jindan.ocr.reading_documents import DOCUMENT, read_with

KEY_VARIABLE = "UPSTAGE_API_KEY"


class FileFirst(click.Group):
    """Takes what names no subcommand for a file to read: `jindan ocr FILE`."""

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand, `read` where none is named."""
        named = arguments if arguments[0] in self.commands else ["read", *arguments]
        return super().resolve_command(context, named)


@click.group(cls=FileFirst)
def ocr() -> None:
    """Documents: `jindan ocr FILE` reads one (the word `read` may be left out)."""


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
    help="Of what is printed; json has every word with its place and confidence.",
)
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to leave the upright pictures of the pages in.",
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
    """Read FILE (PDF, PNG, JPEG, TIFF, WEBP, HEIC) and print its text; numbers to confirm go to standard error."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pages or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        workspace = Workspace(inputs={DOCUMENT: file}, outputs=folder, assets=folder)
        try:
            chosen = _engine(own.NAME if recogniser else engine, recogniser=recogniser)
            reading = read_with(chosen, workspace).reading
        except AnalysisError as error:
            raise Refusal(error.in_language(language)) from error
    click.echo(_written(reading, form=form))
    _say_doubts(reading, language=language)


@ocr.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def train(config: Path, target: Path) -> None:
    """Train the Hangul head by CONFIG (TOML) and write it as TARGET (.onnx); needs the extra `ocr-train`."""
    from jindan.ocr.training.config import read_config
    from jindan.ocr.training.export import export
    from jindan.ocr.training.fitting import train as fit

    weights = target.with_suffix(".pt")
    rate = fit(read_config(config), into=weights, told=click.echo)
    export(weights, into=target)
    click.echo(f"{target}: {rate:.4f}")


def _engine(name: str, *, recogniser: Path | None) -> Engine:
    """The engine of this name; `upstage` is connected with the key of the environment, or missing."""
    if name != upstage.NAME:
        return choose(name, recogniser=recogniser)
    connected = upstage.connect(key=os.environ.get(KEY_VARIABLE, ""))
    if not connected.is_available():
        raise EngineMissing(engine=name)
    return connected


def _written(reading: Reading, *, form: str) -> str:
    if form == "json":
        return reading.model_dump_json(indent=1)
    if form == "markdown":
        return "\n\n---\n\n".join(_markdown(page) for page in reading.pages)
    return reading.text


def _markdown(page: Page) -> str:
    parts = []
    for block in page.blocks:
        if block.kind == "table":
            parts.append(_markdown_table(block.text))
        else:
            parts.append(f"## {block.text}" if block.kind == "heading" else block.text)
    return "\n\n".join(parts)


def _markdown_table(rows: str) -> str:
    head, *body = [
        f"| {row.replace('|', '/').replace(chr(9), ' | ')} |" for row in rows.split("\n")
    ]
    rule = "|" + " --- |" * (head.count("|") - 1)
    return "\n".join((head, rule, *body))


def _say_doubts(reading: Reading, *, language: str) -> None:
    found = [
        (page.number, word.text, word.doubts[0].in_language(language))
        for page in reading.pages
        for word in page.words()
        if word.doubts
    ]
    if found:
        click.echo(text("cli-ocr-doubts", language=language, count=len(found)), err=True)
    for number, word, reason in found:
        click.echo(
            text("cli-ocr-doubt", language=language, page=number, word=word, reason=reason),
            err=True,
        )
