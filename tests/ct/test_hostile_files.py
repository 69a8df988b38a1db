"""Valid files, damaged by seeded chance: each must be read or refused by name."""

import struct

import numpy as np
import pytest

from jindan.analysis import AnalysisError
from jindan.ct import read_nifti, read_series
from jindan.ct.reading.deidentification import UidMap, deidentify
from jindan.ct.reading.instances import read_instance
from jindan.ct.reading.refusals import UnreadableDicom
from phantoms_dicom import compress, write_nifti_phantom, write_phantom


def damaged(whole, chance, *, within):
    """Some of the first `within` bytes changed, a stretch removed, or the end cut off."""
    content = bytearray(whole)
    within = min(within, len(content))
    for at in chance.integers(within, size=chance.choice((1, 2, 8))):
        content[at] = chance.choice((0, 1, 127, 128, 255))
    if chance.random() < 0.2:
        at = chance.integers(within)
        del content[at : at + chance.integers(64)]
    return bytes(content[: chance.integers(len(content))] if chance.random() < 0.1 else content)


def outcome(act, *arguments, **options):
    """The refusal's name, or `read`. Anything but an AnalysisError fails the test."""
    try:
        act(*arguments, **options)
    except AnalysisError as refusal:
        return type(refusal).__name__
    return "read"


@pytest.mark.slow
@pytest.mark.parametrize("syntax", [None, 14, 18, 12])  # plain, JPEG 2000, RLE, JPEG-LS
def test_damaged_dicom_is_read_or_refused(tmp_path, syntax):
    paths, _ = write_phantom(tmp_path)
    for path in paths if syntax is not None else ():
        compress(path, syntax)
    whole = paths[5].read_bytes()
    chance = np.random.default_rng(4)
    seen = set()
    for _ in range(60):
        paths[5].write_bytes(
            damaged(whole, chance, within=1400 if chance.random() < 0.8 else 10**9)
        )
        seen.add(outcome(read_series, tmp_path))
        seen.add(outcome(lambda: deidentify(read_instance(paths[5]), uids=UidMap(b"x"))))
    assert len(seen) > 2


@pytest.mark.slow
def test_damaged_nifti_is_read_or_refused(tmp_path):
    path = tmp_path / "a.nii"
    write_nifti_phantom(path)
    whole = path.read_bytes()
    chance = np.random.default_rng(5)
    seen = set()
    for _ in range(300):
        path.write_bytes(damaged(whole, chance, within=352))
        seen.add(outcome(read_nifti, path))
    assert len(seen) > 5


def dicom_with(tmp_path, tail):
    paths, _ = write_phantom(tmp_path)
    whole = paths[0].read_bytes()
    paths[0].write_bytes(whole[: whole.index(b"\xe0\x7f\x10\x00")] + tail)
    return paths[0]


def test_sequences_nested_ten_thousand_deep_are_refused_quickly(tmp_path):
    opening = struct.pack("<HH2sHI", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF)
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    path = dicom_with(tmp_path, (opening + item) * 10_000)
    with pytest.raises(UnreadableDicom):
        deidentify(read_instance(path), uids=UidMap(b"x"))


def test_length_beyond_the_file_sets_no_memory_aside(tmp_path):
    path = dicom_with(tmp_path, struct.pack("<HH2sHI", 0x0029, 0x1010, b"OB", 0, 0xFFFFFFF0) + b"x")
    assert outcome(lambda: deidentify(read_instance(path), uids=UidMap(b"x"))) in (
        "read",
        "UnreadableDicom",
    )
