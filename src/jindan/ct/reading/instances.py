"""DICOM headers, read without their pixels: one `Instance` for each file."""

import hashlib
import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pydicom
from pydicom import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from jindan.ct.imported import ContrastPhase
from jindan.ct.reading.acquisition import acquired_on, age_years_of, phase_of, sex_of, term_of
from jindan.ct.reading.dicom_files import MALFORMED, opened, tolerant
from jindan.ct.reading.problems import UnreadableDicom

_HEADER = [
    "SpecificCharacterSet", "SOPClassUID", "SOPInstanceUID", "StudyInstanceUID",
    "SeriesInstanceUID", "FrameOfReferenceUID", "SeriesNumber", "AcquisitionNumber", "Modality",
    "ImageType", "Rows", "Columns", "SamplesPerPixel", "BitsAllocated", "PhotometricInterpretation",
    "PixelPaddingValue", "ImageOrientationPatient", "ImagePositionPatient", "PixelSpacing",
    "RescaleSlope", "RescaleIntercept", "NumberOfFrames", "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence", "PatientName", "PatientID", "PatientBirthDate",
    "PatientSex", "PatientAge", "StudyDate", "SeriesDate", "AcquisitionDate", "BurnedInAnnotation", "Manufacturer",
    "ManufacturerModelName", "ConvolutionKernel", "ContrastBolusAgent", "SeriesDescription",
    "ProtocolName", "AcquisitionComments", "ImageComments",
]  # fmt: skip

Vector = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One slice of an instance. A classic CT image has one, an enhanced one many.

    position: ImagePositionPatient, LPS millimetres. orientation: ImageOrientationPatient.
    spacing_mm: PixelSpacing (between rows, between columns). slope, intercept: stored value → HU.
    """

    number: int
    position: Vector
    orientation: tuple[float, ...]
    spacing_mm: tuple[float, float]
    slope: float
    intercept: float


@dataclass(frozen=True, kw_only=True)
class Instance:
    """The header fields of one DICOM file that reading, choosing and placing need.

    identity: digest of name, identifier and birth date, to detect a mix of patients.
    frames: empty when the object is not an image placed in the patient.
    """

    path: Path
    identity: str
    sop_class_uid: str
    sop_instance_uid: str
    study_uid: str
    series_uid: str
    frame_of_reference_uid: str
    series_number: int | None
    acquisition_number: int | None
    transfer_syntax_uid: str
    modality: str
    image_type: tuple[str, ...]
    rows: int
    columns: int
    bits_allocated: int
    samples_per_pixel: int
    photometric: str
    padding: int | None
    has_burned_in_text: bool
    acquired_on: date | None
    sex: str | None
    age_years: int | None
    manufacturer: str | None
    model: str | None
    kernel: str | None
    phase: ContrastPhase
    frames: tuple[Frame, ...]


def read_instance(path: Path) -> Instance:
    """Read the header of one file. Raises UnreadableDicom."""
    try:
        with tolerant(), opened(path) as file:
            header = pydicom.dcmread(
                file, stop_before_pixels=True, force=True, specific_tags=list(_HEADER)
            )
            return _instance_of(header, path=path)
    except MALFORMED as error:
        raise UnreadableDicom from error


def _instance_of(header: Dataset, *, path: Path) -> Instance:
    meta = getattr(header, "file_meta", Dataset())
    # The directory of a CD (DICOMDIR) states its class in the file meta information only.
    sop_class_uid = header.get("SOPClassUID") or meta.get("MediaStorageSOPClassUID")
    if not sop_class_uid:
        raise UnreadableDicom
    padding = header.get("PixelPaddingValue")
    return Instance(
        path=path,
        identity=_identity_of(header),
        sop_class_uid=str(sop_class_uid),
        sop_instance_uid=str(header.get("SOPInstanceUID", "")),
        study_uid=str(header.get("StudyInstanceUID", "")),
        series_uid=str(header.get("SeriesInstanceUID", "")),
        frame_of_reference_uid=str(header.get("FrameOfReferenceUID", "")),
        series_number=_whole_number(header, "SeriesNumber"),
        acquisition_number=_whole_number(header, "AcquisitionNumber"),
        transfer_syntax_uid=_transfer_syntax_of(header),
        modality=(term_of(header, "Modality") or "").upper(),
        image_type=tuple(str(word).upper() for word in _values(header, "ImageType")),
        rows=int(header.get("Rows") or 0),
        columns=int(header.get("Columns") or 0),
        bits_allocated=int(header.get("BitsAllocated") or 0),
        samples_per_pixel=int(header.get("SamplesPerPixel") or 0),
        photometric=str(header.get("PhotometricInterpretation", "")),
        padding=padding if isinstance(padding, int) else None,
        has_burned_in_text=str(header.get("BurnedInAnnotation", "")).upper() == "YES",
        acquired_on=acquired_on(header),
        sex=sex_of(header),
        age_years=age_years_of(header),
        manufacturer=term_of(header, "Manufacturer"),
        model=term_of(header, "ManufacturerModelName"),
        kernel=term_of(header, "ConvolutionKernel"),
        phase=phase_of(header),
        frames=_frames_of(header),
    )  # fmt: skip


def _identity_of(header: Dataset) -> str:
    """Return a digest, so that no name appears in a memory dump or a comparison."""
    parts = [
        str(header.get(k, "")).strip() for k in ("PatientID", "PatientName", "PatientBirthDate")
    ]
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _transfer_syntax_of(header: Dataset) -> str:
    stated = getattr(header, "file_meta", Dataset()).get("TransferSyntaxUID")
    if stated:
        return str(stated)
    # Without file meta information: pydicom recognised the encoding from the data itself.
    is_implicit, is_little = header.original_encoding
    if is_implicit:
        return str(ImplicitVRLittleEndian)
    return str(ExplicitVRLittleEndian if is_little else ExplicitVRBigEndian)


def _frames_of(header: Dataset) -> tuple[Frame, ...]:
    if "PerFrameFunctionalGroupsSequence" in header:
        shared = (header.get("SharedFunctionalGroupsSequence") or [Dataset()])[0]
        groups = header.PerFrameFunctionalGroupsSequence
        frames = [_enhanced_frame(own, shared=shared, number=n) for n, own in enumerate(groups)]
    elif (header.get("NumberOfFrames") or 1) != 1:
        frames = []  # several frames without a position of their own
    else:
        frames = [_frame(header, orientation=header, measures=header, rescale=header, number=0)]
    return tuple(frame for frame in frames if frame is not None)


def _enhanced_frame(own: Dataset, *, shared: Dataset, number: int) -> Frame | None:
    """Return one frame of an enhanced image, or None if it is not placed in the patient.

    Each functional group macro is the frame's own or shared by all (PS3.3 C.7.6.16).
    """

    def macro(keyword: str) -> Dataset:
        items = own.get(keyword) or shared.get(keyword)
        return items[0] if items else Dataset()

    return _frame(
        macro("PlanePositionSequence"),
        orientation=macro("PlaneOrientationSequence"),
        measures=macro("PixelMeasuresSequence"),
        rescale=macro("PixelValueTransformationSequence"),
        number=number,
    )


def _frame(
    position: Dataset, *, orientation: Dataset, measures: Dataset, rescale: Dataset, number: int
) -> Frame | None:
    place = _numbers(position, "ImagePositionPatient", count=3)
    cosines = _numbers(orientation, "ImageOrientationPatient", count=6)
    spacing = _numbers(measures, "PixelSpacing", count=2)
    if not (place and cosines and spacing):
        return None
    return Frame(
        number=number,
        position=(place[0], place[1], place[2]),
        orientation=cosines,
        spacing_mm=(spacing[0], spacing[1]),
        slope=_rescaled_by(rescale, "RescaleSlope", otherwise=1),
        intercept=_rescaled_by(rescale, "RescaleIntercept", otherwise=0),
    )


def _rescaled_by(rescale: Dataset, keyword: str, *, otherwise: float) -> float:
    """Return a rescale value, or `otherwise` if it is missing. Raises UnreadableDicom for NaN."""
    # Not `stated or otherwise`: a slope of 0 is a stated value.
    stated = rescale.get(keyword)
    number = otherwise if stated in (None, "") else float(stated)
    if not math.isfinite(number):
        raise UnreadableDicom
    return number


def _values(dataset: Dataset, keyword: str) -> list[object]:
    stated = dataset.get(keyword)
    if stated is None or stated == "":
        return []
    return list(stated) if not isinstance(stated, (str, int, float)) else [stated]


def _numbers(dataset: Dataset, keyword: str, *, count: int) -> tuple[float, ...]:
    """Return the values as numbers, or an empty tuple unless there are exactly `count`."""
    values = tuple(float(str(value)) for value in _values(dataset, keyword))
    return values if len(values) == count else ()


def _whole_number(dataset: Dataset, keyword: str) -> int | None:
    stated = str(dataset.get(keyword, "")).strip()
    return int(stated) if stated.lstrip("-").isdigit() else None
