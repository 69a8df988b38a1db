"""Conversion of the published 3D U-Net of the OBELISK paper from its state dict to ONNX.

Heinrich MP, Oktay O, Bouteldja N. OBELISK-Net: Fewer layers to solve 3D multi-organ segmentation
with sparse deformable convolutions. Med Image Anal 54, 1-9 (2019): the all-convolution U-Net it
compares with. A layer is a 3×3×3 convolution, batch normalisation and a leaky ReLU (slope 0.1).
Halving is by stride 2, doubling by trilinear interpolation to the size of the skip connection.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from onnx import (
    ModelProto,
    NodeProto,
    TensorProto,
    ValueInfoProto,
    checker,
    helper,
    numpy_helper,
)

from jindan.ct.errors import UnsafeWeights
from jindan.ct.networks.state_dict import read_state_dict

SIDE = 144
SLOPE = 0.1
EPSILON = 1e-5
OPSET, IR_VERSION = 17, 8

DOWN = ("0", "1", "11", "2", "22", "3", "33", "4", "44", "5", "55")
HALVING = frozenset({"1", "2", "3", "4", "5"})
UP = (("6dU", "44"), ("6cU", "33"), ("6bU", "22"), ("6U", "11"))
FINEST, FINEST_SKIP = "7U", "0"
"""Names of the convolutions as published. Each one of the decoder with the layer of its skip connection."""

DOUBLING = ((0.25, 0.75), (0.75, 0.25))
"""Trilinear doubling along one axis: weights of the two coarse values around an even and an odd voxel."""

Weights = Mapping[str, NDArray[np.float32]]


def to_onnx(content: bytes) -> bytes:
    """Return the network of one published `.pth` as an ONNX model that outputs probabilities.

    Input [1, 1, 144, 144, 144] raw HU, output [1, 9, 144, 144, 144]. Batch normalisation is folded
    into the convolutions, and the last doubling into the one after it (`_finest`). Raises
    UnsafeWeights when the file is not such a state dict.
    """
    weights = read_state_dict(content)
    try:
        model = _model(weights)
    except KeyError as error:
        raise UnsafeWeights from error
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _model(weights: Weights) -> ModelProto:
    nodes, arrays = _encoder(weights)
    more_nodes, more_arrays = _decoder(weights)
    finest_nodes, finest_arrays = _finest(weights, source=f"a{UP[-1][0]}")
    last, last_arrays = _convolution(weights, "77U", source="a7U", normalised=False)
    softmax = helper.make_node("Softmax", ["c77U"], ["probabilities"], axis=1)
    labels = weights["conv77U.bias"].size
    graph = helper.make_graph(
        [*nodes, *more_nodes, *finest_nodes, last, softmax],
        "obelisk-unet",
        [_value("image", channels=1)],
        [_value("probabilities", channels=labels)],
        [*arrays, *more_arrays, *finest_arrays, *last_arrays],
    )
    opset = [helper.make_opsetid("", OPSET)]
    return helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION)


def _encoder(weights: Weights) -> tuple[list[NodeProto], list[TensorProto]]:
    nodes, arrays, source = [], [], "image"
    for name in DOWN:
        convolution, own = _convolution(weights, name, source=source)
        nodes += [convolution, _activation(name)]
        arrays += own
        source = f"a{name}"
    return nodes, arrays


def _decoder(weights: Weights) -> tuple[list[NodeProto], list[TensorProto]]:
    """Return the layers from the coarsest to the last but one: each doubles, joins and convolves."""
    nodes, arrays, source = [], [], f"a{DOWN[-1]}"
    for name, skip in UP:
        joined, sizes = _doubling(weights, name, source=source, skip=skip)
        convolution, own = _convolution(weights, name, source=f"k{name}")
        nodes += [*joined, convolution, _activation(name)]
        arrays += [sizes, *own]
        source = f"a{name}"
    return nodes, arrays


def _finest(weights: Weights, *, source: str) -> tuple[list[NodeProto], list[TensorProto]]:
    """Return the last doubling, joining and convolution, without the doubled array, the largest of all.

    A 3×3×3 convolution of doubled voxels is, for each of the eight voxels that one becomes, a 3×3×3
    convolution of the coarse ones. As published the doubled array is padded with zeros, here with
    its own edge: the two outermost layers of voxels differ, all others are equal (decision 0026).
    """
    kernel, bias = _folded(weights, FINEST)
    coarse = kernel.shape[1] - weights[f"conv{FINEST_SKIP}.weight"].shape[0]
    nodes = [
        helper.make_node("Pad", [source, "edge7U"], ["e7U"], mode="edge"),
        helper.make_node("Conv", ["e7U", "w8U", "b8U"], ["c8U"], kernel_shape=[3] * 3),
        helper.make_node("Reshape", ["c8U", "apart7U"], ["p7U"]),
        helper.make_node("Transpose", ["p7U"], ["t7U"], perm=[0, 4, 1, 5, 2, 6, 3]),
        helper.make_node("Reshape", ["t7U", "together7U"], ["d7U"]),
        helper.make_node(
            "Conv", [f"a{FINEST_SKIP}", "w7U"], ["s7U"], kernel_shape=[3] * 3, pads=[1] * 6
        ),
        helper.make_node("Add", ["d7U", "s7U"], ["c7U"]),
        _activation(FINEST),
    ]
    arrays = {
        "edge7U": np.array([0, 0, 1, 1, 1] * 2),
        "w8U": _doubled_kernel(kernel[:, :coarse]),
        "b8U": np.repeat(bias, 8),
        "apart7U": np.array([len(kernel), 2, 2, 2, *[SIDE // 2] * 3]),
        "together7U": np.array([1, len(kernel), *[SIDE] * 3]),
        "w7U": np.ascontiguousarray(kernel[:, coarse:]),
    }
    return nodes, [numpy_helper.from_array(array, key) for key, array in arrays.items()]


def _doubled_kernel(kernel: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the kernel on coarse voxels that equals one on doubled voxels.

    From [out, in, 3, 3, 3] to [out · 8 places of a doubled voxel, in, 3, 3, 3].
    """
    taps = np.zeros((2, 3, 3))
    for place, tap in np.ndindex(2, 3):
        voxel, is_odd = divmod(place + tap - 1, 2)
        first = voxel + is_odd
        taps[place, tap, first : first + 2] = DOUBLING[is_odd]
    doubled = np.einsum("oixyz,pxa,qyb,rzc->opqriabc", kernel, taps, taps, taps)
    return np.asarray(doubled.reshape(-1, *kernel.shape[1:]), np.float32)


def _convolution(
    weights: Weights, name: str, *, source: str, normalised: bool = True
) -> tuple[NodeProto, list[TensorProto]]:
    """Return a 3×3×3 convolution with zero padding, and its kernel and bias."""
    kernel, bias = _folded(weights, name) if normalised else _plain(weights, name)
    stride = 2 if name in HALVING else 1
    node = helper.make_node(
        "Conv", [source, f"w{name}", f"b{name}"], [f"c{name}"],
        kernel_shape=[3] * 3, pads=[1] * 6, strides=[stride] * 3,
    )  # fmt: skip
    arrays = {f"w{name}": kernel, f"b{name}": bias}
    return node, [numpy_helper.from_array(array, key) for key, array in arrays.items()]


def _plain(weights: Weights, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return weights[f"conv{name}.weight"], weights[f"conv{name}.bias"]


def _folded(weights: Weights, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return a convolution and its batch normalisation, in evaluation mode, as one convolution."""
    # In double precision, so that the folded network differs by no more than rounding.
    kernel, bias = (array.astype(np.float64) for array in _plain(weights, name))
    gain, shift, mean, variance = (
        weights[f"batch{name}.{part}"].astype(np.float64)
        for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gain / np.sqrt(variance + EPSILON)
    folded = kernel * scale[:, None, None, None, None]
    return folded.astype(np.float32), ((bias - mean) * scale + shift).astype(np.float32)


def _activation(name: str) -> NodeProto:
    return helper.make_node("LeakyRelu", [f"c{name}"], [f"a{name}"], alpha=SLOPE)


def _doubling(
    weights: Weights, name: str, *, source: str, skip: str
) -> tuple[list[NodeProto], TensorProto]:
    """Return the nodes that double an array and join it with `skip`, and the size to double to."""
    channels = weights[f"conv{name}.weight"].shape[1] - weights[f"conv{skip}.weight"].shape[0]
    side = SIDE
    for layer in DOWN[: DOWN.index(skip) + 1]:
        side = (side + 1) // 2 if layer in HALVING else side
    size = np.array([1, channels, *[side] * 3], np.int64)
    resize = helper.make_node(
        "Resize", [source, "", "", f"s{name}"], [f"r{name}"],
        mode="linear", coordinate_transformation_mode="half_pixel",
    )  # fmt: skip
    join = helper.make_node("Concat", [f"r{name}", f"a{skip}"], [f"k{name}"], axis=1)
    return [resize, join], numpy_helper.from_array(size, f"s{name}")


def _value(name: str, *, channels: int) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, *[SIDE] * 3])
