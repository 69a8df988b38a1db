"""Writes trained weights as the ONNX file that the local engine reads: half precision, best class at each step."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from jindan.ocr.networks.answers import with_best
from jindan.ocr.training.network import FEATURES, HangulHead

OPSET = 14
SMALLEST_HALVED = 64
"""Arrays with fewer numbers stay in single precision."""


class _Probable(nn.Module):
    """The head, answering with probabilities."""

    def __init__(self, head: HangulHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, features: Tensor) -> Tensor:
        probabilities: Tensor = self.head(features).softmax(-1)
        return probabilities


def export(weights: Path, *, into: Path) -> None:
    """Write the weights of `fitting.train` as an ONNX file."""
    head = HangulHead()
    head.load_state_dict(torch.load(weights, weights_only=True))
    axes = {0: "lines", 1: "steps"}
    torch.onnx.export(
        _Probable(head.eval()),
        (torch.zeros(1, 40, FEATURES),),
        str(into),
        input_names=["features"],
        output_names=["probabilities"],
        dynamic_axes={"features": axes, "probabilities": axes},
        opset_version=OPSET,
        dynamo=False,
    )
    model = with_best(onnx.load(str(into)))
    _halve(model)
    into.write_bytes(model.SerializeToString())


def _halve(model: onnx.ModelProto) -> None:
    """Store large arrays in half precision. A cast makes them single again when the file is opened."""
    casts = []
    for stored in model.graph.initializer:
        array = numpy_helper.to_array(stored)
        if array.dtype != np.float32 or array.size < SMALLEST_HALVED:
            continue
        name = stored.name
        stored.CopyFrom(numpy_helper.from_array(array.astype(np.float16), f"{name}.half"))
        casts.append(
            onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT)
        )
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
