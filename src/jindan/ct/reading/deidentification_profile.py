"""The attributes of a CT image that de-identification retains. All others are removed.

PS3.15 E.1 lists what to remove (dicom-anonymizer contains that table). A list of removals misses
private and future attributes, so a list of permitted ones is applied first: those that place,
decode and describe CT pixels (PS3.3 A.3, A.38 and their macros).
"""

from collections.abc import Callable
from functools import cache

from dicomanonymizer.simpledicomanonymizer import initialize_actions
from pydicom import Dataset
from pydicom.datadict import tag_for_keyword

Action = Callable[[Dataset, tuple[int, int]], None]

_EDITION = "dicomfields_2026c"
"""The edition of PS3.15 table E.1-1."""

KEPT_KEYWORDS = frozenset({
    "SpecificCharacterSet", "ImageType", "SOPClassUID", "SOPInstanceUID", "Modality",
    "Manufacturer", "ManufacturerModelName", "StudyInstanceUID", "SeriesInstanceUID",
    "FrameOfReferenceUID", "SeriesNumber", "AcquisitionNumber", "InstanceNumber",
    "PatientPosition", "ImagePositionPatient", "ImageOrientationPatient", "SliceLocation",
    "PixelSpacing", "SliceThickness", "SpacingBetweenSlices", "GantryDetectorTilt", "TableHeight",
    "RotationDirection", "BodyPartExamined", "KVP", "DataCollectionDiameter",
    "ReconstructionDiameter", "DistanceSourceToDetector", "DistanceSourceToPatient",
    "ExposureTime", "XRayTubeCurrent", "Exposure", "FilterType", "GeneratorPower", "FocalSpots",
    "ConvolutionKernel", "ScanOptions", "RevolutionTime", "SingleCollimationWidth",
    "TotalCollimationWidth", "TableSpeed", "TableFeedPerRotation", "SpiralPitchFactor",
    "ExposureModulationType", "CTDIvol", "SamplesPerPixel", "PhotometricInterpretation",
    "NumberOfFrames", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit",
    "PixelRepresentation", "SmallestImagePixelValue", "LargestImagePixelValue",
    "PixelPaddingValue", "PixelPaddingRangeLimit", "WindowCenter", "WindowWidth",
    "RescaleIntercept", "RescaleSlope", "RescaleType", "LossyImageCompression",
    "LossyImageCompressionRatio", "LossyImageCompressionMethod", "BurnedInAnnotation",
    "VolumetricProperties", "VolumeBasedCalculationTechnique", "ContentQualification",
    "PresentationLUTShape", "PixelPresentation", "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence", "PixelMeasuresSequence", "PlanePositionSequence",
    "PlaneOrientationSequence", "PixelValueTransformationSequence", "FrameContentSequence",
    "FrameAcquisitionNumber", "StackID", "InStackPositionNumber", "DimensionIndexValues",
    "DimensionOrganizationSequence", "DimensionOrganizationUID", "DimensionIndexSequence",
    "DimensionIndexPointer", "FunctionalGroupPointer", "CTImageFrameTypeSequence", "FrameType",
    "FrameVOILUTSequence", "ExtendedOffsetTable", "ExtendedOffsetTableLengths", "PixelData",
})  # fmt: skip

EMPTY_KEYWORDS = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime",
    "StudyID", "AccessionNumber", "ReferringPhysicianName", "PositionReferenceIndicator",
)  # fmt: skip
"""Type 2 attributes of the CT image: they must be present, without a value."""


@cache
def kept_tags() -> frozenset[int]:
    """Return the tags of `KEPT_KEYWORDS`."""
    return frozenset(
        tag for keyword in KEPT_KEYWORDS if (tag := tag_for_keyword(keyword)) is not None
    )


def basic_profile() -> dict[tuple[int, ...], Action]:
    """Return the Basic Application Level Confidentiality Profile, tag → action, as a fresh copy.

    dicom-anonymizer adds its caller's actions to the dictionary it receives.
    """
    return dict(_basic_profile())


@cache
def _basic_profile() -> dict[tuple[int, ...], Action]:
    return dict(initialize_actions(_EDITION))
