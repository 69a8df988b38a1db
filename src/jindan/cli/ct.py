"""`jindan ct`: the CT analysis without a server."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import click

from jindan import assets as asset_sets
from jindan.analysis import AnalysisError, Remark, Unavailable, Workspace
from jindan.catalogue import text
from jindan.cli.findings import table
from jindan.cli.progress import Steps
from jindan.cli.terminal import Refusal, language_option
from jindan.ct import networks
from jindan.ct.examining import examine
from jindan.ct.findings import Examination, ExaminationParams
from jindan.ct.imported import ImportParams
from jindan.ct.importing import VOLUME_FILE, import_study

EXAMINATION = "examination.json"


@click.group()
def ct() -> None:
    """CT: segment and measure a series."""


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
    """Segment SOURCE (NIfTI file, DICOM folder or zip) and leave everything found in the new folder TARGET."""
    _make_empty(target, language=language)
    try:
        chosen = network or _best_network(assets, mirror=mirror, language=language)
        with tempfile.TemporaryDirectory() as folder:
            volume = _import(source, scratch=Path(folder), assets=assets, language=language)
            found = _examine(
                volume, target=target, assets=assets, network=chosen, language=language
            )
    except AnalysisError as error:
        raise Refusal(error.in_language(language)) from error
    click.echo(f"\n{table(found, language=language)}\n")
    _say(found.remarks, language=language)
    click.echo(text("cli-results", language=language, folder=str(target)))


def _make_empty(target: Path, *, language: str) -> None:
    """A folder of its own, so that no picture of another patient is taken for one of this."""
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise Refusal(text("cli-not-empty", language=language, folder=str(target)))


def _best_network(assets: Path, *, mirror: Path | None, language: str) -> str:
    """The published network, fetched where it can be; else the best that is here, and why."""
    try:
        asset_sets.fetch([networks.PREFERRED[0]], into=assets, mirror=mirror)
    except Unavailable as error:
        click.echo(error.in_language(language), err=True)
    name = networks.default(assets)
    click.echo(text("cli-network", language=language, network=name))
    return name


def _import(source: Path, *, scratch: Path, assets: Path, language: str) -> Path:
    """The de-identified volume of what lies at `source`."""
    files = (
        sorted(path for path in source.rglob("*") if path.is_file())
        if source.is_dir()
        else [source]
    )
    with Steps(language=language) as progress:
        workspace = Workspace(
            inputs={f"file-{number:05d}": path for number, path in enumerate(files)},
            outputs=scratch,
            assets=assets,
            progress=progress.show,
        )
        series = import_study(workspace, ImportParams())
    _say((series.chosen_because, *series.other_series, *series.remarks), language=language)
    return scratch / VOLUME_FILE


def _examine(
    volume: Path, *, target: Path, assets: Path, network: str, language: str
) -> Examination:
    with Steps(language=language) as progress:
        workspace = Workspace(
            inputs={"volume": volume}, outputs=target, assets=assets, progress=progress.show
        )
        found = examine(workspace, ExaminationParams(network=network))
    written = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (target / EXAMINATION).write_text(written, encoding="utf-8")
    shutil.copy(volume, target / VOLUME_FILE)
    return found


def _say(remarks: tuple[Remark, ...], *, language: str) -> None:
    for remark in remarks:
        click.echo(f"- {remark.in_language(language)}")
