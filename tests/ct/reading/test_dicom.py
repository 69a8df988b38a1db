import gdcm
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    EnhancedCTImageStorage,
    ExplicitVRLittleEndian,
    MediaStorageDirectoryStorage,
    generate_uid,
)

from jindan.ct import read_series
from jindan.ct.reading.problems import NotAxial, UnreadablePixels
from phantoms_dicom import (
    SPHERE_MM,
    all_turns,
    centred_affine,
    compress,
    letter_l,
    sampled,
    set_hu,
    slices_of,
    water_with_sphere,
    write,
    write_phantom,
)

AXIAL = np.diag([-1, -1, 1])


def test_sphere_has_its_volume_where_it_was_put(tmp_path):
    write_phantom(tmp_path)
    volume = read_series(tmp_path)
    inside = np.argwhere(volume.voxels == 300)
    centre = inside.mean(axis=0) @ volume.affine[:3, :3].T + volume.affine[:3, 3]
    assert np.allclose(centre, 0, atol=0.01)
    sphere_ml = 4 / 3 * np.pi * SPHERE_MM**3 / 1000
    assert len(inside) * volume.voxel_ml == pytest.approx(sphere_ml, rel=0.05)


def test_files_in_any_order_give_the_same_volume(tmp_path):
    paths, affine = write_phantom(tmp_path, letter_l)
    volume = read_series(paths[::-1])
    assert np.array_equal(volume.voxels, sampled(letter_l, affine))
    assert np.allclose(volume.affine, affine)


@pytest.mark.parametrize("axes", [a for a in all_turns() if abs(a[2, 2]) == 1])
def test_every_axial_turn_keeps_the_anatomy_in_place(tmp_path, axes):
    write_phantom(tmp_path, letter_l, axes=axes)
    volume = read_series(tmp_path)
    assert np.array_equal(volume.voxels, sampled(letter_l, volume.affine))


def test_coronal_series_is_refused(tmp_path):
    write_phantom(tmp_path, axes=np.array([[-1, 0, 0], [0, 0, -1], [0, 1, 0]]))
    with pytest.raises(NotAxial):
        read_series(tmp_path)


@pytest.mark.parametrize(
    "syntax",
    [
        gdcm.TransferSyntax.JPEGLosslessProcess14_1,
        gdcm.TransferSyntax.JPEG2000Lossless,
        gdcm.TransferSyntax.JPEGLSLossless,
        gdcm.TransferSyntax.RLELossless,
        gdcm.TransferSyntax.ImplicitVRLittleEndian,
    ],
)
def test_compressed_pixels_are_the_same(tmp_path, syntax):
    paths, affine = write_phantom(tmp_path, letter_l)
    for path in paths:
        compress(path, syntax)
    assert np.array_equal(read_series(tmp_path).voxels, sampled(letter_l, affine))


def test_deflated_pixels_are_the_same(tmp_path):
    affine = centred_affine(AXIAL)
    datasets = slices_of(sampled(letter_l, affine), affine)
    for dataset in datasets:
        dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    write(datasets, tmp_path)
    assert np.array_equal(read_series(tmp_path).voxels, sampled(letter_l, affine))


def test_files_without_preamble_are_read(tmp_path):
    paths, affine = write_phantom(tmp_path, letter_l)
    for path in paths:
        meta_bytes = int.from_bytes(path.read_bytes()[140:144], "little")
        path.write_bytes(path.read_bytes()[144 + meta_bytes :])
    assert np.array_equal(read_series(tmp_path).voxels, sampled(letter_l, affine))


def test_each_slice_has_its_own_rescale(tmp_path):
    affine = centred_affine(AXIAL)
    voxels = sampled(letter_l, affine)
    datasets = slices_of(voxels, affine, PixelRepresentation=1)
    for k, dataset in enumerate(datasets):
        dataset.RescaleSlope, dataset.RescaleIntercept = 0.5, -10 * k
        set_hu(dataset, voxels[:, :, k].T)
    write(datasets, tmp_path)
    assert np.array_equal(read_series(tmp_path).voxels, voxels)


def test_padding_becomes_air(tmp_path):
    affine = centred_affine(AXIAL)
    voxels = sampled(water_with_sphere, affine)
    padded = voxels.copy()
    padded[:4] = -2000
    padded[-4:] = 3000
    write(slices_of(padded, affine, PixelRepresentation=1, PixelPaddingValue=4024), tmp_path)
    read = read_series(tmp_path).voxels
    assert (read[:4] == -1024).all() and (read[-4:] == -1024).all()
    assert np.array_equal(read[4:-4], voxels[4:-4])


def test_monochrome1_changes_the_display_not_the_hounsfield_units(tmp_path):
    _, affine = write_phantom(tmp_path, PhotometricInterpretation="MONOCHROME1")
    assert np.array_equal(read_series(tmp_path).voxels, sampled(water_with_sphere, affine))


def test_overlay_bits_above_the_stored_bits_are_ignored(tmp_path):
    affine = centred_affine(AXIAL)
    voxels = sampled(letter_l, affine)
    datasets = slices_of(voxels, affine, BitsStored=12, HighBit=11)
    for dataset in datasets:
        stored = np.frombuffer(dataset.PixelData, "<u2") | 0x8000
        dataset.PixelData = stored.astype("<u2").tobytes()
    write(datasets, tmp_path)
    assert np.array_equal(read_series(tmp_path).voxels, voxels)


def test_enhanced_multi_frame_is_read(tmp_path):
    affine = centred_affine(AXIAL)
    write([_enhanced(sampled(letter_l, affine), affine)], tmp_path)
    volume = read_series(tmp_path)
    assert np.array_equal(volume.voxels, sampled(letter_l, affine))
    assert np.allclose(volume.affine, affine)


def test_missing_pixels_are_named(tmp_path):
    affine = centred_affine(AXIAL)
    datasets = slices_of(sampled(letter_l, affine), affine)
    datasets[7].PixelData = datasets[7].PixelData[:-100]
    write(datasets, tmp_path)
    with pytest.raises(UnreadablePixels):
        read_series(tmp_path)


def _enhanced(voxels, affine):
    """Frames in shuffled order, orientation and spacing shared, position of each frame its own."""
    slices = slices_of(voxels, affine)
    order = np.random.default_rng(1).permutation(len(slices))
    whole = slices[0]
    whole.SOPClassUID = EnhancedCTImageStorage
    whole.NumberOfFrames = len(slices)
    whole.PixelData = b"".join(slices[k].PixelData for k in order)
    shared = Dataset()
    shared.PlaneOrientationSequence = [_item(ImageOrientationPatient=whole.ImageOrientationPatient)]
    shared.PixelMeasuresSequence = [_item(PixelSpacing=whole.PixelSpacing)]
    shared.PixelValueTransformationSequence = [_item(RescaleSlope=1, RescaleIntercept=-1024)]
    positions = [slices[k].ImagePositionPatient for k in order]
    whole.SharedFunctionalGroupsSequence = [shared]
    whole.PerFrameFunctionalGroupsSequence = [
        _item(PlanePositionSequence=[_item(ImagePositionPatient=place)]) for place in positions
    ]
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"):
        delattr(whole, keyword)
    return whole


def _item(**attributes):
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return item


def test_directory_file_of_a_cd_is_passed_over(tmp_path):
    _, affine = write_phantom(tmp_path, letter_l)
    directory = Dataset()
    directory.file_meta = FileMetaDataset()
    directory.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    directory.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    directory.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    directory.FileSetID = "CD"
    directory.save_as(tmp_path / "DICOMDIR", enforce_file_format=True)
    assert np.array_equal(read_series(tmp_path).voxels, sampled(letter_l, affine))
