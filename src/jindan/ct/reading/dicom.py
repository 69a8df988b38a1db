"""Read a DICOM CT series into a `Volume`: headers first, then the pixels slice by slice."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.utils import iter_pixels

from jindan.analysis import Note, Progress, silent
from jindan.ct.reading.choice import choose
from jindan.ct.reading.codestreams import ensure_decodable, ensure_sizes
from jindan.ct.reading.dicom_files import MALFORMED, opened, tolerant
from jindan.ct.reading.geometry import Placement, place
from jindan.ct.reading.instances import Frame, Instance, read_instance
from jindan.ct.reading.problems import UnknownContent, UnreadableDicom, UnreadablePixels
from jindan.ct.reading.quality import check_size, notes_on
from jindan.ct.reading.series import Slice, Stack, stacks_of
from jindan.ct.reading.uploads import sort_upload
from jindan.ct.volume import Volume

LOWEST_HU = -1024
"""Air. Lower values, such as the padding outside the scanner's circle, are raised to it."""
HIGHEST_HU = np.iinfo(np.int16).max
_DICOMDIR = "1.2.840.10008.1.3.10"


@dataclass(frozen=True, kw_only=True)
class SeriesReading:
    """A series as read: its voxels, the instances they came from, and notes for the reader.

    stack: the instances that were read. order: indices of its slices from lowest to highest.
    because: why it was chosen. others: a note on each series that was not.
    notes: warnings of geometry and of the quality gate.
    """

    volume: Volume
    stack: Stack
    order: tuple[int, ...]
    because: Note
    others: tuple[Note, ...]
    notes: tuple[Note, ...]


def read_series(
    source: Path | str | Sequence[Path | str], *, progress: Progress = silent
) -> Volume:
    """Read the CT series in a folder, a zip or several files, in HU, checked by the quality gate.

    The best series is chosen by the rules of `jindan.ct.reading.choice`.
    Raises a problem of `jindan.ct.reading.problems`.
    """
    paths = [Path(source)] if isinstance(source, (str, Path)) else [Path(path) for path in source]
    with tempfile.TemporaryDirectory(prefix="jindan-") as scratch:
        upload = sort_upload(paths, scratch=Path(scratch))
        if not upload.dicom:
            raise UnknownContent
        return read_instances(upload.dicom, progress=progress).volume


def read_instances(paths: Sequence[Path], *, progress: Progress = silent) -> SeriesReading:
    """Choose and read one series from DICOM files and check it by the quality gate.

    Raises a problem of `jindan.ct.reading.problems`.
    """
    stacks = stacks_of(_headers(paths, progress=progress))
    choice = choose(stacks)
    stack = choice.stack
    placement = place([piece.frame for piece in stack.slices])
    voxels = _voxels_of([stack.slices[index] for index in placement.order], progress=progress)
    volume = Volume(voxels=voxels, affine=placement.affine)
    progress(0.9, "checking")
    notes = (*_notes(stacks, stack=stack, placement=placement), *notes_on(volume))
    return SeriesReading(
        volume=volume,
        stack=stack,
        order=placement.order,
        because=choice.because,
        others=choice.others,
        notes=notes,
    )


def _headers(paths: Sequence[Path], *, progress: Progress) -> list[Instance]:
    """Read the header of every file but a CD's directory. Raises UnreadableDicom."""
    instances = []
    for number, path in enumerate(paths):
        progress(0.3 * number / len(paths), "reading-headers")
        instances.append(read_instance(path))
    images = [instance for instance in instances if instance.sop_class_uid != _DICOMDIR]
    if not images:
        raise UnreadableDicom
    return images


def _voxels_of(pieces: Sequence[Slice], *, progress: Progress) -> NDArray[np.int16]:
    """Return HU as int16, shape (columns, rows, slices), slice after slice (Fortran order)."""
    first = pieces[0].instance
    check_size((first.columns, first.rows, len(pieces)))
    voxels = np.empty((first.columns, first.rows, len(pieces)), dtype=np.int16, order="F")
    # File by file, so that one with many frames is opened once.
    numbered = sorted(
        enumerate(pieces), key=lambda pair: (str(pair[1].instance.path), pair[1].frame.number)
    )
    done = 0
    for _, group in groupby(numbered, key=lambda pair: pair[1].instance.path):
        placed = list(group)
        _fill(voxels, placed)
        done += len(placed)
        progress(0.3 + 0.6 * done / len(pieces), "reading")
    return voxels


def _fill(voxels: NDArray[np.int16], placed: Sequence[tuple[int, Slice]]) -> None:
    """Decode the frames of one file, each into its own slice of `voxels`."""
    instance = placed[0][1].instance
    numbers = [piece.frame.number for _, piece in placed]
    ensure_decodable(instance)
    with _decoding(), opened(instance.path) as file:
        ensure_sizes(file, instance=instance, frames=numbers)
        decoded = iter_pixels(
            file, indices=numbers, raw=True, transfer_syntax_uid=instance.transfer_syntax_uid
        )
        for (index, piece), stored in zip(placed, decoded, strict=True):
            voxels[:, :, index] = hounsfield(stored, frame=piece.frame, instance=instance).T


@contextmanager
def _decoding() -> Iterator[None]:
    """Raise UnreadablePixels for whatever a decoder raises."""
    try:
        with tolerant():
            yield
    except MALFORMED as error:
        raise UnreadablePixels from error
    except BaseException as error:
        # The RLE decoder is written in Rust: its panic is not an Exception and cannot be imported.
        if type(error).__name__ == "PanicException":
            raise UnreadablePixels from error
        raise


def hounsfield(
    stored: NDArray[np.generic], *, frame: Frame, instance: Instance
) -> NDArray[np.int16]:
    """Return HU: stored values rescaled (PS3.3 C.11.1.1.2), padding and all below air set to air."""
    values = stored.astype(np.float32) * frame.slope + frame.intercept
    if instance.padding is not None:
        values[stored == instance.padding] = LOWEST_HU
    clipped = np.clip(np.rint(values), LOWEST_HU, HIGHEST_HU)
    return np.asarray(clipped, dtype=np.int16)


def _notes(stacks: Sequence[Stack], *, stack: Stack, placement: Placement) -> Iterator[Note]:
    """Yield notes on several studies in the upload, and on placement and text of the one stack."""
    studies = len({other.first.study_uid for other in stacks if other.first.modality == "CT"})
    if studies > 1:
        yield Note(code="several-studies", values={"studies": studies})
    yield from placement.notes
    if any(instance.has_burned_in_text for instance in stack.instances):
        yield Note(code="burned-in-text")
