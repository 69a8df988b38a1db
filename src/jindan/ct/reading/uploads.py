"""Sort what was uploaded (files, folders, archives) into DICOM and NIfTI by content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jindan.ct.reading.archives import DEFAULT_LIMITS, Limits, gunzip, unzip
from jindan.ct.reading.content import Content, content_of_file
from jindan.ct.reading.refusals import ArchiveTooLarge, MixedUpload, NiftiPair, UnknownContent


@dataclass(frozen=True, kw_only=True)
class Upload:
    """The images of an upload: DICOM files, or else one NIfTI."""

    dicom: tuple[Path, ...]
    nifti: Path | None


def sort_upload(paths: Iterable[Path], *, scratch: Path, limits: Limits = DEFAULT_LIMITS) -> Upload:
    """Find the images among `paths`, unpacking archives into the empty folder `scratch`.

    Raises UnknownContent, MixedUpload, NiftiPair, and what `archives` raises.
    """
    files = [file for path in paths for file in _unzipped(path, scratch=scratch, limits=limits)]
    contents = [
        (content_of_file(file), file) for file in _gunzipped(files, scratch=scratch, limits=limits)
    ]
    dicom = tuple(file for content, file in contents if content is Content.DICOM)
    nifti = [file for content, file in contents if content is Content.NIFTI]
    has_pair = any(content is Content.NIFTI_PAIR for content, _ in contents)
    if has_pair and not dicom and not nifti:
        raise NiftiPair
    if not dicom and not nifti:
        raise UnknownContent
    if len(nifti) + bool(dicom) > 1:
        raise MixedUpload
    return Upload(dicom=dicom, nifti=nifti[0] if nifti else None)


def _unzipped(path: Path, *, scratch: Path, limits: Limits) -> Iterator[Path]:
    """The files that `path` stands for: itself, a folder's files, or the members of a zip."""
    for file in _files_under(path, limits=limits):
        if content_of_file(file) is Content.ZIP:
            yield from unzip(file, into=_new_folder(scratch), limits=limits)
        else:
            yield file


def _gunzipped(files: list[Path], *, scratch: Path, limits: Limits) -> list[Path]:
    """The same files with the packed one unpacked. More than one would be more than one volume."""
    packed = [file for file in files if content_of_file(file) is Content.GZIP]
    if len(packed) > 1:
        raise MixedUpload
    return [
        gunzip(file, into=_new_folder(scratch), limits=limits) if file in packed else file
        for file in files
    ]


def _files_under(path: Path, *, limits: Limits) -> list[Path]:
    """Plain files of a folder, deepest included, in order of name; links are not followed."""
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    files = sorted(islice(found, limits.files + 1))
    if len(files) > limits.files:
        raise ArchiveTooLarge
    return files


def _new_folder(scratch: Path) -> Path:
    folder = scratch / f"{len(list(scratch.iterdir())):06d}"
    folder.mkdir()
    return folder
