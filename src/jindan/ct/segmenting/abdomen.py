"""Segment the organs of an abdominal CT: search, label, judge, withhold."""

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Progress, Remark, silent
from jindan.ct.errors import EmptyVolume
from jindan.ct.findings import Segment
from jindan.ct.networks import LoadedNetwork
from jindan.ct.networks.manifest import Label
from jindan.ct.segmentation import Segmentation
from jindan.ct.segmenting.confidence import Evidence, judge, together
from jindan.ct.segmenting.edges import Edge, edges_cut
from jindan.ct.segmenting.labelling import Tidied, label_volume, tidy
from jindan.ct.segmenting.search import find_organs
from jindan.ct.volume import Volume


def segment(volume: Volume, *, network: LoadedNetwork, progress: Progress = silent) -> Segmentation:
    """The organs of a volume on its own grid, each with a stated confidence or withheld.

    Any orientation, oblique ones too. Memory: about 0.9 GB beside volume and labels.
    Raises EmptyVolume, NoBody, NoOrgans, or BadNetworkManifest when the network is not as its
    manifest says.
    """
    labels, segments = judged(volume, network=network, progress=progress)
    _withhold(labels, segments=segments)
    return Segmentation(
        labels=labels,
        affine=volume.affine,
        segments=segments,
        remarks=tuple(_remarks(network, segments=segments)),
        provenance=network.provenance,
    )


def judged(
    volume: Volume, *, network: LoadedNetwork, progress: Progress = silent
) -> tuple[NDArray[np.uint8], tuple[Segment, ...]]:
    """All that the network drew, what is to be withheld included, and the judgement of each organ.

    For measuring how well the judgement does; `segment` is what a reader may see.
    """
    if volume.voxels.size == 0:
        raise EmptyVolume
    found = find_organs(volume, network=network, progress=progress)
    progress(0.97, "labelling-organs")
    tidied = tidy(found.opinion)
    labels = label_volume(tidied.opinion, volume=volume)
    progress(0.99, "judging-organs")
    segments = _judge_all(
        labels, volume=volume, network=network, tidied=tidied, stability=found.stability
    )
    return labels, segments


def _judge_all(
    labels: NDArray[np.uint8],
    *,
    volume: Volume,
    network: LoadedNetwork,
    tidied: Tidied,
    stability: tuple[float, ...],
) -> tuple[Segment, ...]:
    known = network.manifest.labels
    voxels = _count(labels, most=len(known))
    cut = {label: edges_cut(labels, label=label.value, affine=volume.affine) for label in known}
    is_unlike_training = _is_liver_cut_above(cut)
    judged = (
        judge(
            Evidence(
                label=label,
                folds=len(network.folds),
                agreement=tidied.opinion.agreement[index],
                stability=stability[index],
                wholeness=tidied.wholeness[index],
                volume_ml=float(voxels[label.value] * volume.voxel_ml),
                cut=cut[label],
                is_unlike_training=is_unlike_training,
            )
        )
        for index, label in enumerate(known)
    )
    return together(tuple(judged), known=known)


def _count(labels: NDArray[np.uint8], *, most: int) -> NDArray[np.int64]:
    """Voxels of each label; slice by slice, for counting makes eight bytes of each."""
    slices = (labels[..., k].ravel() for k in range(labels.shape[2]))
    total: NDArray[np.int64] = sum(
        (np.bincount(voxels, minlength=most + 1) for voxels in slices),
        start=np.zeros(most + 1, np.int64),
    )
    return total


def _withhold(labels: NDArray[np.uint8], *, segments: tuple[Segment, ...]) -> None:
    """Set the voxels of withheld segments to 0, in place."""
    shown = np.arange(256, dtype=np.uint8)
    shown[[segment.label for segment in segments if segment.abstained]] = 0
    for k in range(labels.shape[2]):
        labels[..., k] = shown[labels[..., k]]


def _is_liver_cut_above(cut: dict[Label, tuple[Edge, ...]]) -> bool:
    return any(label.name == "liver" and Edge.ABOVE in edges for label, edges in cut.items())


def _remarks(network: LoadedNetwork, *, segments: tuple[Segment, ...]) -> list[Remark]:
    """What holds for the whole segmentation."""
    remarks = [Remark(code="confidence-not-calibrated"), Remark(code="no-lesion-claim")]
    if network.manifest.demonstration:
        remarks.insert(0, Remark(code="demonstration-network"))
    if "right-kidney" not in {segment.name for segment in segments}:
        remarks.append(Remark(code="right-kidney-not-sought"))
    liver = (each for each in segments if each.name == "liver" and not each.abstained)
    above = Remark(code="organ-cut", values={"edge": Edge.ABOVE.value})
    if any(above in segment.remarks for segment in liver):
        remarks.append(Remark(code="scan-begins-below-liver-dome"))
    return remarks
