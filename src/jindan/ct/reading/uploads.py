"""Sort what was uploaded (files, folders, archives) into DICOM and NIfTI by content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jindan.ct.reading.archives import DEFAULT_LIMITS, ArchiveLimits, gunzip, unzip
from jindan.ct.reading.content import ContentKind, content_of_file
from jindan.ct.reading.problems import ArchiveTooLarge, MixedUpload, NiftiPair, UnknownContent


@dataclass(frozen=True, kw_only=True)
class CtUpload:
    """The images of an upload: DICOM files, or else one NIfTI."""

    dicom: tuple[Path, ...]
    nifti: Path | None


def sort_upload(
    paths: Iterable[Path], *, scratch: Path, limits: ArchiveLimits = DEFAULT_LIMITS
) -> CtUpload:
    """Find the images among `paths`, unpacking archives into the empty folder `scratch`.

    Raises UnknownContent, MixedUpload, NiftiPair, and what `archives` raises.
    """
    files = [file for path in paths for file in _unzip_all(path, scratch=scratch, limits=limits)]
    return _images_among(_gunzip_one(files, scratch=scratch, limits=limits))


def _images_among(files: Iterable[Path]) -> CtUpload:
    """Return the DICOM files or the one NIfTI. Raises UnknownContent, MixedUpload or NiftiPair."""
    by_kind: defaultdict[ContentKind, list[Path]] = defaultdict(list)
    for file in files:
        by_kind[content_of_file(file)].append(file)
    dicom, nifti = by_kind[ContentKind.DICOM], by_kind[ContentKind.NIFTI]
    if not dicom and not nifti:
        raise NiftiPair if by_kind[ContentKind.NIFTI_PAIR] else UnknownContent
    if len(nifti) + bool(dicom) > 1:
        raise MixedUpload
    return CtUpload(dicom=tuple(dicom), nifti=nifti[0] if nifti else None)


def _unzip_all(path: Path, *, scratch: Path, limits: ArchiveLimits) -> Iterator[Path]:
    """Yield the file at `path` or those of a folder, with the members of a zip in its place."""
    for file in _files_under(path, limits=limits):
        if content_of_file(file) is ContentKind.ZIP:
            yield from unzip(file, into=_new_folder(scratch), limits=limits)
        else:
            yield file


def _gunzip_one(files: Sequence[Path], *, scratch: Path, limits: ArchiveLimits) -> Iterator[Path]:
    """Yield the files, the gzipped one unpacked. Raises MixedUpload for more than one gzip.

    A gzip holds one file, so two of them would be two volumes.
    """
    packed = [file for file in files if content_of_file(file) is ContentKind.GZIP]
    if len(packed) > 1:
        raise MixedUpload
    for file in files:
        is_packed = file in packed
        yield gunzip(file, into=_new_folder(scratch), limits=limits) if is_packed else file


def _files_under(path: Path, *, limits: ArchiveLimits) -> list[Path]:
    """Return the plain files of a folder and its subfolders, by name. Links are not followed."""
    if path.is_file():
        return [path]
    candidates = (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    # One more than allowed is enough to know, however many there are.
    files = sorted(islice(candidates, limits.files + 1))
    if len(files) > limits.files:
        raise ArchiveTooLarge
    return files


def _new_folder(scratch: Path) -> Path:
    folder = scratch / f"{len(list(scratch.iterdir())):06d}"
    folder.mkdir()
    return folder
