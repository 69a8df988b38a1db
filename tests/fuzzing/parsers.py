"""Every parser that meets bytes from outside, one line each in PARSERS: valid samples, and what reads a mutant."""

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl

import phantoms_files
from jindan.analysis import Workspace
from jindan.cli.samples import URINARY_PANEL
from jindan.ct.imported import ImportParams
from jindan.ct.importing import import_study
from jindan.ct.reading.uploads import sort_upload
from jindan.ocr.pages.opening import open_pages
from jindan.omics.assessment import RiskParams
from jindan.omics.engine import storing
from jindan.omics.predicting import assess
from jindan.server.artifacts.sniffing.content import SAMPLE_BYTES, FileSample, accept
from phantoms_dicom import compress, write_nifti_phantom, write_phantom
from phantoms_documents import page, pdf_with_text
from repository import ROOT

Files = dict[str, bytes]
PHONE = ROOT / "tests/ocr/files/phone.heic"


@dataclass(frozen=True, kw_only=True)
class Parser:
    """samples: valid uploads, each its files by name. read: takes the files of a mutant in a folder of their own.

    Whatever `read` raises but a Problem or a RequestProblem is a fault. is_sniffer: it runs in the
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


def open_document(folder: Path) -> object:
    """A document down to the last of its pages, its own text included; what follows sees pixels only."""
    return [
        (page.picture.shape, len(page.layer))
        for path in folder.iterdir()
        for page in open_pages(path)[1]
    ]


def ask_omics(folder: Path) -> object:
    """Tables before the urinary model."""
    inputs = {path.name: path for path in sorted(folder.iterdir())}
    space = Workspace(inputs=inputs, outputs=folder, assets=folder)
    params = RiskParams(model="urinary-panel")
    return assess(space, params, model=storing.load(params.model, assets=folder))


def sniff(folder: Path) -> object:
    """What the web process does with the two ends of a file."""
    for path in folder.iterdir():
        whole = path.read_bytes()
        sample = FileSample(head=whole[:SAMPLE_BYTES], tail=whole[-SAMPLE_BYTES:], size=len(whole))
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


def pdf_samples() -> list[Files]:
    """With text of its own, shown and hidden, and a scan of two pages."""
    with tempfile.TemporaryDirectory() as folder:
        shown, hidden, scan = (Path(folder) / name for name in ("shown", "hidden", "scan"))
        pdf_with_text(shown, render_mode=0)
        pdf_with_text(hidden, render_mode=3)
        page().save(scan, format="PDF", resolution=100, save_all=True, append_images=[page()])
        return [{"a.pdf": path.read_bytes()} for path in (shown, hidden, scan)]


def picture_samples() -> list[Files]:
    """A page of each kind; TIFF with two, and compressed as fax machines do."""
    kinds: dict[str, dict[str, object]] = {
        "a.png": {},
        "a.jpg": {"quality": 60, "exif": page().getexif()},
        "a.webp": {"lossless": True},
        "a.bmp": {},
        "a.tif": {"save_all": True, "append_images": [page()], "compression": "tiff_lzw"},
    }
    fax = io.BytesIO()
    page().convert("1").save(fax, format="TIFF", compression="group4")
    made: list[Files] = [{"fax.tif": fax.getvalue()}]
    with tempfile.TemporaryDirectory() as folder:
        for name, how in kinds.items():
            saved = Path(folder) / name
            page().save(saved, **how)
            made.append({name: saved.read_bytes()})
    return [*made, {"a.heic": PHONE.read_bytes()}]


def omics_samples() -> list[Files]:
    """One urinary panel as text and as a workbook."""
    book = openpyxl.Workbook()
    for line in URINARY_PANEL.splitlines():
        book.active.append([_cell(cell) for cell in line.split(",")])
    written = io.BytesIO()
    book.save(written)
    text = URINARY_PANEL.encode()
    return [
        {"table": content} for content in (text, URINARY_PANEL.encode("utf-16"), written.getvalue())
    ]


def _cell(text: str) -> str | float:
    return float(text) if text.replace(".", "").isdigit() else text


IMAGES = ("png", "jpeg", "tiff", "webp", "heic", "pdf", "dicom", "nifti")
TABLES = ("csv", "tsv", "vcf", "xlsx", "zip", "parquet", "hdf5")

PARSERS = {
    "dicom": Parser(samples=dicom_samples, read=import_files),
    "nifti": Parser(samples=nifti_samples, read=import_files),
    "archives": Parser(samples=archive_samples, read=unpack),
    "pdf": Parser(samples=pdf_samples, read=open_document),
    "pictures": Parser(samples=picture_samples, read=open_document),
    "omics-tables": Parser(samples=omics_samples, read=ask_omics),
    "sniffing-images": Parser(
        samples=partial(sniffing_samples, *IMAGES), read=sniff, is_sniffer=True
    ),
    "sniffing-tables": Parser(
        samples=partial(sniffing_samples, *TABLES), read=sniff, is_sniffer=True
    ),
}
