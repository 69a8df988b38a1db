"""What the demonstration runs on: the CT that was given, a real one, or, plainly said, a drawn one."""

from dataclasses import dataclass
from pathlib import Path

from jindan import assets
from jindan.analysis import Unavailable
from jindan.catalogue import text
from jindan.ct import networks
from jindan.ct.synthetic import write_sample

SAMPLE = "sample-ct"
NETWORK = "obelisk-unet"
SEED = 20261122
OMICS_MODEL = "urinary-panel"
URINARY_PANEL = """\
sample,age,sex,creatinine (mg/mL),LYVE1 (ng/mL),REG1B (ng/mL),TFF1 (ng/mL)
DEMO-U1,67,F,0.90,4.80,210.5,820.1
"""
"""A urinary panel made up for the demonstration: no person's."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Something the run rests on: what it is, in lines for the reader, and how to cite it (empty: nothing to cite)."""

    words: tuple[str, ...]
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Files of one CT, what to say about it, and about the network that will segment it."""

    files: list[Path]
    ct: Source
    network: Source


def choose(ct: Path | None, *, assets_folder: Path, mirror: Path | None, language: str) -> Sample:
    """The CT at `ct`, else the real sample, else a synthetic one; weights are fetched where they can be had."""
    network = _fetch_network(assets_folder, mirror=mirror, language=language)
    if ct is not None:
        return Sample(files=files_at(ct), ct=Source(words=(str(ct),)), network=network)
    files = _real(assets_folder, mirror=mirror)
    if files:
        asset = assets.manifest()[SAMPLE]
        words = text("terminal-ct-real", language=language, slices=len(files))
        return Sample(files=files, ct=_cited(words, asset), network=network)
    words = text("terminal-ct-synthetic", language=language)
    return Sample(files=[_synthetic(assets_folder)], ct=Source(words=(words,)), network=network)


def files_at(ct: Path) -> list[Path]:
    """The file at a path, or every file below the folder there; none where there is neither."""
    found = ct.rglob("*") if ct.is_dir() else [ct]
    return sorted(path for path in found if path.is_file())


def urinary_panel(folder: Path) -> Path:
    """A table of one made-up specimen, in the folder."""
    path = folder / "synthetic-urinary-panel.csv"
    path.write_text(URINARY_PANEL, encoding="utf-8")
    return path


def _fetch_network(assets_folder: Path, *, mirror: Path | None, language: str) -> Source:
    try:
        assets.fetch([NETWORK], into=assets_folder, mirror=mirror)
    except Unavailable:
        fallback = networks.default(assets_folder)
        words = text("terminal-network-fallback", language=language)
        return Source(words=(fallback, words))
    asset = assets.manifest()[NETWORK]
    return _cited(f"{NETWORK} {asset.version}", asset)


def _cited(words: str, asset: assets.AssetSet) -> Source:
    return Source(
        words=(words, f"{asset.licence} · {asset.source}"),
        citation=f"{asset.citation}\n{asset.licence}. {asset.source}",
    )


def _real(assets_folder: Path, *, mirror: Path | None) -> list[Path]:
    try:
        assets.fetch([SAMPLE], into=assets_folder, mirror=mirror)
    except Unavailable:
        return []
    return sorted((assets_folder / SAMPLE).glob("*.dcm"))


def _synthetic(assets_folder: Path) -> Path:
    path = assets_folder / "synthetic-ct.nii.gz"
    write_sample(path, seed=SEED)
    return path
