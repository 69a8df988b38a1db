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

from jindan.analysis import Progress, Remark, silent
from jindan.ct.reading.choice import choose
from jindan.ct.reading.codestreams import ensure_decodable, ensure_sizes
from jindan.ct.reading.dicom_files import MALFORMED, opened, tolerant
from jindan.ct.reading.geometry import place
from jindan.ct.reading.instances import Frame, Instance, read_instance
from jindan.ct.reading.quality import check_size, remarks_on
from jindan.ct.reading.refusals import UnknownContent, UnreadableDicom, UnreadablePixels
from jindan.ct.reading.series import Slice, Stack, stacks_of
from jindan.ct.reading.uploads import sort_upload
from jindan.ct.volume import Volume

LOWEST_HU = -1024
"""Air. Whatever lies below, such as the padding outside the scanner's circle, is raised to it."""
HIGHEST_HU = np.iinfo(np.int16).max
_DICOMDIR = "1.2.840.10008.1.3.10"


@dataclass(frozen=True, kw_only=True)
class SeriesReading:
    """A series as read: its voxels, where they came from, and what the reader should know.

    stack: the instances that were read. order: its slices from lowest to highest.
    because: why it was chosen. others: a remark on each series left aside.
    remarks: warnings of geometry and of the quality gate.
    """

    volume: Volume
    stack: Stack
    order: tuple[int, ...]
    because: Remark
    others: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


def read_series(
    source: Path | str | Sequence[Path | str], *, progress: Progress = silent
) -> Volume:
    """Read the CT series in a folder, a zip or several files, in HU, checked by the quality gate.

    The best series is chosen by the rules of `jindan.ct.reading.choice`.
    Raises a refusal of `jindan.ct.reading.refusals`.
    """
    paths = [Path(source)] if isinstance(source, (str, Path)) else [Path(path) for path in source]
    with tempfile.TemporaryDirectory(prefix="jindan-") as scratch:
        upload = sort_upload(paths, scratch=Path(scratch))
        if not upload.dicom:
            raise UnknownContent
        return read_instances(upload.dicom, progress=progress).volume


def read_instances(paths: Sequence[Path], *, progress: Progress = silent) -> SeriesReading:
    """Choose and read one series from DICOM files, and pass it through the quality gate."""
    stacks = stacks_of(_headers(paths, progress=progress))
    choice = choose(stacks)
    stack = choice.stack
    placement = place([piece.frame for piece in stack.slices])
    voxels = _voxels_of([stack.slices[index] for index in placement.order], progress=progress)
    volume = Volume(voxels=voxels, affine=placement.affine)
    progress(0.9, "checking")
    remarks = (
        *_several_studies(stacks),
        *placement.remarks,
        *_burned_in(stack),
        *remarks_on(volume),
    )
    return SeriesReading(
        volume=volume,
        stack=stack,
        order=placement.order,
        because=choice.because,
        others=choice.others,
        remarks=remarks,
    )


def _headers(paths: Sequence[Path], *, progress: Progress) -> list[Instance]:
    """Every readable header; the directory file of a CD is not an instance."""
    instances = []
    for number, path in enumerate(paths):
        progress(0.3 * number / len(paths), "reading-headers")
        instances.append(read_instance(path))
    found = [instance for instance in instances if instance.sop_class_uid != _DICOMDIR]
    if not found:
        raise UnreadableDicom
    return found


def _voxels_of(pieces: Sequence[Slice], *, progress: Progress) -> NDArray[np.int16]:
    """HU as int16, shape (columns, rows, slices), stored slice after slice (Fortran order)."""
    first = pieces[0].instance
    check_size((first.columns, first.rows, len(pieces)))
    voxels = np.empty((first.columns, first.rows, len(pieces)), dtype=np.int16, order="F")
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
    """Give everything that a decoder dislikes one name. Raises UnreadablePixels."""
    try:
        with tolerant():
            yield
    except MALFORMED as error:
        raise UnreadablePixels from error
    except BaseException as error:
        # The decoder of RLE is written in Rust: its panic is no Exception, and nobody can import it.
        if type(error).__name__ == "PanicException":
            raise UnreadablePixels from error
        raise


def hounsfield(
    stored: NDArray[np.generic], *, frame: Frame, instance: Instance
) -> NDArray[np.int16]:
    """Stored values → HU: rescaled (PS3.3 C.11.1.1.2), padding and all below air raised to air."""
    values = stored.astype(np.float32) * frame.slope + frame.intercept
    if instance.padding is not None:
        values[stored == instance.padding] = LOWEST_HU
    clipped = np.clip(np.rint(values), LOWEST_HU, HIGHEST_HU)
    return np.asarray(clipped, dtype=np.int16)


def _several_studies(stacks: Sequence[Stack]) -> tuple[Remark, ...]:
    """Which of several visits was analysed is nothing to leave to the reader's guess."""
    studies = len({stack.first.study_uid for stack in stacks if stack.first.modality == "CT"})
    return (Remark(code="several-studies", values={"studies": studies}),) if studies > 1 else ()


def _burned_in(stack: Stack) -> tuple[Remark, ...]:
    has_text = any(instance.has_burned_in_text for instance in stack.instances)
    return (Remark(code="burned-in-text"),) if has_text else ()
