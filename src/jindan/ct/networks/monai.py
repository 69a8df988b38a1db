"""MONAI bundles on PyTorch (extra `ct-torch`): a zip with a network, its weights and metadata.

A bundle's configuration may name any Python object to call. Only the name of an architecture of
`monai.networks.nets` and its plain numbers and strings are read from it here. Nothing is unpacked
to disk.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from jindan.ct.errors import UnsafeWeights
from jindan.ct.networks import torch as torchscript

if TYPE_CHECKING:
    from jindan.ct.networks.network import Image, Network, Probabilities

DEPENDENCIES = ("monai", "torch")

CONFIGURATIONS = ("configs/inference.json", "configs/train.json")
LARGEST_BYTES = 4 << 30


def is_available() -> bool:
    """Return whether MONAI and PyTorch are installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def load(model: bytes) -> Network:
    """Return the network in the bytes of a zipped bundle: `models/model.ts`, else `models/model.pt`.

    Raises UnsafeWeights when the bundle needs more than a known architecture and plain arrays.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(model)) as bundle:
            if sum(entry.file_size for entry in bundle.infolist()) > LARGEST_BYTES:
                raise UnsafeWeights
            script = _member(bundle, "models/model.ts")
            if script is not None:
                return torchscript.load(script)
            state_dict = _member(bundle, "models/model.pt")
            if state_dict is None:
                raise UnsafeWeights
            name, options = _architecture(bundle)
            return _from_state_dict(name, options, state_dict=state_dict)
    except (zipfile.BadZipFile, json.JSONDecodeError, StopIteration) as error:
        raise UnsafeWeights from error


def _member(bundle: zipfile.ZipFile, path: str) -> bytes | None:
    """Return the bytes of a file, whether the bundle's folder was zipped or only its content."""
    for name in bundle.namelist():
        if name == path or name.partition("/")[2] == path:
            return bundle.read(name)
    return None


def _architecture(bundle: zipfile.ZipFile) -> tuple[str, Mapping[str, object]]:
    """Return name and options of the `network_def` in the bundle's configuration.

    Raises UnsafeWeights when it is not plain, StopIteration when there is no configuration.
    """
    texts = (_member(bundle, path) for path in CONFIGURATIONS)
    definition = json.loads(next(text for text in texts if text is not None)).get("network_def")
    if not isinstance(definition, dict):
        raise UnsafeWeights
    name = str(definition.pop("_target_", ""))
    if not _is_plain(definition):
        raise UnsafeWeights
    return name.rpartition(".")[2], definition


def _is_plain(value: object) -> bool:
    """Return whether a value is free of expressions (`$…`), references (`@…`, `%…`) and objects.

    An object is a dictionary with the key `_target_`.
    """
    match value:
        case str():
            return not value.startswith(("$", "@", "%", "_"))
        case list():
            return all(_is_plain(item) for item in value)
        case dict():
            return all(_is_plain(item) for entry in value.items() for item in entry)
    return value is None or isinstance(value, int | float)


def _from_state_dict(name: str, options: Mapping[str, object], *, state_dict: bytes) -> Network:
    """Build an architecture of MONAI and load its weights. Raises UnsafeWeights."""
    import numpy as np
    import torch
    from monai.networks import nets

    from jindan.ct.networks.state_dict import read_state_dict

    architecture = getattr(nets, name, None)
    if not isinstance(architecture, type) or not issubclass(architecture, torch.nn.Module):
        raise UnsafeWeights
    arrays = read_state_dict(state_dict)
    try:
        module = architecture(**options).eval()
        module.load_state_dict({key: torch.from_numpy(array) for key, array in arrays.items()})
    except (TypeError, ValueError, RuntimeError) as error:  # options or arrays of another network
        raise UnsafeWeights from error

    def run(image: Image) -> Probabilities:
        with torch.inference_mode():
            return np.asarray(module(torch.from_numpy(image)).numpy(), np.float32)

    return run
