"""ONNX models on OpenVINO, the default where its wheel exists (decision 0020)."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jindan.ct.networks.network import Image, Network, Probabilities

DEPENDENCIES = ("openvino",)


def is_available() -> bool:
    """Return whether OpenVINO is installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def load(model: bytes) -> Network:
    """Return the network of an ONNX file's bytes, on the CPU in single precision."""
    import numpy as np

    # This package would fork a process and call a web service at each import (decision 0020).
    # None makes its import fail, and OpenVINO then works without it.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    core = openvino.Core()
    graph = core.read_model(model)
    # Without the hint OpenVINO may compute in half precision on some processors, and the same scan
    # would get other labels on another machine.
    compiled = core.compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    request = compiled.create_infer_request()

    def run(image: Image) -> Probabilities:
        request.infer([image])
        return np.asarray(request.get_output_tensor(0).data, np.float32)  # a view: 0.1 GB less

    return run
