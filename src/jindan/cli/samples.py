"""What the demonstration runs on: the CT that was given, a real one, or, plainly said, a drawn one."""

from dataclasses import dataclass
from pathlib import Path

from jindan import assets
from jindan.analysis import Unavailable
from jindan.ct import networks
from jindan.ct.synthetic import write_sample

SAMPLE = "sample-ct"
NETWORK = "obelisk-unet"
SEED = 20261122


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Files of one CT, and what to say about it and about the network that will segment it."""

    files: list[Path]
    words: str
    network_words: str


def choose(ct: Path | None, *, assets_folder: Path, mirror: Path | None) -> Sample:
    """The CT at `ct`, else the real sample, else a synthetic one; weights are fetched where they can be had."""
    network_words = _fetch_network(assets_folder, mirror=mirror)
    if ct is not None:
        files = sorted(path for path in ct.rglob("*") if path.is_file()) if ct.is_dir() else [ct]
        return Sample(files=files, words=str(ct), network_words=network_words)
    files, words = _real(assets_folder, mirror=mirror) or _synthetic(assets_folder)
    return Sample(files=files, words=words, network_words=network_words)


def _fetch_network(assets_folder: Path, *, mirror: Path | None) -> str:
    try:
        assets.fetch([NETWORK], into=assets_folder, mirror=mirror)
    except Unavailable:
        return (
            f"{networks.default(assets_folder)} - FALLBACK: a demonstration network trained on synthetic anatomy,"
            " because the trained weights can be reached neither in a mirror nor on the network"
        )
    network = assets.manifest()[NETWORK]
    return f"{NETWORK} {network.version} ({network.licence}; {network.source})"


def _real(assets_folder: Path, *, mirror: Path | None) -> tuple[list[Path], str] | None:
    try:
        assets.fetch([SAMPLE], into=assets_folder, mirror=mirror)
    except Unavailable:
        return None
    sample = assets.manifest()[SAMPLE]
    files = sorted((assets_folder / SAMPLE).glob("*.dcm"))
    return files, f"a real CT of {len(files)} slices, {sample.licence}: {sample.citation}"


def _synthetic(assets_folder: Path) -> tuple[list[Path], str]:
    path = assets_folder / "synthetic-ct.nii.gz"
    write_sample(path, seed=SEED)
    return [path], (
        "FALLBACK: a synthetic CT drawn by code,"
        " because the real sample can be reached neither in a mirror nor on the network"
    )
