"""ONNX models on ONNX Runtime: everywhere, small, the fallback of OpenVINO."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jindan.ct.networks.network import Image, Network, Probabilities

DEPENDENCIES = ("onnxruntime",)


def is_available() -> bool:
    """Whether ONNX Runtime is installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def load(model: bytes) -> Network:
    """The network of an ONNX file's bytes, on the CPU."""
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False  # else each fold keeps the memory of its largest layers
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(image: Image) -> Probabilities:
        return np.asarray(session.run(None, {name: image})[0], np.float32)

    return run
