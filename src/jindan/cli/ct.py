"""`jindan ct`: the CT analysis without a server."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import click

from jindan import assets as asset_sets
from jindan.analysis import Workspace
from jindan.catalogue import text
from jindan.cli.ct_table import table
from jindan.cli.progress import ProgressSteps
from jindan.cli.terminal import CommandProblem, language_option, print_notes, problems_in
from jindan.ct import networks
from jindan.ct.examination import Examination, ExaminationParams
from jindan.ct.examining import examine
from jindan.ct.imported import ImportParams
from jindan.ct.importing import VOLUME_FILE, import_study
from jindan.problems import Unavailable

EXAMINATION = "examination.json"


@click.group()
def ct() -> None:
    """Segment and measure a CT series."""


@ct.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--network", help="Which network; the best one that can be had where not given.")
@language_option
@click.option(
    "--assets",
    type=click.Path(path_type=Path, file_okay=False),
    default=lambda: Path(os.environ.get("JINDAN_HOME", "var")) / "assets",
    show_default="var/assets",
    help="Folder of weights; what is missing is fetched into it.",
)
@click.option(
    "--mirror",
    type=click.Path(exists=True, path_type=Path, file_okay=False),
    envvar="JINDAN_ASSETS_MIRROR",
    help="Folder to take weights from before the network is asked (JINDAN_ASSETS_MIRROR).",
)
def segment(
    source: Path,
    target: Path,
    *,
    network: str | None,
    language: str,
    assets: Path,
    mirror: Path | None,
) -> None:
    """Segment SOURCE (NIfTI file, DICOM folder or zip) and write all results to the new folder TARGET."""
    _make_empty(target, language=language)
    with problems_in(language), tempfile.TemporaryDirectory() as folder:
        chosen = network or _best_network(assets, mirror=mirror, language=language)
        volume = _import(source, scratch=Path(folder), assets=assets, language=language)
        examination = _examine(
            volume, target=target, assets=assets, network=chosen, language=language
        )
    click.echo(f"\n{table(examination, language=language)}\n")
    print_notes(examination.notes, language=language)
    click.echo(text("cli-results", language=language, folder=str(target)))


def _make_empty(target: Path, *, language: str) -> None:
    """Make the folder. Raises CommandProblem where it holds files: they might be of another patient."""
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise CommandProblem(text("cli-not-empty", language=language, folder=str(target)))


def _best_network(assets: Path, *, mirror: Path | None, language: str) -> str:
    """Return the published network, or where it cannot be fetched the best one here. Print which one it is."""
    try:
        asset_sets.fetch([networks.PREFERRED[0]], into=assets, mirror=mirror)
    except Unavailable as error:
        click.echo(error.in_language(language), err=True)
    name = networks.default(assets)
    click.echo(text("cli-network", language=language, network=name))
    return name


def _import(source: Path, *, scratch: Path, assets: Path, language: str) -> Path:
    """Return the path of the de-identified volume of the files at `source`."""
    files = (
        sorted(path for path in source.rglob("*") if path.is_file())
        if source.is_dir()
        else [source]
    )
    with ProgressSteps(language=language) as progress:
        workspace = Workspace(
            inputs={f"file-{number:05d}": path for number, path in enumerate(files)},
            outputs=scratch,
            assets=assets,
            progress=progress.show,
        )
        series = import_study(workspace, ImportParams())
    print_notes((series.chosen_because, *series.other_series, *series.notes), language=language)
    return scratch / VOLUME_FILE


def _examine(
    volume: Path, *, target: Path, assets: Path, network: str, language: str
) -> Examination:
    with ProgressSteps(language=language) as progress:
        workspace = Workspace(
            inputs={"volume": volume}, outputs=target, assets=assets, progress=progress.show
        )
        examination = examine(workspace, ExaminationParams(network=network))
    content = json.dumps(examination.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (target / EXAMINATION).write_text(content, encoding="utf-8")
    shutil.copy(volume, target / VOLUME_FILE)
    return examination
