"""`jindan omics`: ask a model about tables, train one, fit one to a site, without a server."""

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import click
from pydantic import BaseModel

from jindan.analysis import AnalysisError, Remark, Workspace
from jindan.catalogue import text
from jindan.cli.progress import Steps
from jindan.cli.terminal import Refusal, language_option, line
from jindan.omics import installed
from jindan.omics.cohort import predict_cohort
from jindan.omics.findings import SCORES, Assessment, CohortParams, RiskParams, class_name
from jindan.omics.manifest import Figure
from jindan.omics.predicting import predict as predict_one

R = TypeVar("R")
ASSESSMENT = "assessment.json"
Orientation = click.Choice(["auto", "specimens-in-rows", "features-in-rows"])

assets_option = click.option(
    "--assets",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: Path(os.environ.get("JINDAN_HOME", "var")) / "assets",
    show_default="var/assets",
    help="Folder whose folder `omics` holds further models.",
)


into_option = click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: Path(os.environ.get("JINDAN_HOME", "var")) / "assets" / "omics",
    show_default="var/assets/omics",
    help="Folder that the model is written into, in a folder of its name.",
)


@click.group()
def omics() -> None:
    """Omics: ask a model about tables, or train one."""


@omics.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--model", required=True, help="Which model (jindan omics models).")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="New folder for results."
)
@click.option("--specimen", default="", help="The row that is meant, where a table has several.")
@click.option("--cohort", "is_cohort", is_flag=True, help="Answer for every row, as CSV.")
@click.option("--orientation", type=Orientation, default="auto", help="What stands in the rows.")
@click.option("--level", type=float, default=0.9, show_default=True, help="Of the prediction set.")
@click.option(
    "--override", "overrides", is_flag=True, help="Ask a model that is no better than chance."
)
@language_option
@assets_option
def predict(
    tables: tuple[Path, ...],
    *,
    model: str,
    into: Path | None,
    specimen: str,
    is_cohort: bool,
    orientation: str,
    level: float,
    overrides: bool,
    language: str,
    assets: Path,
) -> None:
    """Ask a model about the TABLES of one specimen, or with --cohort of many."""
    target = into or Path("omics-results") / time.strftime("%Y%m%d-%H%M%S")
    target.mkdir(parents=True, exist_ok=True)
    asked = {"model": model, "orientation": orientation, "level": level, "overrides": overrides}
    with Steps(language=language) as progress:
        workspace = Workspace(
            inputs={f"table-{number:03d}": path for number, path in enumerate(tables, start=1)},
            outputs=target,
            assets=assets,
            progress=progress.show,
        )
        if is_cohort:
            summary = _told(
                lambda: predict_cohort(workspace, CohortParams.model_validate(asked)), language
            )
        else:
            params = RiskParams.model_validate(asked | {"specimen": specimen})
            found = _told(lambda: predict_one(workspace, params), language)
    if is_cohort:
        _keep(summary, target / "summary.json")
        click.echo(
            line(
                text("terminal-omics-answered", language=language),
                f"{summary.specimens - summary.abstained}",
            )
        )
        click.echo(
            line(text("terminal-omics-abstained", language=language), f"{summary.abstained}")
        )
        _say(summary.remarks, language=language)
        click.echo(text("cli-results", language=language, folder=str(target / SCORES)))
        return
    _keep(found, target / ASSESSMENT)
    click.echo(f"\n{answer(found, language=language)}\n")
    _say((*found.abstentions, *found.remarks), language=language)
    click.echo(text("cli-results", language=language, folder=str(target)))


@omics.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="JINDAN_ASSETS_MIRROR",
    required=True,
    help="Folder of the tables that the recipe names (JINDAN_ASSETS_MIRROR).",
)
@into_option
@language_option
def train(config: Path, *, tables: Path, into: Path, language: str) -> None:
    """Train the model that CONFIG describes; the same CONFIG and tables give the same files."""
    from jindan.omics.training.training import train as fit  # scikit-learn, which asking needs not

    with Steps(language=language) as progress:
        manifest = _told(
            lambda: fit(config, tables=tables, into=into, progress=progress.show), language
        )
    _say_figures(manifest.figures)
    verdict = "omics-card-usable" if manifest.is_usable else "omics-card-no-better-than-chance"
    click.echo(text(verdict, language=language))
    click.echo(text("cli-results", language=language, folder=str(into / manifest.name)))


@omics.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--model", required=True, help="Which model (jindan omics models).")
@click.option("--site", required=True, help="Its name, of small letters, digits and hyphens.")
@click.option(
    "--labels",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Table of the classes; the first of TABLES where none is given.",
)
@click.option("--column", default="class", show_default=True, help="Column of the classes.")
@click.option(
    "--specimen", default="sample", show_default=True, help="Column of the specimens' names."
)
@click.option(
    "--class", "words", multiple=True, metavar="WORD=CLASS", help="The class that a word means."
)
@click.option("--orientation", type=Orientation, default="auto", help="What stands in the rows.")
@into_option
@language_option
@assets_option
def recalibrate(
    tables: tuple[Path, ...],
    *,
    model: str,
    site: str,
    labels: Path | None,
    column: str,
    specimen: str,
    words: tuple[str, ...],
    orientation: Literal["auto", "specimens-in-rows", "features-in-rows"],
    into: Path,
    language: str,
    assets: Path,
) -> None:
    """Fit a model to a site by TABLES of its own patients whose class is known; gives a model of its own."""
    from jindan.omics.training.site import Site
    from jindan.omics.training.site import recalibrate as fit

    told = Site(
        name=site,
        labels=labels or tables[0],
        column=column,
        specimen=specimen,
        words=dict(each.partition("=")[::2] for each in words),
    )
    into.mkdir(parents=True, exist_ok=True)
    with Steps(language=language) as progress:
        workspace = Workspace(
            inputs={f"table-{number:03d}": path for number, path in enumerate(tables, start=1)},
            outputs=into,
            assets=assets,
            progress=progress.show,
        )
        manifest = _told(
            lambda: fit(workspace, model=model, site=told, orientation=orientation), language
        )
    _say_figures([each for each in manifest.figures if each.how == "site-own"])
    click.echo(text("omics-limit-recalibrated", language=language))
    click.echo(text("cli-results", language=language, folder=str(into / manifest.name)))


@omics.command()
@language_option
@assets_option
def models(*, language: str, assets: Path) -> None:
    """List the models that are here."""
    for name in installed.names(assets=assets):
        manifest = installed.describe(name, assets=assets)
        title = manifest.title_ko if language == "ko" else manifest.title_en
        verdict = (
            ""
            if manifest.is_usable
            else f" [{text('omics-card-no-better-than-chance', language=language)}]"
        )
        click.echo(f"{name} {manifest.version}\n  {title}{verdict}")


def answer(found: Assessment, *, language: str) -> str:
    """The classes with their probabilities, as lines; or that there is no answer."""
    if not found.scores:
        return text("terminal-omics-no-answer", language=language)
    rows: list[str] = []
    for each in sorted(found.scores, key=lambda score: -score.probability):
        interval = (
            "" if each.low is None else f"  [{100 * each.low:.0f}–{100 * (each.high or 0):.0f} %]"
        )
        mark = "*" if each.is_possible else " "
        rows.append(
            f" {mark} {class_name(each.name, language=language)}: {100 * each.probability:.1f} %{interval}"
        )
    told = text("terminal-omics-possible", language=language, level=round(100 * found.level))
    return "\n".join([*rows, told])


def _told(work: Callable[[], R], language: str) -> R:
    """The result, or the refusal in the reader's language."""
    try:
        return work()
    except AnalysisError as error:
        raise Refusal(error.in_language(language)) from error


def _keep(found: BaseModel, path: Path) -> None:
    written = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    path.write_text(written, encoding="utf-8")


def _say(remarks: tuple[Remark, ...], *, language: str) -> None:
    for remark in remarks:
        click.echo(f"- {remark.in_language(language)}")


def _say_figures(figures: Sequence[Figure]) -> None:
    for each in figures:
        spread = "" if each.published else f" ± {each.sd:.3f}"
        click.echo(f"  {each.name:<48}{each.value:.3f}{spread}")
