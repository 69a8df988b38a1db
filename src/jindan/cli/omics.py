"""`jindan omics`: run a model on tables, train one, recalibrate one to a site, without a server."""

import json
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import click
from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.catalogue import text
from jindan.cli.progress import ProgressSteps
from jindan.cli.terminal import language_option, line, print_notes, problems_in
from jindan.findings.values import amount, percent
from jindan.omics import installed
from jindan.omics.assessment import SCORES, Assessment, CohortParams, RiskParams, class_name
from jindan.omics.cohort import predict_cohort
from jindan.omics.manifest import Figure
from jindan.omics.predicting import predict as predict_one

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
    help="Folder in which the model gets a folder of its name.",
)


@click.group()
def omics() -> None:
    """Run a model on omics tables, or train one."""


@omics.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--model", required=True, help="Which model (jindan omics models).")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="New folder for results."
)
@click.option("--specimen", default="", help="The name of the row, where a table has several.")
@click.option("--cohort", "is_cohort", is_flag=True, help="Score every row and write a CSV file.")
@click.option("--orientation", type=Orientation, default="auto", help="What the rows are.")
@click.option(
    "--level", type=float, default=0.9, show_default=True, help="Coverage of the prediction set."
)
@click.option(
    "--override", "overrides", is_flag=True, help="Run a model that is no better than chance."
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
    """Run a model on the TABLES of one specimen, or with --cohort of many."""
    target = into or Path("omics-results") / time.strftime("%Y%m%d-%H%M%S")
    target.mkdir(parents=True, exist_ok=True)
    options = {"model": model, "orientation": orientation, "level": level, "overrides": overrides}
    with problems_in(language), ProgressSteps(language=language) as progress:
        workspace = _workspace(tables, outputs=target, assets=assets, progress=progress)
        if is_cohort:
            summary = predict_cohort(workspace, CohortParams.model_validate(options))
        else:
            params = RiskParams.model_validate(options | {"specimen": specimen})
            assessment = predict_one(workspace, params)
    if is_cohort:
        _store(summary, target / "summary.json")
        for key, count in (
            ("terminal-omics-answered", summary.specimens - summary.withheld),
            ("terminal-omics-withheld", summary.withheld),
        ):
            click.echo(line(text(key, language=language), str(count)))
        print_notes(summary.notes, language=language)
        click.echo(text("cli-results", language=language, folder=str(target / SCORES)))
        return
    _store(assessment, target / ASSESSMENT)
    click.echo(f"\n{answer(assessment, language=language)}\n")
    print_notes((*assessment.abstentions, *assessment.notes), language=language)
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
    """Train the model that CONFIG describes. The same CONFIG and tables give the same files."""
    from jindan.omics.training.training import (
        train as fit,
    )  # scikit-learn, which prediction does not need

    with problems_in(language), ProgressSteps(language=language) as progress:
        manifest = fit(config, tables=tables, into=into, progress=progress.show)
    _print_figures(manifest.figures)
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
@click.option("--orientation", type=Orientation, default="auto", help="What the rows are.")
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
    """Recalibrate a model to a site by TABLES of its patients whose class is known, as a new model."""
    from jindan.omics.training.site import Site
    from jindan.omics.training.site import recalibrate as fit

    own_site = Site(
        name=site,
        labels=labels or tables[0],
        column=column,
        specimen=specimen,
        words=dict(pair.partition("=")[::2] for pair in words),
    )
    into.mkdir(parents=True, exist_ok=True)
    with problems_in(language), ProgressSteps(language=language) as progress:
        workspace = _workspace(tables, outputs=into, assets=assets, progress=progress)
        manifest = fit(workspace, model=model, site=own_site, orientation=orientation)
    _print_figures([figure for figure in manifest.figures if figure.how == "site-own"])
    click.echo(text("omics-limit-recalibrated", language=language))
    click.echo(text("cli-results", language=language, folder=str(into / manifest.name)))


@omics.command()
@language_option
@assets_option
def models(*, language: str, assets: Path) -> None:
    """List the installed models."""
    for name in installed.names(assets=assets):
        manifest = installed.describe(name, assets=assets)
        title = manifest.title_ko if language == "ko" else manifest.title_en
        verdict = (
            ""
            if manifest.is_usable
            else f" [{text('omics-card-no-better-than-chance', language=language)}]"
        )
        click.echo(f"{name} {manifest.version}\n  {title}{verdict}")


def _share(share: float, *, language: str) -> str:
    return amount(percent(share), language=language)


def answer(assessment: Assessment, *, language: str) -> str:
    """Return the classes with their probabilities, one to a line, or the words that there is no answer."""
    if not assessment.scores:
        return text("terminal-omics-no-answer", language=language)
    share = partial(_share, language=language)
    rows: list[str] = []
    for score in sorted(assessment.scores, key=lambda score: -score.probability):
        name = class_name(score.name, language=language)
        interval = (
            ""
            if score.low is None or score.high is None
            else f"  [{share(score.low)}–{share(score.high)}]"
        )
        mark = "*" if score.is_possible else " "
        rows.append(f" {mark} {name}: {share(score.probability)}{interval}")
    level = round(100 * assessment.level)
    return "\n".join([*rows, text("terminal-omics-possible", language=language, level=level)])


def _workspace(
    tables: Sequence[Path], *, outputs: Path, assets: Path, progress: ProgressSteps
) -> Workspace:
    return Workspace(
        inputs={f"table-{number:03d}": path for number, path in enumerate(tables, start=1)},
        outputs=outputs,
        assets=assets,
        progress=progress.show,
    )


def _store(result: BaseModel, path: Path) -> None:
    content = json.dumps(result.model_dump(mode="json"), indent=1, ensure_ascii=False)
    path.write_text(content, encoding="utf-8")


def _print_figures(figures: Sequence[Figure]) -> None:
    for figure in figures:
        spread = "" if figure.published else f" ± {figure.sd:.3f}"
        click.echo(f"  {figure.name:<48}{figure.value:.3f}{spread}")
