"""What the demonstration runs on: the CT that was given, a real one, or, plainly said, a drawn one."""

from dataclasses import dataclass
from pathlib import Path

SAMPLE = "sample-ct"
SEED = 20261122


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Files of one CT, and what to say about it and about the network that will segment it."""

    files: list[Path]
    words: str
    network_words: str


def choose(ct: Path | None, *, assets_folder: Path, mirror: Path | None) -> Sample:
    """The CT at `ct`, else the real sample, else a synthetic one; weights are fetched where they can be had."""
    network_words = _network_words(assets_folder, mirror=mirror)
    if ct is not None:
        files = sorted(path for path in ct.rglob("*") if path.is_file()) if ct.is_dir() else [ct]
        return Sample(files=files, words=str(ct), network_words=network_words)
    return _real(assets_folder, mirror=mirror) or _synthetic(assets_folder)
