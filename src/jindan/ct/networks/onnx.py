"""ONNX models on ONNX Runtime, the fallback where OpenVINO has no wheel."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jindan.ct.networks.network import Image, Network, Probabilities

DEPENDENCIES = ("onnxruntime",)


def is_available() -> bool:
    """Return whether ONNX Runtime is installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def load(model: bytes) -> Network:
    """Return the network of an ONNX file's bytes, on the CPU."""
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # The arena would hold the memory of the largest layers of every fold.
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(image: Image) -> Probabilities:
        return np.asarray(session.run(None, {name: image})[0], np.float32)

    return run
