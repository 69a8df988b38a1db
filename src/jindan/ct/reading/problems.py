"""Why an uploaded CT cannot be analysed: one class for each problem a person can act on.

The words are in `locales/*/ct_reading.ftl`. Values are numbers and DICOM terms, never free text.
"""

from jindan.problems import Problem


class UnknownContent(Problem):
    """The upload holds neither DICOM nor NIfTI."""


class MixedUpload(Problem):
    """The upload holds more than one volume: several NIfTI files, or NIfTI beside DICOM."""


class ArchiveTooLarge(Problem):
    """The upload unpacks to more bytes or more files than are accepted."""


class ArchiveDamaged(Problem):
    """The archive's directory does not agree with its content, or a checksum fails."""


class ArchiveEncrypted(Problem):
    """The archive is protected by a password."""


class ArchiveUnsafe(Problem):
    """The archive has links, absolute paths, duplicate names or overlapping members."""


class ArchiveUnsupported(Problem):
    """The archive is compressed by another method than store or deflate."""


class UnreadableDicom(Problem):
    """The DICOM files are damaged."""


class UnreadablePixels(Problem):
    """The pixels of an image cannot be decoded, or do not agree with its header."""


class UnsupportedPixels(Problem):
    """The pixels are stored in a form that no CT uses or that no decoder here knows."""


class SeveralPatients(Problem):
    """The upload mixes images of different patients."""


class ConflictingInstances(Problem):
    """Two different images carry the same identity."""


class NoCtSeries(Problem):
    """No series of the upload is a CT."""


class OnlySecondaryCapture(Problem):
    """The only CT images are screen captures."""


class OnlyLocaliser(Problem):
    """The only CT images are localisers (scout views)."""


class NotAxial(Problem):
    """The only CT series are coronal, sagittal or oblique reformats."""


class TooFewSlices(Problem):
    """The series has too few slices to be a volume."""


class DuplicateSlices(Problem):
    """Several different slices lie at the same place."""


class MissingSlices(Problem):
    """Slices are missing inside the series."""


class IrregularSpacing(Problem):
    """The distance between slices varies too much."""


class GantryTilt(Problem):
    """The slices are sheared by a tilted gantry."""


class ImplausibleSpacing(Problem):
    """The voxel size is outside what an abdominal CT has."""


class VolumeTooLarge(Problem):
    """The volume has more voxels than are accepted."""


class VolumeTooSmall(Problem):
    """The volume covers too little of a body to be analysed."""


class NotHounsfield(Problem):
    """The values are not Hounsfield units: air and soft tissue lack their expected values."""


class ShiftedHounsfield(Problem):
    """Fat and soft tissue are both shifted by the same HU: the rescale intercept is wrong."""


class JumpBetweenSlices(Problem):
    """Two neighbouring slices differ far more than the others: slices between them are missing."""


class EndsInLungs(Problem):
    """The lowest slice still shows lung: a chest scan, or head and feet are exchanged."""


class BodyTurned(Problem):
    """The spine is not posterior: the stated orientation is wrong."""


class LiverOnTheLeft(Problem):
    """The large solid organs lie on the left: a mirrored volume, or situs inversus."""


class WindowedImages(Problem):
    """The values were cut to a display window or reduced to grey levels."""


class NiftiPair(Problem):
    """The NIfTI is one half of an .hdr/.img pair."""


class NiftiHeader(Problem):
    """A field of the NIfTI header is impossible."""


class NiftiDimensions(Problem):
    """The NIfTI is not one three-dimensional volume."""


class NiftiDatatype(Problem):
    """The NIfTI's voxel type is not a number a CT is stored in."""


class NiftiAffine(Problem):
    """The NIfTI's affine does not place the voxels in a patient."""


class NiftiTruncated(Problem):
    """The NIfTI holds fewer bytes than its header promises."""
