"""The networks installed on this machine, and how to open one by its name.

Cheap to import, for a server that only names networks: arrays and runtimes are loaded by `open`. A
network is installed when its manifest and all its weights are present: the project's own small
ones in `jindan/models`, others in `<assets>/<name>/`. Nothing is downloaded here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jindan.assets import MODELS
from jindan.ct.errors import (
    BadNetworkManifest,
    RuntimeMissing,
    UnknownNetwork,
    WeightsDamaged,
    WeightsMissing,
)
from jindan.ct.examination import NetworkUsed, WeightFile
from jindan.ct.networks import monai, onnx, openvino, torch
from jindan.ct.networks.manifest import Format, NetworkManifest, Weights, read_manifest

if TYPE_CHECKING:
    from jindan.ct.networks.network import Network

PREFERRED = ("obelisk-unet", "abdomen-demo")
"""The networks used when none is chosen: first the one trained on patients."""


class Runtime(Protocol):
    """A module of this folder that loads networks: its dependencies, whether they are installed."""

    @property
    def DEPENDENCIES(self) -> tuple[str, ...]:
        """The packages it imports. The first is named in provenance."""

    def is_available(self) -> bool:
        """Return whether every dependency is installed."""

    def load(self, model: bytes) -> Network:
        """Return the network in a file's bytes."""


RUNTIMES: Mapping[Format, tuple[Runtime, ...]] = {
    Format.ONNX: (openvino, onnx),
    Format.OBELISK: (openvino, onnx),
    Format.TORCHSCRIPT: (torch,),
    Format.MONAI: (monai,),
}
"""The first available one runs the network. The order is decision 0020."""


@dataclass(frozen=True, kw_only=True)
class Fold:
    """One member of an ensemble, loaded only when needed so that one is in memory at a time."""

    file: str
    sha256: str
    load: Callable[[], Network]


@dataclass(frozen=True, kw_only=True)
class LoadedNetwork:
    """A network whose weights were read and checked, ready to run."""

    manifest: NetworkManifest
    folds: tuple[Fold, ...]
    runtime: str
    runtime_version: str

    @property
    def provenance(self) -> NetworkUsed:
        """The network, its weights and runtime, as the report prints them."""
        return NetworkUsed(
            network=self.manifest.name,
            version=self.manifest.version,
            weights=tuple(WeightFile(file=f.file, sha256=f.sha256) for f in self.folds),
            runtime=self.runtime,
            runtime_version=self.runtime_version,
            is_demonstration=self.manifest.demonstration,
            citation=self.manifest.citation,
            licence=self.manifest.licence,
        )


def available(assets: Path) -> tuple[str, ...]:
    """Return the names of the networks that could be opened now, the preferred ones first."""
    names = sorted(
        (name for name in dict(_descriptions(assets)) if _is_ready(name, assets=assets)),
        key=lambda name: (PREFERRED.index(name) if name in PREFERRED else len(PREFERRED), name),
    )
    return tuple(names)


def default(assets: Path) -> str:
    """Return the network to use when none is chosen: the trained one, else the demonstration.

    Raises WeightsMissing when neither is installed.
    """
    for name in available(assets):
        if name in PREFERRED:
            return name
    raise WeightsMissing(network=PREFERRED[0])


def open(name: str, *, assets: Path) -> LoadedNetwork:
    """Return the network of this name, each file of weights checked against its SHA-256.

    A file is read once, so the bytes that were checked are those that run. Raises UnknownNetwork,
    WeightsMissing, WeightsDamaged, UnsafeWeights, BadNetworkManifest or RuntimeMissing.
    """
    manifest = describe(name, assets=assets)
    runtime = _runtime(manifest)
    folds = (
        _fold(weights, manifest=manifest, runtime=runtime, assets=assets)
        for weights in manifest.weights
    )
    return LoadedNetwork(
        manifest=manifest,
        folds=tuple(folds),
        runtime=runtime.DEPENDENCIES[0],
        runtime_version=version(runtime.DEPENDENCIES[0]),
    )


def describe(name: str, *, assets: Path) -> NetworkManifest:
    """Return the manifest of a network, whether or not its weights are installed.

    Raises UnknownNetwork or BadNetworkManifest.
    """
    path = dict(_descriptions(assets)).get(name)
    if path is None:
        raise UnknownNetwork(name=name)
    manifest = read_manifest(path)
    if manifest.name != name:
        raise BadNetworkManifest(file=path.name)
    return manifest


def known(assets: Path) -> tuple[str, ...]:
    """Return the names of all networks with a manifest, whether or not their weights are installed."""
    return tuple(sorted(dict(_descriptions(assets))))


def card(name: str, *, assets: Path) -> str:
    """Return the model card in Markdown: `card.md` beside the manifest, or the project's own.

    Empty when the network has none.
    """
    for path in (assets / name / "card.md", MODELS / f"{name}.md"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""


def _descriptions(assets: Path) -> Iterator[tuple[str, Path]]:
    """Yield names with their manifests.

    The project's own come last, so that in a dictionary no other network replaces one.
    """
    for path in assets.glob("*/network.toml"):
        yield path.parent.name, path
    for path in MODELS.glob("*.toml"):
        if path.name != "assets.toml":
            yield path.stem, path


def _is_ready(name: str, *, assets: Path) -> bool:
    try:
        manifest = describe(name, assets=assets)
        _runtime(manifest)
        return all(_path(weights, manifest=manifest, assets=assets) for weights in manifest.weights)
    except (BadNetworkManifest, RuntimeMissing, WeightsMissing):
        return False


def _runtime(manifest: NetworkManifest) -> Runtime:
    """Return the first available runtime for a network's format. Raises RuntimeMissing."""
    candidates = RUNTIMES[manifest.format]
    for runtime in candidates:
        if runtime.is_available():
            return runtime
    raise RuntimeMissing(runtime=candidates[-1].DEPENDENCIES[0])


def _path(weights: Weights, *, manifest: NetworkManifest, assets: Path) -> Path:
    """Return where a file of weights lies. Raises WeightsMissing."""
    for folder in (assets / manifest.name, MODELS):
        if (folder / weights.file).is_file():
            return folder / weights.file
    raise WeightsMissing(network=manifest.name)


def _fold(weights: Weights, *, manifest: NetworkManifest, runtime: Runtime, assets: Path) -> Fold:
    """Read a file of weights. Raises WeightsMissing, WeightsDamaged or UnsafeWeights."""
    content = _path(weights, manifest=manifest, assets=assets).read_bytes()
    if hashlib.sha256(content).hexdigest() != weights.sha256:
        raise WeightsDamaged(file=weights.file)
    if manifest.format is Format.OBELISK:
        from jindan.ct.networks import obelisk  # imports ONNX

        content = obelisk.to_onnx(content)
    return Fold(file=weights.file, sha256=weights.sha256, load=lambda: runtime.load(content))
