"""Why an uploaded CT is refused: one class for each thing a person can act on.

The words are in `locales/*/ct_reading.ftl`. Values are numbers and DICOM terms, no patient's text.
"""

from jindan.analysis import AnalysisError


class UnknownContent(AnalysisError):
    """The upload holds neither DICOM nor NIfTI."""


class MixedUpload(AnalysisError):
    """The upload holds more than one volume: several NIfTI files, or NIfTI beside DICOM."""


class ArchiveTooLarge(AnalysisError):
    """The upload unpacks to more bytes or more files than are accepted."""


class ArchiveDamaged(AnalysisError):
    """The archive's directory does not agree with its content, or a checksum fails."""


class ArchiveEncrypted(AnalysisError):
    """The archive is protected by a password."""


class ArchiveUnsafe(AnalysisError):
    """The archive has links, absolute paths, duplicates or overlaps, as no honest export has."""


class ArchiveUnsupported(AnalysisError):
    """The archive is compressed by another method than store or deflate."""


class UnreadableDicom(AnalysisError):
    """The DICOM files are damaged."""


class UnreadablePixels(AnalysisError):
    """The pixels of an image cannot be decoded, or do not agree with its header."""


class UnsupportedPixels(AnalysisError):
    """The pixels are stored in a form that no CT uses or that no decoder here knows."""


class SeveralPatients(AnalysisError):
    """The upload mixes images of different patients."""


class ConflictingInstances(AnalysisError):
    """Two different images carry the same identity."""


class NoCtSeries(AnalysisError):
    """No series of the upload is a CT."""


class OnlySecondaryCapture(AnalysisError):
    """The only CT images are screen captures."""


class OnlyLocaliser(AnalysisError):
    """The only CT images are localisers (scout views)."""


class NotAxial(AnalysisError):
    """The only CT series are coronal, sagittal or oblique reformats."""


class TooFewSlices(AnalysisError):
    """The series has too few slices to be a volume."""


class DuplicateSlices(AnalysisError):
    """Several different slices lie at the same place."""


class MissingSlices(AnalysisError):
    """Slices are missing inside the series."""


class IrregularSpacing(AnalysisError):
    """The distance between slices varies too much."""


class GantryTilt(AnalysisError):
    """The slices are sheared by a tilted gantry."""


class ImplausibleSpacing(AnalysisError):
    """The voxel size is outside what an abdominal CT has."""


class VolumeTooLarge(AnalysisError):
    """The volume has more voxels than are accepted."""


class VolumeTooSmall(AnalysisError):
    """The volume covers too little of a body to be analysed."""


class NotHounsfield(AnalysisError):
    """The values are not Hounsfield units: air, fat and soft tissue are not where they must be."""


class ShiftedHounsfield(AnalysisError):
    """Fat and soft tissue are both off by the same number: the rescale intercept is wrong."""


class JumpBetweenSlices(AnalysisError):
    """Two neighbouring slices differ far more than the others: some between them are gone."""


class EndsInLungs(AnalysisError):
    """The volume ends below within the lungs: a chest, or head and feet exchanged."""


class BodyTurned(AnalysisError):
    """The spine is not at the back: the stated orientation is wrong."""


class LiverOnTheLeft(AnalysisError):
    """The large solid organs lie on the left: a mirrored volume, or a mirrored patient."""


class WindowedImages(AnalysisError):
    """The values were cut to a display window or reduced to grey levels."""


class NiftiPair(AnalysisError):
    """The NIfTI is one half of an .hdr/.img pair."""


class NiftiHeader(AnalysisError):
    """A field of the NIfTI header is impossible."""


class NiftiDimensions(AnalysisError):
    """The NIfTI is not one three-dimensional volume."""


class NiftiDatatype(AnalysisError):
    """The NIfTI's voxel type is not a number a CT is stored in."""


class NiftiAffine(AnalysisError):
    """The NIfTI's affine does not place the voxels in a patient."""


class NiftiTruncated(AnalysisError):
    """The NIfTI holds fewer bytes than its header promises."""
