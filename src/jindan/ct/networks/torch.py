"""TorchScript archives on PyTorch, for networks published in no other form (extra `ct-torch`)."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING

from jindan.ct.errors import UnsafeWeights

if TYPE_CHECKING:
    from jindan.ct.networks.network import Image, Network, Probabilities

DEPENDENCIES = ("torch",)


def is_available() -> bool:
    """Return whether PyTorch is installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def load(model: bytes) -> Network:
    """Return the network in the bytes of a TorchScript archive.

    An archive holds arrays and a program in TorchScript, which has neither files nor sockets. No
    pickled Python runs. Raises UnsafeWeights for anything else, state dicts included.
    """
    import numpy as np
    import torch

    try:
        module = torch.jit.load(io.BytesIO(model), map_location="cpu").eval()
    except RuntimeError as error:
        raise UnsafeWeights from error

    def run(image: Image) -> Probabilities:
        with torch.inference_mode():
            return np.asarray(module(torch.from_numpy(image)).numpy(), np.float32)

    return run
