"""Makes a recogniser answer with its best class at each step, instead of thousands of probabilities."""

import numpy as np
import onnx
from onnx import numpy_helper


def with_best(head: onnx.ModelProto) -> onnx.ModelProto:
    """Change the network to answer the highest probability at each step and its class, and return it."""
    graph = head.graph
    (probabilities,) = graph.output
    graph.initializer.append(numpy_helper.from_array(np.array([1], np.int64), "best.k"))
    graph.node.append(
        onnx.helper.make_node("TopK", [probabilities.name, "best.k"], ["best.p", "best.c"], axis=-1)
    )
    del graph.output[:]
    for name, kind in (("best.p", onnx.TensorProto.FLOAT), ("best.c", onnx.TensorProto.INT64)):
        shape: list[str | int | None] = ["lines", "steps", 1]
        graph.output.append(onnx.helper.make_tensor_value_info(name, kind, shape))
    return head
