"""CT phantoms as DICOM and NIfTI, each voxel known by arithmetic from its place in space."""

import itertools

import gdcm
import nibabel as nib
import numpy as np
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

AIR, WATER = -1000, 0
SPACING = (7.0, 7.0, 6.0)
SHAPE = (44, 36, 14)
UPRIGHT = np.eye(3)
SPHERE_MM = 30.0


def water_with_sphere(x, y, z):
    """Water within 110 mm of the z axis, and a sphere of 300 HU within 30 mm of the origin."""
    hu = np.where(x**2 + y**2 < 110.0**2, WATER, AIR)
    return np.where(x**2 + y**2 + z**2 < SPHERE_MM**2, 300, hu)


def water_with_bright_sphere(x, y, z):
    """The same with a sphere of 800 HU, which the threshold network takes for a stomach."""
    hu = water_with_sphere(x, y, z)
    return np.where(hu > WATER, 800, hu)


def letter_l(x, y, z):
    """Water with an L in the upper half: the long leg on the right, the foot at the front.

    No turn or mirror image of it is the same, so that any swap of axes is seen. Places: RAS mm.
    """
    hu = np.where((x / 120) ** 2 + (y / 100) ** 2 < 1, WATER, AIR)
    hu = np.where((x > 40) & (x < 60) & (abs(y) < 60) & (z > 10), 200, hu)
    return np.where((x > 0) & (x < 60) & (y > 40) & (y < 60) & (z > 10), 100, hu)


def sampled(phantom, affine, shape=SHAPE):
    """The phantom's HU at each voxel centre of a grid."""
    index = np.stack(np.meshgrid(*(np.arange(n) for n in shape), indexing="ij"), axis=-1)
    places = index @ affine[:3, :3].T + affine[:3, 3]
    return phantom(*np.moveaxis(places, -1, 0)).astype(np.int16)


def centred_affine(axes=UPRIGHT, spacing=SPACING, shape=SHAPE):
    """A grid whose middle is the origin; `axes` are the unit directions (RAS) of its voxel axes."""
    affine = np.eye(4)
    affine[:3, :3] = np.asarray(axes, dtype=float).T * spacing
    affine[:3, 3] = -affine[:3, :3] @ ((np.asarray(shape) - 1) / 2)
    return affine


def all_turns():
    """The 48 ways to lay three voxel axes along the body's, mirror images included."""
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1, -1), repeat=3):
            yield np.eye(3)[list(order)] * np.asarray(signs)[:, None]


def slices_of(voxels, affine, **attributes):
    """One data set for each slice of voxels (columns, rows, slices) in HU."""
    lps = np.diag([-1, -1, 1, 1]) @ affine
    shared = {
        "StudyInstanceUID": generate_uid(), "SeriesInstanceUID": generate_uid(),
        "FrameOfReferenceUID": generate_uid(),
    } | attributes  # fmt: skip
    return [_slice(voxels[:, :, k].T, lps=lps, k=k, **shared) for k in range(voxels.shape[2])]


def _slice(hu, *, lps, k, **attributes):
    spacing = np.linalg.norm(lps[:3, :3], axis=0)
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SOPClassUID, dataset.SOPInstanceUID = CTImageStorage, generate_uid()
    dataset.Modality, dataset.ImageType = "CT", ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = "Phantom^Water", "P-1", ""
    dataset.SeriesNumber, dataset.InstanceNumber = 3, k + 1
    dataset.ImagePositionPatient = [round(float(v), 6) for v in (lps @ [0, 0, k, 1])[:3]]
    dataset.ImageOrientationPatient = [*(lps[:3, 0] / spacing[0]), *(lps[:3, 1] / spacing[1])]
    dataset.PixelSpacing = [float(spacing[1]), float(spacing[0])]
    dataset.Rows, dataset.Columns = hu.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 16, 15
    dataset.PixelRepresentation = 0
    dataset.RescaleSlope, dataset.RescaleIntercept = 1, -1024
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    set_hu(dataset, hu)
    return dataset


def set_hu(dataset, hu):
    """Store HU under the data set's own rescale and pixel representation."""
    stored = (hu - float(dataset.RescaleIntercept)) / float(dataset.RescaleSlope)
    kind = "<i2" if dataset.PixelRepresentation else "<u2"
    dataset.PixelData = np.rint(stored).astype(kind).tobytes()
    dataset["PixelData"].VR = "OW"


def write(datasets, folder, *, prefix="slice"):
    """Save data sets as files whose names say nothing; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{prefix}{number:03d}" for number in range(len(datasets))]
    for dataset, path in zip(datasets, paths, strict=True):
        dataset.save_as(path, enforce_file_format=True)
    return paths


def write_phantom(folder, phantom=water_with_sphere, *, axes=None, prefix="slice", **attributes):
    """A whole series of the phantom; gives (paths, affine)."""
    affine = centred_affine(np.diag([-1, -1, 1]) if axes is None else axes)
    datasets = slices_of(sampled(phantom, affine), affine, **attributes)
    return write(datasets, folder, prefix=prefix), affine


def compress(path, syntax):
    """Rewrite a file in one of gdcm's transfer syntaxes."""
    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    assert reader.Read()
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    change.SetInput(reader.GetImage())
    assert change.Change()
    writer = gdcm.ImageWriter()
    writer.SetFileName(str(path))
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write()


def write_nifti_phantom(path, phantom=water_with_sphere, *, axes=UPRIGHT, kind=nib.Nifti1Image):
    """The phantom as NIfTI on a grid along `axes`; gives its affine."""
    affine = centred_affine(axes)
    nib.save(kind(sampled(phantom, affine), affine), path)
    return affine
