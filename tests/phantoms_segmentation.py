"""Volumes and networks whose segmentation is known by arithmetic."""

import hashlib
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from jindan.ct.volume import Volume

SIDE = 48
SPHERE_ML = 10.0
RADIUS_MM = (3 * SPHERE_ML * 1000 / (4 * np.pi)) ** (1 / 3)
LEFT_SPHERE = (-45.0, 20.0, 10.0)
RIGHT_SPHERE = (40.0, -10.0, -25.0)
LEFT_HU, RIGHT_HU = 600, -600


def two_spheres(*, shape=(60, 60, 60), affine=None):
    """Water that fills the scan, a 10 ml sphere of 600 HU on the left and one of −600 on the right.

    Voxels hold the share of the sphere in them (a ramp one voxel wide), so that interpolation finds
    the surface where it is.
    """
    affine = centred(np.diag([4.0, 4.0, 4.0]), shape=shape) if affine is None else affine
    index = np.indices(shape).reshape(3, -1).T
    places = (index @ affine[:3, :3].T + affine[:3, 3]).reshape(*shape, 3)
    hu = np.zeros(shape)
    for centre, value in ((LEFT_SPHERE, LEFT_HU), (RIGHT_SPHERE, RIGHT_HU)):
        depth = RADIUS_MM - np.linalg.norm(places - centre, axis=-1)
        hu += np.clip(depth / 4 + 0.5, 0, 1) * value
    return Volume(voxels=hu.astype(np.int16), affine=affine)


def centred(rotation_and_spacing, *, shape):
    """An affine that puts the middle of the volume at the origin of the patient."""
    affine = np.eye(4)
    affine[:3, :3] = rotation_and_spacing
    affine[:3, 3] = -affine[:3, :3] @ (np.subtract(shape, 1) / 2)
    return affine


def threshold_network(folder: Path, *, side=SIDE):
    """An ONNX file: stomach above 300 HU, duodenum below −300 HU, each sphere's half height."""
    steepness = 0.02
    kernel = np.array([0, 1, -1], np.float32).reshape(3, 1, 1, 1, 1) * steepness
    bias = np.array([0, -300, -300], np.float32) * steepness
    nodes = [
        helper.make_node("Conv", ["image", "kernel", "bias"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    cube = [side] * 3
    graph = helper.make_graph(
        nodes,
        "thresholds",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, *cube])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, 3, *cube])],
        [numpy_helper.from_array(kernel, "kernel"), numpy_helper.from_array(bias, "bias")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "thresholds.onnx"
    path.write_bytes(model.SerializeToString())
    return path


def install(folder: Path, *, name="thresholds", axes="LAI", side=SIDE, sha256=None, **words):
    """The threshold network with its manifest, as an assets folder holds it."""
    path = threshold_network(folder / name, side=side)
    sha256 = sha256 or hashlib.sha256(path.read_bytes()).hexdigest()
    more = "\n".join(f"{key} = {value}" for key, value in words.items())
    (folder / name / "network.toml").write_text(f"""
name = "{name}"
version = "1"
format = "onnx"
licence = "Apache-2.0"
citation = "none"
{more}
[input]
size = [{side}, {side}, {side}]
axes = "{axes}"
region = "organs"
margin_mm = 12
[[labels]]
value = 1
name = "stomach"
snomed = "69695003"
dice = 0.9
[[labels]]
value = 2
name = "duodenum"
snomed = "38848004"
dice = 0.6
[[weights]]
file = "thresholds.onnx"
sha256 = "{sha256}"
""")
    return folder
