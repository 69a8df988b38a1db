"""The reference: the same four folds and the same passes, written plainly with SimpleITK and ONNX Runtime.

    python benchmarks/segmenting/plain.py ct.nii.gz labels.nii.gz fold1.onnx …

The whole volume is in memory, each fold is a session with ONNX Runtime's own settings, and the probabilities of all
labels are brought back to the volume's grid before the likeliest is chosen. Nothing of Jindan is imported.
"""

import json
import sys
import time
from math import ceil

import numpy as np
import onnxruntime
import SimpleITK as sitk
from scipy import ndimage

SIZE = (144, 144, 144)
AXES = "LAI"
MARGIN_MM, TALLEST_MM = 16.0, 260.0
COARSE_MM, SKIN_HU = 4.0, -300
CONVERGED_MM, SMALLEST_PART_ML, SMALLEST_SHARE = 10.0, 3.0, 0.1
NETWORK = {"runs": 0, "wall": 0.0, "cpu": 0.0}


def main() -> None:
    """Segment, write the labels, tell when that was done."""
    image = sitk.ReadImage(sys.argv[1], sitk.sitkFloat32)
    labels = segment(image, models=sys.argv[3:])
    sitk.WriteImage(labels, sys.argv[2], useCompression=True)
    times = {"at": time.monotonic(), "cpu": time.process_time(), "network": NETWORK}
    sys.stdout.write(json.dumps(times) + "\n")


def segment(image: sitk.Image, *, models: list[str]) -> sitk.Image:
    """Body, one look of one fold at it, then two or three of all folds at the box of the organs."""
    whole = corners(image)
    body = body_box(image)
    looks = [probabilities(image, window, models=models[:1]) for window in windows(body)]
    box, seen = max(looks, key=found_ml)
    for number in range(1, 4):
        box = organ_box(box, seen, whole=whole)
        _, seen = probabilities(image, box, models=models)
        wanted = organ_box(box, seen, whole=whole)
        if number >= 2 and np.abs(wanted - box).max() <= CONVERGED_MM:
            break
    return labelled(image, box=box, seen=without_strays(seen))


def probabilities(image, box, *, models):
    """The mean of the folds in a box, as [labels, i, j, k]; i to the left, j forwards, k to the feet."""
    hu = np.clip(sitk.GetArrayFromImage(resampled(image, on=grid(box))), -1024, 3071)
    network_input = np.ascontiguousarray(hu.transpose(2, 1, 0)[None, None])
    total = None
    for model in models:
        session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        begun, used = time.monotonic(), time.process_time()
        output = session.run(None, {session.get_inputs()[0].name: network_input})[0][0]
        NETWORK["runs"] += 1
        NETWORK["wall"] += time.monotonic() - begun
        NETWORK["cpu"] += time.process_time() - used
        total = output if total is None else total + output
    return box, total / len(models)


def grid(box, *, size=SIZE):
    """An empty image that fills a box: two corners in RAS millimetres. ITK counts in LPS."""
    low, high = box
    spacing = (high - low) / size
    image = sitk.Image([int(n) for n in size], sitk.sitkUInt8)
    image.SetSpacing(spacing.tolist())
    image.SetDirection([1, 0, 0, 0, -1, 0, 0, 0, -1])
    first = np.array([high[0], low[1], high[2]]) + np.array([-0.5, 0.5, -0.5]) * spacing
    image.SetOrigin((first * [-1, -1, 1]).tolist())
    return image


def resampled(image, *, on):
    """Trilinear, the outermost voxels repeated beyond the edges."""
    resample = sitk.ResampleImageFilter()
    resample.SetReferenceImage(on)
    resample.SetInterpolator(sitk.sitkLinear)
    resample.SetUseNearestNeighborExtrapolator(True)
    resample.SetOutputPixelType(sitk.sitkFloat32)
    return resample.Execute(image)


def corners(image):
    """The box of all voxels."""
    size = image.GetSize()
    ends = [
        image.TransformContinuousIndexToPhysicalPoint(
            [n - 0.5 if end else -0.5 for n, end in zip(size, which, strict=True)]
        )
        for which in np.ndindex(2, 2, 2)
    ]
    places = np.array(ends) * [-1, -1, 1]
    return np.array([places.min(axis=0), places.max(axis=0)])


def body_box(image):
    """The box of the largest region of tissue that is not the table."""
    whole = corners(image)
    size = np.maximum(1, np.round((whole[1] - whole[0]) / COARSE_MM)).astype(int)
    mask = (
        sitk.GetArrayFromImage(resampled(image, on=grid(whole, size=size))).transpose(2, 1, 0)
        > SKIN_HU
    )
    mask = largest(ndimage.binary_opening(mask, np.ones((3, 3, 1), bool)))
    return np.clip(box_of(mask, box=whole), whole[0], whole[1])


def windows(body):
    """The body in overlapping parts no taller than the network expects."""
    surplus = (body[1] - body[0])[2] - TALLEST_MM
    steps = max(0, ceil(surplus / (TALLEST_MM / 2)))
    for step in range(steps + 1):
        low, high = body.copy()
        high[2] -= surplus * step / steps if steps else 0
        low[2] = max(low[2], high[2] - TALLEST_MM)
        yield np.array([low, high])


def largest(mask):
    """The largest connected part."""
    parts, count = ndimage.label(mask)
    return parts == np.bincount(parts.ravel())[1:].argmax() + 1 if count else mask


def solid_parts(box, seen):
    """The largest part of each label, where that is not a fragment."""
    labels = seen.argmax(axis=0)
    kept = np.zeros(labels.shape, bool)
    for label in range(1, len(seen)):
        part = largest(labels == label)
        if part.sum() * voxel_ml(box) >= SMALLEST_PART_ML:
            kept |= part
    return kept


def found_ml(look):
    """How much of organs a look shows."""
    return solid_parts(*look).sum() * voxel_ml(look[0])


def voxel_ml(box):
    """Of the network's grid."""
    return float(np.prod((box[1] - box[0]) / SIZE)) / 1000


def organ_box(box, seen, *, whole):
    """The box of what was seen, with its margin."""
    found = np.clip(box_of(solid_parts(box, seen), box=box), whole[0], whole[1])
    return found + np.array([[-MARGIN_MM], [MARGIN_MM]])


def box_of(mask, *, box):
    """The box of the set voxels of a mask that fills `box`, first index to the left, third to the feet."""
    low, high = box
    spacing = (high - low) / mask.shape
    along = [np.flatnonzero(mask.any(axis=tuple({0, 1, 2} - {axis}))) for axis in range(3)]
    first, last = (np.array([ends[n] for ends in along]) for n in (0, -1))
    corner = np.array([high[0], low[1], high[2]])
    sign = np.array([-1, 1, -1])
    ends = np.array([corner + sign * first * spacing, corner + sign * (last + 1) * spacing])
    return np.array([ends.min(axis=0), ends.max(axis=0)])


def without_strays(seen):
    """The probabilities without the small parts of each label."""
    labels = seen.argmax(axis=0)
    for label in range(1, len(seen)):
        parts, count = ndimage.label(labels == label, np.ones((3, 3, 3)))
        if count:
            sizes = np.bincount(parts.ravel())[1:]
            small = np.concatenate([[False], sizes < SMALLEST_SHARE * sizes.max()])[parts]
            seen[label][ndimage.binary_dilation(small) & ((labels != label) | small)] = 0
    return seen


def labelled(image, *, box, seen):
    """The likeliest label of each voxel of the image; background beyond the box."""
    placed = grid(box)
    back = []
    for label, channel in enumerate(seen):
        one = sitk.GetImageFromArray(np.ascontiguousarray(channel.transpose(2, 1, 0)))
        one.CopyInformation(placed)
        back.append(
            sitk.GetArrayFromImage(
                sitk.Resample(one, image, sitk.Transform(), sitk.sitkLinear, float(label == 0))
            )
        )
    labels = sitk.GetImageFromArray(np.stack(back).argmax(axis=0).astype(np.uint8))
    labels.CopyInformation(image)
    return labels


if __name__ == "__main__":
    main()
