"""Models as files: a TOML manifest, parameters as plain JSON, estimators as skops. None of them runs code.

A model `name` is the folder `name` with `manifest.toml`, `parameters.json`, `card.md`, and `<view>.skops` for each view
that is not linear.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from jindan.omics.engine.estimating import Estimated
from jindan.omics.engine.fusing import Fusion
from jindan.omics.engine.model import Estimator, FittedView, OmicsModel
from jindan.omics.engine.novelty import Novelty
from jindan.omics.engine.scoring import Linear, Scaler
from jindan.omics.errors import ModelDamaged, SoftwareMissing, UnsafeModel
from jindan.omics.installed import MANIFEST, folder_of, read_manifest
from jindan.omics.manifest import Manifest, View

PARAMETERS, CARD = "parameters.json", "card.md"
ALLOWED_TYPES = frozenset({"sklearn.tree._tree.Tree", "sklearn.utils._bunch.Bunch"})
"""Types beyond those that skops itself trusts: the arrays of a tree, and a dictionary. Neither runs code when loaded,
and a file is loaded only after its checksum has been compared."""
Json = dict[str, Any]


def load(name: str, *, assets: Path) -> OmicsModel:
    """Read a model and check it against its manifest.

    Raises UnknownModel, ModelDamaged, UnsafeModel and SoftwareMissing.
    """
    folder = folder_of(name, assets=assets)
    manifest = read_manifest(folder / MANIFEST)
    stored = json.loads(_checked_bytes(folder / PARAMETERS, manifest.parameters_sha256))
    views = {
        view.name: _view(stored["views"][view.name], view, manifest=manifest, folder=folder)
        for view in manifest.views
    }
    fusions = [_fusion(fusion) for fusion in stored["fusions"]]
    return OmicsModel(
        manifest=manifest,
        views=views,
        fusions={fusion.views: fusion for fusion in fusions},
        reference_truth=np.array(stored["reference_truth"], dtype=np.float64),
    )


def save(model: OmicsModel, *, folder: Path, card: str) -> Manifest:
    """Write a model and return its manifest with the checksums of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {
        "views": {name: _view_json(view) for name, view in model.views.items()},
        "fusions": [_fusion_json(fusion) for fusion in model.fusions.values()],
        "reference_truth": model.reference_truth.astype(int).tolist(),
    }
    written = json.dumps(stored, separators=(",", ":"), allow_nan=False).encode()
    (folder / PARAMETERS).write_bytes(written)
    estimators = {n: _save_estimator(v, folder / f"{n}.skops") for n, v in model.views.items()}
    manifest = model.manifest.model_copy(
        update={
            "parameters_sha256": hashlib.sha256(written).hexdigest(),
            "estimators_sha256": {name: sha for name, sha in estimators.items() if sha},
        }
    )
    (folder / MANIFEST).write_text(as_toml(manifest.model_dump(mode="json")), encoding="utf-8")
    (folder / CARD).write_text(card, encoding="utf-8")
    return manifest


def as_toml(content: Mapping[str, Any]) -> str:
    """Return a document of TOML, without values that are None. A list of tables has one table on each line."""
    stated = {name: value for name, value in content.items() if value is not None}
    return "".join(f"{name} = {_toml(value, deep=False)}\n" for name, value in stated.items())


def _toml(value: Any, *, deep: bool) -> str:  # noqa: ANN401  # any value of a JSON document
    if isinstance(value, dict):
        inner = ", ".join(
            f"{json.dumps(k, ensure_ascii=False)} = {_toml(v, deep=True)}" for k, v in value.items()
        )
        return f"{{ {inner} }}"
    if isinstance(value, list):
        parts = [_toml(item, deep=True) for item in value]
        if not deep and any(isinstance(item, dict) for item in value):
            return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
        return f"[{', '.join(parts)}]"
    return json.dumps(value, ensure_ascii=False)


def _checked_bytes(path: Path, sha256: str) -> bytes:
    """Return the content of a file. Raises ModelDamaged."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelDamaged(file=path.name)
    return content


def _view(stored: Json, view: View, *, manifest: Manifest, folder: Path) -> FittedView:
    numbers = {
        name: np.array(value, dtype=np.float64) for name, value in stored.items() if name != "knots"
    }
    scorer: Linear | Estimator
    if view.name in manifest.estimators_sha256:
        content = _checked_bytes(
            folder / f"{view.name}.skops", manifest.estimators_sha256[view.name]
        )
        scorer = _estimator(content, manifest)
    else:
        shape = numbers["coefficients"].shape
        replicas = numbers["replicas"].reshape(-1, shape[0] + 1, shape[1])
        scorer = Linear(
            coefficients=numbers["coefficients"], intercept=numbers["intercept"], replicas=replicas
        )
    scaler = Scaler(
        features=view.features,
        knots=tuple(tuple(knots) for knots in stored["knots"]),
        centre=numbers["centre"],
        scale=numbers["scale"],
    )
    distances = {name: numbers[name] for name in ("directions", "spread", "within", "off")}
    reference = numbers["reference"].reshape(-1, len(numbers["spread"]))
    novelty = Novelty(**distances, reference=reference)
    return FittedView(scaler=scaler, scorer=scorer, novelty=novelty)


def _view_json(view: FittedView) -> Json:
    novelty = {name: getattr(view.novelty, name).tolist() for name in Novelty.__dataclass_fields__}
    scaler = {"centre": view.scaler.centre.tolist(), "scale": view.scaler.scale.tolist()}
    stored: Json = {"knots": [list(knots) for knots in view.scaler.knots], **scaler, **novelty}
    if isinstance(view.scorer, Linear):
        stored |= {
            name: getattr(view.scorer, name).tolist() for name in Linear.__dataclass_fields__
        }
    return stored


def _fusion(stored: Json) -> Fusion:
    numbers = {
        name: np.array(stored[name], dtype=np.float64)
        for name in ("weights", "bias", "calibration")
    }
    truth = np.array(stored["truth"], dtype=np.int64)
    return Fusion(views=tuple(stored["views"]), pull=stored["pull"], truth=truth, **numbers)


def _fusion_json(fusion: Fusion) -> Json:
    return {
        "views": list(fusion.views),
        "weights": fusion.weights.tolist(),
        "bias": fusion.bias.tolist(),
        "pull": fusion.pull,
        "calibration": fusion.calibration.tolist(),
        "truth": fusion.truth.astype(int).tolist(),
    }


def _save_estimator(view: FittedView, path: Path) -> str:
    """Write the estimator of a view and return its SHA-256, empty where the view is linear."""
    if not isinstance(view.scorer, Estimated):
        return ""
    import skops.io

    written = skops.io.dumps(view.scorer.estimator)
    path.write_bytes(written)
    return hashlib.sha256(written).hexdigest()


def _estimator(content: bytes, manifest: Manifest) -> Estimated:
    """Return the estimator of a skops file. Raises UnsafeModel and SoftwareMissing."""
    try:
        import skops.io
    except ModuleNotFoundError:
        raise SoftwareMissing(name="skops") from None
    unknown = set(skops.io.get_untrusted_types(file=io.BytesIO(content))) - ALLOWED_TYPES
    if unknown:
        raise UnsafeModel(found=", ".join(sorted(unknown)))
    return Estimated(
        estimator=skops.io.loads(content, trusted=[*ALLOWED_TYPES]), classes=manifest.classes
    )
