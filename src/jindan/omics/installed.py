"""The omics models that are installed: those that come with Jindan, and those of the folder `omics` of the assets."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from jindan.assets import MODELS
from jindan.omics.errors import ModelDamaged, UnknownModel
from jindan.omics.manifest import Manifest

SHIPPED = MODELS / "omics"
MANIFEST = "manifest.toml"
CARD = "card.md"


def names(*, assets: Path) -> list[str]:
    """Return the names of all installed models, sorted."""
    return sorted(
        {path.parent.name for root in _roots(assets) for path in root.glob(f"*/{MANIFEST}")}
    )


def describe(name: str, *, assets: Path) -> Manifest:
    """Return the manifest of a model. Raises UnknownModel and ModelDamaged."""
    return read_manifest(folder_of(name, assets=assets) / MANIFEST)


def card(name: str, *, assets: Path) -> str:
    """Return the model card in Markdown, empty where there is none. Raises UnknownModel."""
    path = folder_of(name, assets=assets) / CARD
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def folder_of(name: str, *, assets: Path) -> Path:
    """Return the folder of a model. Raises UnknownModel."""
    if name in names(assets=assets):
        return next(root / name for root in _roots(assets) if (root / name / MANIFEST).is_file())
    raise UnknownModel(name=name, known=", ".join(names(assets=assets)))


def read_manifest(path: Path) -> Manifest:
    """Read a manifest from its file. Raises ModelDamaged."""
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise ModelDamaged(file=path.name) from error


def _roots(assets: Path) -> tuple[Path, Path]:
    return (SHIPPED, assets / "omics")
