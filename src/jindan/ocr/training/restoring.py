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
"""What `export` puts before the names that it keeps."""

DIRECTIONS = ("", "_reverse")


def restored(file: Path) -> dict[str, Tensor]:
    """The state of a `HangulHead` from its ONNX file. What was kept in half precision stays that coarse."""
    graph = onnx.load(str(file)).graph
    arrays = {
        each.name.removesuffix(".half"): numpy_helper.to_array(each).astype(np.float32)
        for each in graph.initializer
    }
    named = {
        name.removeprefix(WRAPPED): array
        for name, array in arrays.items()
        if name.startswith(WRAPPED)
    }
    found = named | dict(_products(graph, arrays)) | dict(_recurrences(graph, arrays))
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in found.items()}


def _products(graph: onnx.GraphProto, arrays: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Linear layers, which ONNX has transposed and without their names."""
    narrow, *last = (arrays[node.input[1]].T for node in graph.node if node.op_type == "MatMul")
    yield "narrow.1.weight", narrow
    for weights in last:
        yield ("letters.weight" if len(weights) == LETTERS else "common.weight"), weights


def _recurrences(graph: onnx.GraphProto, arrays: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Gated layers, whose gates ONNX has in another order."""
    layers = (node for node in graph.node if node.op_type == "GRU")
    for layer, node in enumerate(layers):
        given, again, both = (arrays[name] for name in node.input[1:4])
        for k, direction in enumerate(DIRECTIONS):
            end = f"l{layer}{direction}"
            yield f"along.weight_ih_{end}", _as_torch(given[k])
            yield f"along.weight_hh_{end}", _as_torch(again[k])
            of_given, of_again = np.split(both[k], 2)
            yield f"along.bias_ih_{end}", _as_torch(of_given)
            yield f"along.bias_hh_{end}", _as_torch(of_again)


def _as_torch(gates: Array) -> Array:
    """Update, reset, new as reset, update, new."""
    update, reset, new = np.split(gates, 3)
    return np.concatenate((reset, update, new))
