"""`jindan ct`: the CT analysis without a server."""

import json
import shutil
import tempfile
from pathlib import Path

import click

from jindan.analysis import AnalysisError, Progress, Workspace
from jindan.catalogue import text
from jindan.cli.terminal import Refusal, language_option
from jindan.ct import networks
from jindan.ct.examining import examine
from jindan.ct.findings import ExaminationParams
from jindan.ct.imported import ImportParams
from jindan.ct.importing import import_study


@click.group()
def ct() -> None:
    """CT: segment and measure a series."""


@ct.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--network", help="Which network; the best installed one where not given.")
@click.option(
    "--assets",
    type=click.Path(path_type=Path),
    default=Path("var/assets"),
    show_default=True,
    help="Weights.",
)
@language_option
def segment(
    source: Path, target: Path, *, network: str | None, assets: Path, language: str
) -> None:
    """Segment SOURCE (NIfTI file, DICOM folder or zip) and leave everything found in the folder TARGET."""
    target.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            imported = _import(source, scratch=Path(folder), assets=assets, language=language)
            params = ExaminationParams(network=network or networks.default(assets))
            _examine(imported, target=target, assets=assets, params=params, language=language)
    except AnalysisError as refusal:
        raise Refusal(refusal.in_language(language)) from refusal
    click.echo(text("terminal-segmented", language=language, folder=str(target)))


def _import(source: Path, *, scratch: Path, assets: Path, language: str) -> Path:
    """The de-identified volume of what lies at `source`."""
    files = (
        sorted(path for path in source.rglob("*") if path.is_file())
        if source.is_dir()
        else [source]
    )
    workspace = Workspace(
        inputs={f"file-{number:05d}": path for number, path in enumerate(files)},
        outputs=scratch,
        assets=assets,
        progress=_telling(language),
    )
    series = import_study(workspace, ImportParams())
    for remark in series.remarks:
        click.echo(f"  {remark.in_language(language)}")
    return scratch / "volume.nii"


def _examine(
    volume: Path, *, target: Path, assets: Path, params: ExaminationParams, language: str
) -> None:
    workspace = Workspace(
        inputs={"volume": volume}, outputs=target, assets=assets, progress=_telling(language)
    )
    found = examine(workspace, params)
    (target / "examination.json").write_text(
        json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    )
    shutil.copy(volume, target / "volume.nii")


def _telling(language: str) -> Progress:
    def tell(fraction: float, stage: str) -> None:
        click.echo(f"  {fraction:4.0%} {text(f'stage-{stage}', language=language)}")

    return tell
