"""Every parser that meets bytes from outside, one line each in PARSERS: valid samples, and what reads a mutant."""

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import phantoms_files
from jindan.analysis import Workspace
from jindan.ct.imported import ImportParams
from jindan.ct.importing import import_study
from jindan.ct.reading.uploads import sort_upload
from jindan.server.artifacts.sniffing import SAMPLE_BYTES, Sample, accept
from phantoms_dicom import compress, write_nifti_phantom, write_phantom

Files = dict[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Parser:
    """samples: valid uploads, each its files by name. read: takes the files of a mutant in a folder of their own.

    Whatever `read` raises but an AnalysisError or a Problem is a fault. is_sniffer: it runs in the
    web process itself, so it has milliseconds where others have seconds.
    """

    samples: Callable[[], list[Files]]
    read: Callable[[Path], object]
    is_sniffer: bool = False


def import_files(folder: Path) -> object:
    """What the import does with what was uploaded, de-identification and all."""
    inputs = {path.name: path for path in sorted(folder.iterdir())}
    with tempfile.TemporaryDirectory(dir=folder.parent) as outputs:
        workspace = Workspace(inputs=inputs, outputs=Path(outputs), assets=folder)
        return import_study(workspace, ImportParams(uid_secret="00" * 32))


def unpack(folder: Path) -> object:
    """Archives down to their members."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        return sort_upload(sorted(folder.iterdir()), scratch=Path(scratch))


def sniff(folder: Path) -> object:
    """What the web process does with the two ends of a file."""
    for path in folder.iterdir():
        whole = path.read_bytes()
        sample = Sample(head=whole[:SAMPLE_BYTES], tail=whole[-SAMPLE_BYTES:], size=len(whole))
        accept(sample, name=path.name, number=1)
    return None


def dicom_samples() -> list[Files]:
    """Plain, JPEG 2000, RLE and JPEG-LS."""
    return [_dicom(syntax) for syntax in (None, 14, 18, 12)]


def _dicom(syntax: int | None) -> Files:
    with tempfile.TemporaryDirectory() as folder:
        paths, _ = write_phantom(Path(folder))
        for path in paths if syntax is not None else ():
            compress(path, syntax)
        return {path.name: path.read_bytes() for path in paths}


def nifti_samples() -> list[Files]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.nii"
        write_nifti_phantom(path)
        plain = path.read_bytes()
    return [{"a.nii": plain}, {"a.nii": phantoms_files.nifti2()}]


def archive_samples() -> list[Files]:
    nifti, dicom = phantoms_files.nifti(), phantoms_files.dicom()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"series/{number}.dcm", dicom)
    return [
        {"a.zip": packed.getvalue()},
        {"a.nii.gz": gzip.compress(nifti, mtime=0)},
        {"a.nii.gz": gzip.compress(nifti, mtime=0) + gzip.compress(nifti, mtime=0)},
    ]


def sniffing_samples(*kinds: str) -> list[Files]:
    """The smallest file of each accepted type whose name begins so."""
    found = {name: made for name, made in phantoms_files.ACCEPTED.items() if name.startswith(kinds)}
    return [{"file": content} for content, _ in found.values()]


IMAGES = ("png", "jpeg", "tiff", "webp", "heic", "pdf", "dicom", "nifti")
TABLES = ("csv", "tsv", "vcf", "xlsx", "zip", "parquet", "hdf5")

PARSERS = {
    "dicom": Parser(samples=dicom_samples, read=import_files),
    "nifti": Parser(samples=nifti_samples, read=import_files),
    "archives": Parser(samples=archive_samples, read=unpack),
    "sniffing-images": Parser(
        samples=partial(sniffing_samples, *IMAGES), read=sniff, is_sniffer=True
    ),
    "sniffing-tables": Parser(
        samples=partial(sniffing_samples, *TABLES), read=sniff, is_sniffer=True
    ),
}
