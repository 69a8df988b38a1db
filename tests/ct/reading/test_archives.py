import gzip
import io
import stat
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest

from jindan.ct import read_nifti, read_series
from jindan.ct.reading.archives import ArchiveLimits, gunzip, inflate, unzip
from jindan.ct.reading.problems import (
    ArchiveDamaged,
    ArchiveEncrypted,
    ArchiveTooLarge,
    ArchiveUnsafe,
    ArchiveUnsupported,
    MixedUpload,
    NiftiPair,
    UnknownContent,
)
from phantoms_dicom import write_nifti_phantom, write_phantom

DICOM = b"\0" * 128 + b"DICM" + b"\0" * 400
SMALL = ArchiveLimits(
    files=10, bytes=1 << 20, ratio=100, free_bytes=1 << 14, directory_bytes=1 << 12
)


def packed(path, members, **options):
    with ZipFile(path, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def opened(path, tmp_path, limits=SMALL):
    into = tmp_path / "into"
    into.mkdir()
    return unzip(path, into=into, limits=limits)


def test_only_images_come_out_under_names_of_our_own(tmp_path):
    members = {"홍길동/CT 1.dcm": DICOM, "readme.txt": b"hello", "a.exe": b"MZ" + b"\0" * 600}
    (found,) = opened(packed(tmp_path / "a.zip", members), tmp_path)
    assert found.name == "000000" and found.read_bytes() == DICOM


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "..\\x", "/etc/x", "\\x", "C:\\x", "c:x", "a/..", "//host/x"]
)
def test_names_that_leave_the_folder_are_refused(tmp_path, name):
    path = packed(tmp_path / "a.zip", {ZipInfo(name): DICOM})
    with pytest.raises(ArchiveUnsafe):
        opened(path, tmp_path)


def test_links_are_refused(tmp_path):
    link = ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ArchiveUnsafe):
        opened(packed(tmp_path / "a.zip", {link: b"/etc/passwd"}), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_stand_twice_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {ZipInfo("x"): DICOM, ZipInfo("y"): DICOM})
    path.write_bytes(path.read_bytes().replace(b"y", b"x"))
    with pytest.raises(ArchiveUnsafe):
        opened(path, tmp_path)


def test_overlapping_members_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"x": DICOM, "y": DICOM})
    whole = bytearray(path.read_bytes())
    second = whole.rfind(b"PK\x01\x02")
    whole[second + 42 : second + 46] = struct.pack("<I", 0)  # points at the first member
    path.write_bytes(whole)
    with pytest.raises(ArchiveUnsafe):
        opened(path, tmp_path)


def test_encrypted_archive_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"x": DICOM})
    whole = bytearray(path.read_bytes())
    whole[whole.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(whole)
    with pytest.raises(ArchiveEncrypted):
        opened(path, tmp_path)


def test_other_compression_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"x": DICOM}, compression=ZIP_LZMA)
    with pytest.raises(ArchiveUnsupported):
        opened(path, tmp_path)


@pytest.mark.parametrize(
    "members",
    [
        {"bomb": DICOM + b"\0" * 500_000},  # a thousand to one
        {str(n): DICOM for n in range(11)},  # too many files
        {"n" * 5000: DICOM},  # a directory too long to be read
    ],
)
def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, members):
    path = packed(tmp_path / "a.zip", members, compression=ZIP_DEFLATED)
    with pytest.raises(ArchiveTooLarge):
        opened(path, tmp_path)
    assert not any((tmp_path / "into").iterdir())


def test_declared_size_that_lies_is_found_out(tmp_path):
    path = packed(tmp_path / "a.zip", {"x": DICOM + b"\1" * 500_000}, compression=ZIP_DEFLATED)
    whole = bytearray(path.read_bytes())
    at = whole.rfind(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 600)
    path.write_bytes(whole)
    with pytest.raises(ArchiveDamaged):
        opened(path, tmp_path)


@pytest.mark.parametrize("keep", [10, 300, -30, -1])
def test_truncated_archive_is_refused(tmp_path, keep):
    path = packed(tmp_path / "a.zip", {"x": DICOM})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ArchiveDamaged):
        opened(path, tmp_path)


def test_archive_in_an_archive_stays_shut(tmp_path):
    inner = packed(tmp_path / "inner.zip", {"x": DICOM}).read_bytes()
    path = packed(tmp_path / "outer.zip", {"inner.zip": inner})
    with pytest.raises(UnknownContent):
        read_series(path)


def test_gzip_bomb_is_stopped(tmp_path):
    path = tmp_path / "a.nii.gz"
    path.write_bytes(gzip.compress(b"\0" * 4_000_000))
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(ArchiveTooLarge):
        gunzip(path, into=into, limits=SMALL)
    assert sum(file.stat().st_size for file in into.iterdir()) <= SMALL.bytes


def test_gzip_members_are_joined_and_garbage_after_them_is_ignored(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one") + gzip.compress(b"two") + b"garbage")
    into = tmp_path / "into"
    into.mkdir()
    assert gunzip(path, into=into).read_bytes() == b"onetwo"


@pytest.mark.parametrize("damage", [lambda b: b[:-12], lambda b: b[:20] + b"\xff" * 20 + b[40:]])
def test_damaged_gzip_is_refused(tmp_path, damage):
    path = tmp_path / "a.gz"
    path.write_bytes(damage(gzip.compress(bytes(range(256)) * 40, mtime=0)))
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(ArchiveDamaged):
        gunzip(path, into=into)


def test_deflated_data_set_that_is_a_bomb_is_stopped():
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflater.compress(b"\0" * 4_000_000) + deflater.flush()
    with pytest.raises(ArchiveTooLarge):
        inflate(bomb, limits=SMALL)


def test_zip_of_a_series_reads_like_the_folder(tmp_path):
    paths, _ = write_phantom(tmp_path / "folder")
    path = packed(tmp_path / "a.zip", {f"d/{p.name}.txt": p.read_bytes() for p in paths})
    assert (read_series(path).voxels == read_series(tmp_path / "folder").voxels).all()


def test_zip_as_a_korean_windows_and_a_mac_leave_it_reads_like_the_folder(tmp_path):
    paths, _ = write_phantom(tmp_path / "folder")
    stand_in, name = b"XXXXXX", "홍길동".encode("cp949")  # without the flag that means UTF-8
    members = {f"XXXXXX/1/{path.name}.dcm": path.read_bytes() for path in paths}
    mac = {"__MACOSX/XXXXXX/._1.dcm": b"\0\5\x16\7" + b"\0" * 400, ".DS_Store": b"\0\0\0\1Bud1"}
    path = packed(tmp_path / "a.zip", members | mac)
    path.write_bytes(path.read_bytes().replace(stand_in, name))
    assert (read_series(path).voxels == read_series(tmp_path / "folder").voxels).all()


def test_nifti_in_a_zip_and_in_gzip_reads_like_the_file(tmp_path):
    write_nifti_phantom(tmp_path / "plain.nii")
    plain = (tmp_path / "plain.nii").read_bytes()
    (tmp_path / "nonsense.dcm").write_bytes(gzip.compress(plain))
    path = packed(tmp_path / "a.zip", {"x.jpg": (tmp_path / "nonsense.dcm").read_bytes()})
    expected = read_nifti(tmp_path / "plain.nii").voxels
    assert (read_nifti(tmp_path / "nonsense.dcm").voxels == expected).all()
    assert (read_nifti(path).voxels == expected).all()


def test_nifti_beside_dicom_is_refused(tmp_path):
    write_phantom(tmp_path)
    write_nifti_phantom(tmp_path / "a.nii")
    with pytest.raises(MixedUpload):
        read_series(tmp_path)


def test_half_of_a_pair_is_refused_by_name(tmp_path):
    write_nifti_phantom(tmp_path / "a.nii")
    whole = (tmp_path / "a.nii").read_bytes()
    (tmp_path / "a.nii").write_bytes(whole[:344] + b"ni1\0" + whole[348:])
    with pytest.raises(NiftiPair):
        read_nifti(tmp_path / "a.nii")


def test_neither_dicom_nor_nifti_is_refused(tmp_path):
    (tmp_path / "scan.dcm").write_bytes(io.BytesIO(b"%PDF-1.7" * 200).getvalue())
    with pytest.raises(UnknownContent):
        read_series(tmp_path)
