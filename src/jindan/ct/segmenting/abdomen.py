"""Segmentation of the organs of an abdominal CT: search, label, judge, withhold."""

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note, Progress, silent
from jindan.ct.errors import EmptyVolume
from jindan.ct.examination import Segment
from jindan.ct.networks import LoadedNetwork
from jindan.ct.segmentation import Segmentation
from jindan.ct.segmenting.confidence import SegmentEvidence, judge, withhold_without_abdomen
from jindan.ct.segmenting.edges import Edge, edges_cut
from jindan.ct.segmenting.labelling import Tidied, label_volume, tidy
from jindan.ct.segmenting.search import find_organs
from jindan.ct.volume import Volume


def segment(volume: Volume, *, network: LoadedNetwork, progress: Progress = silent) -> Segmentation:
    """Segment the organs of a volume on its own grid, each with a stated confidence or withheld.

    The volume may have any orientation, even an oblique one. Needs about 0.9 GB beside volume and
    labels. Raises EmptyVolume, NoBody, NoOrgans, or BadNetworkManifest when the network differs
    from its manifest.
    """
    labels, segments = label_and_judge(volume, network=network, progress=progress)
    shown = np.arange(256, dtype=np.uint8)
    shown[[segment.label for segment in segments if segment.is_withheld]] = 0
    for k in range(labels.shape[2]):  # slice by slice, without a second copy of the whole
        labels[..., k] = shown[labels[..., k]]
    return Segmentation(
        labels=labels,
        affine=volume.affine,
        segments=segments,
        notes=tuple(_notes(network, segments=segments)),
        provenance=network.provenance,
    )


def label_and_judge(
    volume: Volume, *, network: LoadedNetwork, progress: Progress = silent
) -> tuple[NDArray[np.uint8], tuple[Segment, ...]]:
    """Return the labels of all organs, withheld ones included, and the judgement of each.

    This serves to measure the judgement. Only the result of `segment` may be shown to a reader.
    """
    if volume.voxels.size == 0:
        raise EmptyVolume
    final = find_organs(volume, network=network, progress=progress)
    progress(0.97, "labelling-organs")
    tidied = tidy(final.prediction)
    labels = label_volume(tidied.prediction, volume=volume)
    progress(0.99, "judging-organs")
    segments = _judge_all(
        labels, volume=volume, network=network, tidied=tidied, stability=final.stability
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
    """Return the judgement of every label of the network. stability: as in `FinalPass`."""
    known = network.manifest.labels
    voxels = _count(labels, most=len(known))
    cut = {label: edges_cut(labels, label=label.value, affine=volume.affine) for label in known}
    is_unlike_training = any(
        label.name == "liver" and Edge.ABOVE in edges for label, edges in cut.items()
    )
    judged = (
        judge(
            SegmentEvidence(
                label=label,
                folds=len(network.folds),
                agreement=tidied.prediction.agreement[index],
                stability=stability[index],
                wholeness=tidied.wholeness[index],
                volume_ml=float(voxels[label.value] * volume.voxel_ml),
                cut=cut[label],
                is_unlike_training=is_unlike_training,
            )
        )
        for index, label in enumerate(known)
    )
    return withhold_without_abdomen(tuple(judged), known=known)


def _count(labels: NDArray[np.uint8], *, most: int) -> NDArray[np.int64]:
    """Return the number of voxels of each label from 0 to `most`."""
    # Slice by slice: `bincount` converts every voxel to eight bytes.
    slices = (labels[..., k].ravel() for k in range(labels.shape[2]))
    total: NDArray[np.int64] = sum(
        (np.bincount(voxels, minlength=most + 1) for voxels in slices),
        start=np.zeros(most + 1, np.int64),
    )
    return total


def _notes(network: LoadedNetwork, *, segments: tuple[Segment, ...]) -> list[Note]:
    """Return the notes on the segmentation as a whole."""
    notes = [Note(code="confidence-not-calibrated"), Note(code="no-lesion-claim")]
    if network.manifest.demonstration:
        notes.insert(0, Note(code="demonstration-network"))
    if "right-kidney" not in {segment.name for segment in segments}:
        notes.append(Note(code="right-kidney-not-sought"))
    cut_above = Note(code="organ-cut", values={"edge": Edge.ABOVE.value})
    if any(
        segment.name == "liver" and not segment.is_withheld and cut_above in segment.notes
        for segment in segments
    ):
        notes.append(Note(code="scan-begins-below-liver-dome"))
    return notes
