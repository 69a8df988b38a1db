"""Weights and samples that are fetched and never committed. Each file is known by its SHA-256.

The manifest `models/assets.toml` names each set of files with its address at a fixed commit,
hashes, licence and citation. Nothing is fetched at import: a caller asks for a set by name.
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

from jindan.problems import Problem, Unavailable

MODELS = Path(__file__).parent / "models"
"""The folder of manifests, cards and the project's own small weights."""

TIMEOUTS_S = (4, 10)
"""Seconds to wait for a connection, and for an answer."""

DOWNLOADS_AT_ONCE = 6


class AssetUnreachable(Unavailable):
    """A file that is needed is neither in the mirror folder nor within reach over the network."""


class AssetDamaged(Problem):
    """A downloaded file does not have the SHA-256 of the manifest."""


class UnknownAsset(Problem):
    """The manifest has no set of this name."""


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file: its name in the cache, its address below the root of its set, SHA-256 and size in bytes."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class AssetSet:
    """A set of files that are fetched together.

    root: address that each file's `path` is joined to.
    licence: SPDX identifier. citation: what to cite. source: address of a page about it.
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
    """Return every set of `models/assets.toml`, by name."""
    content = tomllib.loads((MODELS / "assets.toml").read_text(encoding="utf-8"))
    return {entry["name"]: _read_set(**entry) for entry in content["sets"]}


def fetch(names: Iterable[str], *, into: Path, mirror: Path | None = None) -> Path:
    """Make sure that the named sets are in the folder `into`, each in a folder of its own name. Return `into`.

    A file is taken from `into` when it is there already, else from anywhere below `mirror` by its
    name, else from its address. Its SHA-256 must be right in any case.
    Raises UnknownAsset, AssetDamaged, or AssetUnreachable (within about ten seconds when there is
    no network).
    """
    for name in names:
        if name not in manifest():
            raise UnknownAsset(name=name)
        fetch_set(manifest()[name], into=into / name, mirror=mirror)
    return into


def fetch_set(wanted: AssetSet, *, into: Path, mirror: Path | None = None) -> None:
    """Make sure that the files of one set are in the folder `into`. Raises what `fetch` raises."""
    into.mkdir(parents=True, exist_ok=True)
    missing = [asset for asset in wanted.files if not _is_genuine(into / asset.name, asset)]
    mirrored = _files_by_name(mirror) if missing else {}
    remote = [asset for asset in missing if not _copy(asset, mirrored=mirrored, into=into)]
    if not remote:
        return
    # The first alone: without a network it fails once, not six times at once.
    _download(remote[0], root=wanted.root, into=into)
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        for _ in pool.map(lambda asset: _download(asset, root=wanted.root, into=into), remote[1:]):
            pass


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as lower-case hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files_by_name(mirror: Path | None) -> Mapping[str, list[Path]]:
    """Return every file below the mirror folder, by file name."""
    files: dict[str, list[Path]] = {}
    for path in mirror.rglob("*") if mirror else ():
        files.setdefault(path.name, []).append(path)
    return files


def _copy(asset: Asset, *, mirrored: Mapping[str, list[Path]], into: Path) -> bool:
    """Copy a file from the mirror where it has one with the right SHA-256. Return whether it has."""
    names = {asset.name, Path(asset.path).name}
    for path in (path for name in sorted(names) for path in mirrored.get(name, ())):
        if _is_genuine(path, asset):
            # Renaming is atomic: another process finds the whole file or none.
            partial = into / f"{asset.name}.partial"
            shutil.copyfile(path, partial)
            partial.replace(into / asset.name)
            return True
    return False


def _download(asset: Asset, *, root: str, into: Path) -> None:
    url = urljoin(root, asset.path)
    loader = pooch.HTTPDownloader(timeout=TIMEOUTS_S)
    pooch.get_logger().setLevel(
        "WARNING"
    )  # the caller reports what is fetched, in the reader's language
    try:
        pooch.retrieve(url, f"sha256:{asset.sha256}", asset.name, into, downloader=loader)
    except OSError as error:  # every failure of the connection, wrong status included
        raise AssetUnreachable(file=asset.name) from error
    except ValueError as error:  # pooch raises it for a hash that differs
        raise AssetDamaged(file=asset.name) from error


def _is_genuine(path: Path, asset: Asset) -> bool:
    """Return whether a path is the file of the manifest. The size is compared first, as hashing takes long."""
    has_size = path.is_file() and path.stat().st_size == asset.size
    return has_size and sha256_of(path) == asset.sha256


def _read_set(*, files: list[dict[str, str | int]], **words: str) -> AssetSet:
    assets = (Asset(**{"path": file["name"], **file}) for file in files)  # type: ignore[arg-type]
    return AssetSet(**words, files=tuple(assets))
