"""`jindan ct`: the CT analysis without a server."""

import json
import shutil
import tempfile
from pathlib import Path

import click

from jindan.analysis import AnalysisError, Workspace
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
def segment(source: Path, target: Path, *, network: str | None, assets: Path) -> None:
    """Segment SOURCE (NIfTI file, DICOM folder or zip) and leave everything found in the folder TARGET."""
    target.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            imported = _import(source, scratch=Path(folder), assets=assets)
            _examine(
                imported, target=target, assets=assets, network=network or networks.default(assets)
            )
    except AnalysisError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"Research use only. Results are in {target}.")


def _import(source: Path, *, scratch: Path, assets: Path) -> Path:
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
        progress=_told,
    )
    series = import_study(workspace, ImportParams())
    for remark in series.remarks:
        click.echo(f"  {remark.in_language('en')}")
    return scratch / "volume.nii"


def _examine(volume: Path, *, target: Path, assets: Path, network: str) -> None:
    workspace = Workspace(inputs={"volume": volume}, outputs=target, assets=assets, progress=_told)
    found = examine(workspace, ExaminationParams(network=network))
    (target / "examination.json").write_text(
        json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    )
    shutil.copy(volume, target / "volume.nii")


def _told(fraction: float, stage: str) -> None:
    click.echo(f"  {fraction:4.0%} {stage}")
