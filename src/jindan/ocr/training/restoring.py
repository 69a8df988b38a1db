"""The weights of a head that `export` wrote, to train it further."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from jindan.ocr.training.network import LETTERS

Array = npt.NDArray[np.float32]
WRAPPED = "head."
"""Prefix that `export` puts before the names of weights."""

DIRECTIONS = ("", "_reverse")


def restored(file: Path) -> dict[str, Tensor]:
    """Return the state of a `HangulHead` from its ONNX file, in the half precision of the file."""
    graph = onnx.load(str(file)).graph
    arrays = {
        stored.name.removesuffix(".half"): numpy_helper.to_array(stored).astype(np.float32)
        for stored in graph.initializer
    }
    named = {
        name.removeprefix(WRAPPED): array
        for name, array in arrays.items()
        if name.startswith(WRAPPED)
    }
    state = named | dict(_products(graph, arrays)) | dict(_recurrences(graph, arrays))
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in state.items()}


def _products(graph: onnx.GraphProto, arrays: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Yield the linear layers, which ONNX stores transposed and without their names."""
    narrow, *last = (arrays[node.input[1]].T for node in graph.node if node.op_type == "MatMul")
    yield "narrow.1.weight", narrow
    for weights in last:
        yield ("letters.weight" if len(weights) == LETTERS else "common.weight"), weights


def _recurrences(graph: onnx.GraphProto, arrays: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Yield the gated layers, whose gates ONNX stores in another order."""
    layers = (node for node in graph.node if node.op_type == "GRU")
    for layer, node in enumerate(layers):
        of_input, of_state, biases = (arrays[name] for name in node.input[1:4])
        for k, direction in enumerate(DIRECTIONS):
            end = f"l{layer}{direction}"
            yield f"along.weight_ih_{end}", _as_torch(of_input[k])
            yield f"along.weight_hh_{end}", _as_torch(of_state[k])
            input_bias, state_bias = np.split(biases[k], 2)
            yield f"along.bias_ih_{end}", _as_torch(input_bias)
            yield f"along.bias_hh_{end}", _as_torch(state_bias)


def _as_torch(gates: Array) -> Array:
    """Return the gates update, reset, new in the order reset, update, new."""
    update, reset, new = np.split(gates, 3)
    return np.concatenate((reset, update, new))
