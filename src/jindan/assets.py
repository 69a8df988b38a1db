"""Weights and samples that are fetched, never committed: known by SHA-256, kept in a folder.

The manifest `models/assets.toml` names each set of files with its address at a fixed commit,
hashes, licence and citation. Nothing here runs at import; a caller asks for a set by name.
"""

import hashlib
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pooch

from jindan.analysis import AnalysisError, Unavailable

MODELS = Path(__file__).parent / "models"
"""The folder of manifests, cards and the project's own small weights."""

PATIENCE_S = (4, 10)
"""How long to wait for a connection and for an answer."""

DOWNLOADS_AT_ONCE = 6


class AssetUnreachable(Unavailable):
    """Neither the mirror folder nor the network gave a file that is needed."""


class AssetDamaged(AnalysisError):
    """A downloaded file is not the one that the manifest describes."""


class UnknownAsset(AnalysisError):
    """The manifest has no set of this name."""


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file: its name in the cache, its address below the set's root, SHA-256 and bytes."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class AssetSet:
    """Files that belong together.

    root: address that each file's `path` is joined to.
    licence: SPDX identifier. citation: what to cite. source: where a person can read about it.
    """

    name: str
    version: str
    root: str
    licence: str
    citation: str
    source: str
    files: tuple[Asset, ...] = field(repr=False)


@cache
def manifest() -> Mapping[str, AssetSet]:
    """Every set of `models/assets.toml`, by name."""
    content = tomllib.loads((MODELS / "assets.toml").read_text(encoding="utf-8"))
    return {entry["name"]: _read_set(**entry) for entry in content["sets"]}


def fetch(names: Iterable[str], *, into: Path, mirror: Path | None = None) -> Path:
    """Make sure that the named sets are in the folder `into`, each in a folder of its own name.

    A file is taken from `into` when it is there already, else from anywhere below `mirror` by its
    name, else from its address; always only with the right SHA-256. Gives `into`.
    Raises UnknownAsset, AssetDamaged, or AssetUnreachable (within about ten seconds when there is
    no network).
    """
    for name in names:
        if name not in manifest():
            raise UnknownAsset(name=name)
        fetch_set(manifest()[name], into=into / name, mirror=mirror)
    return into


def fetch_set(wanted: AssetSet, *, into: Path, mirror: Path | None = None) -> None:
    """Make sure that the files of one set are in the folder `into`; raises as `fetch` does."""
    into.mkdir(parents=True, exist_ok=True)
    missing = [asset for asset in wanted.files if not _is_genuine(into / asset.name, asset)]
    shelf = _shelf(mirror) if missing else {}
    remote = [asset for asset in missing if not _copy(asset, shelf=shelf, into=into)]
    if not remote:
        return
    _download(remote[0], root=wanted.root, into=into)  # alone: it tells whether there is a network
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        for _ in pool.map(lambda asset: _download(asset, root=wanted.root, into=into), remote[1:]):
            pass


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as lower-case hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _shelf(mirror: Path | None) -> Mapping[str, list[Path]]:
    """Every file below the mirror folder, by file name."""
    shelf: dict[str, list[Path]] = {}
    for path in mirror.rglob("*") if mirror else ():
        shelf.setdefault(path.name, []).append(path)
    return shelf


def _copy(asset: Asset, *, shelf: Mapping[str, list[Path]], into: Path) -> bool:
    """Copy a genuine file from the mirror, if it has one. A file appears whole or not at all."""
    names = {asset.name, Path(asset.path).name}
    for path in (path for name in sorted(names) for path in shelf.get(name, ())):
        if _is_genuine(path, asset):
            partial = into / f"{asset.name}.partial"
            shutil.copyfile(path, partial)
            partial.replace(into / asset.name)
            return True
    return False


def _download(asset: Asset, *, root: str, into: Path) -> None:
    url = urljoin(root, asset.path)
    loader = pooch.HTTPDownloader(timeout=PATIENCE_S)
    pooch.get_logger().setLevel("WARNING")  # whoever asked says what is fetched, in their language
    try:
        pooch.retrieve(url, f"sha256:{asset.sha256}", asset.name, into, downloader=loader)
    except OSError as error:  # every failure of the connection, wrong status included
        raise AssetUnreachable(file=asset.name) from error
    except ValueError as error:  # pooch's word for a hash that differs
        raise AssetDamaged(file=asset.name) from error


def _is_genuine(path: Path, asset: Asset) -> bool:
    return _has_size(path, asset) and sha256_of(path) == asset.sha256


def _has_size(path: Path, asset: Asset) -> bool:
    return path.is_file() and path.stat().st_size == asset.size


def _read_set(*, files: list[dict[str, str | int]], **words: str) -> AssetSet:
    assets = (Asset(**{"path": file["name"], **file}) for file in files)  # type: ignore[arg-type]
    return AssetSet(**words, files=tuple(assets))
