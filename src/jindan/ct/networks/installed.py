"""Which networks this machine has, and how to open one by its name.

Light to load, for a server that only names networks: arrays and runtimes come with `open`. A
network is installed when its manifest and all its weights are at hand: the project's own small
ones in `jindan/models`, others in `<assets>/<name>/`. Nothing is fetched here.
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
from jindan.ct.findings import Provenance, WeightFile
from jindan.ct.networks import monai, onnx, openvino, torch
from jindan.ct.networks.manifest import Format, NetworkManifest, Weights, read_manifest

if TYPE_CHECKING:
    from jindan.ct.networks.network import Network

PREFERRED = ("obelisk-unet", "abdomen-demo")
"""The networks used when nobody chose one: first the one trained on patients."""


class Runtime(Protocol):
    """One module of this folder: what it needs, whether that is here, how it loads a network."""

    @property
    def DEPENDENCIES(self) -> tuple[str, ...]:
        """The packages it imports; the first is named in provenance."""

    def is_available(self) -> bool:
        """Whether every dependency is installed."""

    def load(self, model: bytes) -> Network:
        """The network in a file's bytes."""


RUNTIMES: Mapping[Format, tuple[Runtime, ...]] = {
    Format.ONNX: (openvino, onnx),
    Format.OBELISK: (openvino, onnx),
    Format.TORCHSCRIPT: (torch,),
    Format.MONAI: (monai,),
}
"""The first available one runs the network; the order is decision 0020."""


@dataclass(frozen=True, kw_only=True)
class Fold:
    """One member of an ensemble; `load` is called late, so that one is in memory at a time."""

    file: str
    sha256: str
    load: Callable[[], Network]


@dataclass(frozen=True, kw_only=True)
class LoadedNetwork:
    """A network whose weights were read and checked, ready to be asked."""

    manifest: NetworkManifest
    folds: tuple[Fold, ...]
    runtime: str
    runtime_version: str

    @property
    def provenance(self) -> Provenance:
        """What made the labels, as the report prints it."""
        return Provenance(
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
    """Names of the networks that could be opened now, the preferred ones first."""
    names = sorted(
        (name for name in dict(_descriptions(assets)) if _is_ready(name, assets=assets)),
        key=lambda name: (PREFERRED.index(name) if name in PREFERRED else len(PREFERRED), name),
    )
    return tuple(names)


def default(assets: Path) -> str:
    """The network to use when nobody chose: real weights if they are here, else the demonstration.

    Raises WeightsMissing when there is neither.
    """
    for name in available(assets):
        if name in PREFERRED:
            return name
    raise WeightsMissing(network=PREFERRED[0])


def open(name: str, *, assets: Path) -> LoadedNetwork:
    """The network of this name; each file of weights is compared with its SHA-256 and read at once.

    The bytes that were compared are the bytes that are run. Raises UnknownNetwork, WeightsMissing,
    WeightsDamaged, UnsafeWeights, BadNetworkManifest or RuntimeMissing.
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
    """The manifest of a network, whether or not its weights are here.

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
    """Names of all networks that are described here, whether or not their weights are."""
    return tuple(sorted(dict(_descriptions(assets))))


def card(name: str, *, assets: Path) -> str:
    """The model card of a network in Markdown: `card.md` beside its manifest, or the project's own.

    Empty when it has none.
    """
    for path in (assets / name / "card.md", MODELS / f"{name}.md"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""


def _descriptions(assets: Path) -> Iterator[tuple[str, Path]]:
    """Names with their manifests; the project's own come last: none can take their place."""
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
    candidates = RUNTIMES[manifest.format]
    for runtime in candidates:
        if runtime.is_available():
            return runtime
    raise RuntimeMissing(runtime=candidates[-1].DEPENDENCIES[0])


def _path(weights: Weights, *, manifest: NetworkManifest, assets: Path) -> Path:
    for folder in (assets / manifest.name, MODELS):
        if (folder / weights.file).is_file():
            return folder / weights.file
    raise WeightsMissing(network=manifest.name)


def _fold(weights: Weights, *, manifest: NetworkManifest, runtime: Runtime, assets: Path) -> Fold:
    content = _path(weights, manifest=manifest, assets=assets).read_bytes()
    if hashlib.sha256(content).hexdigest() != weights.sha256:
        raise WeightsDamaged(file=weights.file)
    model = _as_onnx(content) if manifest.format is Format.OBELISK else content
    return Fold(file=weights.file, sha256=weights.sha256, load=lambda: runtime.load(model))


def _as_onnx(content: bytes) -> bytes:
    from jindan.ct.networks import obelisk

    return obelisk.to_onnx(content)
