"""The CT of the demonstration: the given one, else a published one, else a synthetic one, and it says which."""

from dataclasses import dataclass
from pathlib import Path

from jindan import assets
from jindan.catalogue import text
from jindan.ct import networks
from jindan.ct.synthetic import write_sample
from jindan.problems import Unavailable

SAMPLE = "sample-ct"
NETWORK = "obelisk-unet"
SEED = 20261122
OMICS_MODEL = "urinary-panel"
URINARY_PANEL = """\
sample,age,sex,creatinine (mg/mL),LYVE1 (ng/mL),REG1B (ng/mL),TFF1 (ng/mL)
DEMO-U1,67,F,0.90,4.80,210.5,820.1
"""
"""A synthetic urinary panel of no person."""


@dataclass(frozen=True, kw_only=True)
class SampleSource:
    """The source of a CT or a network: its description, in lines, and its citation (empty: nothing to cite)."""

    words: tuple[str, ...]
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class SampleFile:
    """The files of one CT, its source, and the source of the network that segments it."""

    files: list[Path]
    ct: SampleSource
    network: SampleSource


def choose(
    ct: Path | None, *, assets_folder: Path, mirror: Path | None, language: str
) -> SampleFile:
    """Return the CT at `ct`, else the published sample, else a synthetic one. Weights are fetched if possible."""
    network = _fetch_network(assets_folder, mirror=mirror, language=language)
    if ct is not None:
        return SampleFile(files=files_at(ct), ct=SampleSource(words=(str(ct),)), network=network)
    files = _real(assets_folder, mirror=mirror)
    if files:
        asset = assets.manifest()[SAMPLE]
        words = text("terminal-ct-real", language=language, slices=len(files))
        return SampleFile(files=files, ct=_cited(words, asset), network=network)
    path = assets_folder / "synthetic-ct.nii.gz"
    write_sample(path, seed=SEED)
    words = text("terminal-ct-synthetic", language=language)
    return SampleFile(files=[path], ct=SampleSource(words=(words,)), network=network)


def files_at(ct: Path) -> list[Path]:
    """Return the file at a path or every file below the folder there, sorted. Without either: an empty list."""
    paths = ct.rglob("*") if ct.is_dir() else [ct]
    return sorted(path for path in paths if path.is_file())


def urinary_panel(folder: Path) -> Path:
    """Write the table of one synthetic specimen to the folder. Return its path."""
    path = folder / "synthetic-urinary-panel.csv"
    path.write_text(URINARY_PANEL, encoding="utf-8")
    return path


def _fetch_network(assets_folder: Path, *, mirror: Path | None, language: str) -> SampleSource:
    try:
        assets.fetch([NETWORK], into=assets_folder, mirror=mirror)
    except Unavailable:
        fallback = networks.default(assets_folder)
        words = text("terminal-network-fallback", language=language)
        return SampleSource(words=(fallback, words))
    asset = assets.manifest()[NETWORK]
    return _cited(f"{NETWORK} {asset.version}", asset)


def _cited(words: str, asset: assets.AssetSet) -> SampleSource:
    return SampleSource(
        words=(words, f"{asset.licence} · {asset.source}"),
        citation=f"{asset.citation}\n{asset.licence}. {asset.source}",
    )


def _real(assets_folder: Path, *, mirror: Path | None) -> list[Path]:
    try:
        assets.fetch([SAMPLE], into=assets_folder, mirror=mirror)
    except Unavailable:
        return []
    return sorted((assets_folder / SAMPLE).glob("*.dcm"))
