"""DICOM series that lie about their sizes, hide programs, or are no CT of one patient."""

import struct
import tempfile
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from corpus.archives import zeros_after
from corpus.cases import Files, Hostile
from phantoms_dicom import centred_affine, sampled, slices_of, water_with_sphere, write

AXIAL = np.diag([-1, -1, 1])
PIXELS = b"\xe0\x7f\x10\x00"
PATIENTS = {"PatientID": "P-2", "PatientName": "Phantom^Air"}
CAPTURE = "1.2.840.10008.5.1.4.1.1.7"


def series(**attributes: object) -> list:
    affine = centred_affine(AXIAL)
    return slices_of(sampled(water_with_sphere, affine), affine, **attributes)


def written(datasets: list) -> Files:
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")  # pydicom's, of values that are meant to be wrong
        return {f"{path.name}.dcm": path.read_bytes() for path in write(datasets, Path(folder))}


def all_with(**attributes: object) -> Files:
    """Every slice says so, after its pixels were stored as ever."""
    return written([said(dataset, **attributes) for dataset in series()])


def one_with(**attributes: object) -> Files:
    datasets = series()
    said(datasets[5], **attributes)
    return written(datasets)


def said(dataset: Dataset, **attributes: object) -> Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of values that are meant to be wrong
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
    return dataset


def without(*keywords: str) -> Files:
    datasets = series()
    for dataset in datasets:
        for keyword in keywords:
            delattr(dataset, keyword)
    return written(datasets)


def only(*numbers: int) -> Files:
    datasets = series()
    return written([datasets[number] for number in numbers])


def moved(places: dict[int, tuple[float, float, float]]) -> Files:
    """Some slices lie elsewhere, by millimetres."""
    datasets = series()
    for number, by in places.items():
        at = datasets[number].ImagePositionPatient
        datasets[number].ImagePositionPatient = [a + b for a, b in zip(at, by, strict=True)]
    return written(datasets)


def turned(*orientation: float) -> Files:
    return all_with(ImageOrientationPatient=list(orientation))


def twice_in_one_place() -> Files:
    datasets = series()
    again = series()[5]
    again.SeriesInstanceUID = datasets[5].SeriesInstanceUID
    again.StudyInstanceUID = datasets[5].StudyInstanceUID
    again.FrameOfReferenceUID = datasets[5].FrameOfReferenceUID
    again.PixelData = bytes(len(again.PixelData))
    return written([*datasets, again])


def one_identity_twice() -> Files:
    datasets = series()
    datasets[6].SOPInstanceUID = datasets[5].SOPInstanceUID
    return written(datasets)


def with_tails(tail: bytes) -> Files:
    """Every file ends in `tail` instead of its pixels."""
    return {name: content[: content.index(PIXELS)] + tail for name, content in all_with().items()}


def element(group: int, number: int, vr: bytes, length: int) -> bytes:
    return struct.pack("<HH2sHI", group, number, vr, 0, length)


def deep_sequences() -> Files:
    opening = element(0x0040, 0xA730, b"SQ", 0xFFFFFFFF)
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return with_tails((opening + item) * 10_000)


def deflated_bomb() -> Files:
    """A data set of 300 kB that inflates to 300 MiB."""
    [name, *_], [dataset, *_] = sorted(all_with()), series()
    _, body = _split(all_with()[name])
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    [deflated] = written([dataset]).values()
    head, _ = _split(deflated)
    return {name: head + zeros_after(body, wbits=-15)}


def _split(file: bytes) -> tuple[bytes, bytes]:
    """The file meta information and what follows it."""
    at = 144 + int.from_bytes(file[140:144], "little")
    return file[:at], file[at:]


def encapsulated(syntax: UID, frame: bytes, **attributes: object) -> Files:
    datasets = series()
    for dataset in datasets:
        dataset.file_meta.TransferSyntaxUID = syntax
        dataset.PixelData = encapsulate([frame])
        dataset["PixelData"].is_undefined_length = True
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
    return written(datasets)


def rle(*offsets: int, body: bytes = b"\0" * 64) -> bytes:
    return struct.pack("<16I", len(offsets), *offsets, *[0] * (15 - len(offsets))) + body


def unknown_syntax() -> Files:
    known, unknown = b"1.2.840.10008.1.2.4.90", b"1.2.840.10008.1.2.4.99"
    made = encapsulated(JPEG2000Lossless, b"x" * 64)
    return {name: content.replace(known, unknown) for name, content in made.items()}


def fragment_that_lies() -> Files:
    """An encapsulated frame whose fragment claims two gigabytes."""
    start = element(0x7FE0, 0x0010, b"OB", 0xFFFFFFFF)
    table = struct.pack("<HHI", 0xFFFE, 0xE000, 0)
    piece = struct.pack("<HHI", 0xFFFE, 0xE000, 0x7FFFFFF0) + b"\xff\x4f"
    datasets = series()
    for dataset in datasets:
        dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
        dataset.PixelData = encapsulate([b"\xff\x4f\xff\x51"])
        dataset["PixelData"].is_undefined_length = True
    return {
        name: content[: content.index(PIXELS)] + start + table + piece
        for name, content in written(datasets).items()
    }


def cut_off(at: int) -> Files:
    return {name: content[:at] for name, content in all_with().items()}


def of_voxels(change) -> Files:
    affine = centred_affine(AXIAL)
    return written(slices_of(change(sampled(water_with_sphere, affine)), affine))


def other_patient() -> Files:
    datasets = series()
    for keyword, value in PATIENTS.items():
        setattr(datasets[3], keyword, value)
    return written(datasets)


JPEG_LS_OF_65535 = (
    b"\xff\xd8\xff\xf7\0\x0b\x10\xff\xff\xff\xff\1\1\x11\0\xff\xda\0\x08\1\1\0\0\0\0\0\0\xff\xd9"
)
J2K_OF_4_GIGAPIXEL = (
    b"\xff\x4f\xff\x51" + struct.pack(">HHIIIIIIIIHBBB", 41, 0, 65535, 65535, 0, 0, 65535, 65535, 0, 0, 1, 15, 1, 1)
    + b"\xff\x90\0\x0a\0\0\0\0\0\0\0\1\xff\x93\xff\xd9"
)  # fmt: skip


def _case(name: str, refused: str, made, *arguments, **attributes) -> Hostile:
    return Hostile(
        name=f"dicom {name}", files=lambda: made(*arguments, **attributes), refused=refused
    )


DICOM = (
    replace(_case("deflated a thousand to one", "archive-too-large", deflated_bomb), peak_mb=800),
    _case("with sequences 10 000 deep", "unreadable-dicom", deep_sequences),
    _case("with a sequence cut off in its first tag", "unreadable-dicom",
        with_tails, element(0x0040, 0xA730, b"SQ", 0xFFFFFFFF) + b"\xfe\xff\0"),
    _case("with a length beyond the file", "unreadable-pixels",
        with_tails, element(0x7FE0, 0x0010, b"OW", 0xFFFFFFF0) + b"x"),
    _case("with a private blob beyond the file", "unreadable-pixels",
        with_tails, element(0x0029, 0x1010, b"OB", 0xFFFFFFF0) + b"x"),
    _case("with a fragment beyond the file", "unreadable-pixels", fragment_that_lies),
    _case("that ends within its header", "no-ct-series", cut_off, 400),
    _case("that ends within its pixels", "unreadable-pixels", cut_off, 2500),
    _case("without pixels", "unreadable-pixels", without, "PixelData"),
    _case("with twice the rows", "unreadable-pixels", all_with, Rows=72),
    _case("with no row", "unsupported-pixels", all_with, Rows=0),
    _case("of 65535 x 65535", "unsupported-pixels", all_with, Rows=65535, Columns=65535),
    _case("of 64 bits", "unsupported-pixels", all_with, BitsAllocated=64),
    _case("of 0 bits", "unsupported-pixels", all_with, BitsAllocated=0),
    _case("of 8 bits that are 16", "unsupported-pixels", all_with, BitsAllocated=8, BitsStored=8, HighBit=7),
    _case("of more bits stored than allocated", "unreadable-pixels", all_with, BitsStored=32, HighBit=31),
    _case("of 1000 frames that are one", "too-few-slices", all_with, NumberOfFrames=1000),
    _case("of -1 frames", "too-few-slices", all_with, NumberOfFrames=-1),
    _case("in colours", "unsupported-pixels", all_with,
        SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=0),
    _case("of an unknown transfer syntax", "unsupported-pixels", unknown_syntax),
    _case("of JPEG 2000 that is none", "unreadable-pixels", encapsulated, JPEG2000Lossless, b"no codestream at all"),
    _case("of JPEG 2000 with four gigapixels", "unreadable-pixels", encapsulated, JPEG2000Lossless, J2K_OF_4_GIGAPIXEL),
    _case("of JPEG-LS with four gigapixels", "unreadable-pixels", encapsulated, JPEGLSLossless, JPEG_LS_OF_65535),
    _case("of RLE with segments beyond it", "unreadable-pixels", encapsulated, RLELossless, rle(64, 0x7FFFFFF0)),
    _case("of RLE with 4 billion segments", "unreadable-pixels", encapsulated, RLELossless, b"\xff" * 128),
    _case("of RLE that writes past its frame", "unreadable-pixels", encapsulated, RLELossless,
        rle(64, 80, body=b"\x81\1" * 9000)),
    _case("of one slice", "too-few-slices", only, 5),
    _case("with slices missing", "missing-slices", only, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13),
    _case("with two slices in one place", "duplicate-slices", twice_in_one_place),
    _case("with irregular distances", "irregular-spacing", moved, {4: (0, 0, 1.7), 5: (0, 0, 2.1), 9: (0, 0, -1.5)}),
    _case("with one slice far away", "irregular-spacing", moved, {13: (0, 0, 1e7)}),
    _case("placed nowhere", "too-few-slices", without, "ImagePositionPatient"),
    _case("placed at numbers that are none", "unreadable-dicom", one_with, ImagePositionPatient=["nan", "0", "inf"]),
    _case("sheared by a tilt", "gantry-tilt", moved, {n: (0, n * 2.0, 0) for n in range(14)}),
    _case("of coronal slices", "not-axial", turned, 1, 0, 0, 0, 0, -1),
    _case("with axes that are none", "not-axial", turned, 0, 0, 0, 0, 0, 0),
    _case("with axes that are not at right angles", "not-axial", turned, 1, 0, 0, 1, 0.2, 0),
    _case("of localisers", "only-localiser", all_with, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"]),
    _case("of screen captures", "only-secondary-capture", all_with, SOPClassUID=CAPTURE),
    _case("of magnetic resonance", "no-ct-series", all_with, Modality="MR"),
    _case("of two patients", "several-patients", other_patient),
    _case("with one identity and two contents", "conflicting-instances", one_identity_twice),
    _case("with pixels of 0 mm", "unreadable-dicom", all_with, PixelSpacing=[0, 0]),
    _case("with pixels of a kilometre", "implausible-spacing", all_with, PixelSpacing=[1e6, 1e6]),
    _case("with pixels of less than nothing", "unreadable-dicom", all_with, PixelSpacing=[-7, -7]),
    _case("with a slope of 0", "empty-volume", all_with, RescaleSlope=0),
    _case("with a slope that is no number", "unreadable-dicom", all_with, RescaleSlope="nan"),
    _case("with a slope of 1e30", "empty-volume", all_with, RescaleSlope="1e30"),
    _case("never rescaled", "not-hounsfield", of_voxels, lambda hu: hu + 1024),
    _case("cut to a window", "windowed-images", of_voxels, lambda hu: np.clip(hu, -160, 240)),
    _case("of a single value", "empty-volume", of_voxels, lambda hu: np.full_like(hu, -1000)),
    _case("with another series' size in one slice", "missing-slices", one_with, Rows=18, Columns=88),
    _case("with a series for each slice", "too-few-slices", lambda: written([series()[n] for n in range(14)])),
)  # fmt: skip
