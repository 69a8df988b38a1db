import io
import pickle
import zipfile

import numpy as np
import pytest

from jindan.ct.errors import UnsafeWeights
from jindan.ct.networks.obelisk import to_onnx
from jindan.ct.networks.state_dict import read_state_dict

NUMBERS = np.arange(6, dtype="<f4")
STORED = NUMBERS.tobytes()


class Call:
    """Pickles as a call of any function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def opcodes(*, offset=0, shape=(2, 3), strides=(3, 1), name="torch._utils\n_rebuild_tensor_v2"):
    """The pickle of {"w": tensor}, written by hand as PyTorch writes it."""
    tuples = b"".join(
        b"(" + b"".join(b"K" + bytes([n]) for n in numbers) + b"t" for numbers in (shape, strides)
    )
    return (
        b"\x80\x02}U\x01w" + f"c{name}\n".encode()
        + b"((U\x07storagectorch\nFloatStorage\nU\x010U\x03cpuK\x06tQK" + bytes([offset])
        + tuples + b"\x89NtRs."
    )  # fmt: skip


def zipped(index, *, storage=STORED, compression=zipfile.ZIP_STORED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        archive.writestr("archive/data.pkl", index)
        archive.writestr("archive/data/0", storage)
    return content.getvalue()


def streamed(index):
    parts = [0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}]
    head = b"".join(pickle.dumps(part, 2) for part in parts)
    return head + index + pickle.dumps(["0"], 2) + (6).to_bytes(8, "little") + STORED


@pytest.mark.parametrize("written", [zipped, streamed])
def test_both_layouts_give_the_arrays(written):
    arrays = read_state_dict(written(opcodes()))
    assert np.array_equal(arrays["w"], NUMBERS.reshape(2, 3))


@pytest.mark.parametrize("written", [zipped, streamed])
def test_pickle_that_calls_a_function_is_refused_before_it_runs(written, tmp_path):
    trap = tmp_path / "sprung"
    with pytest.raises(UnsafeWeights):
        read_state_dict(written(pickle.dumps({"w": Call(trap.touch)}, 2)))
    with pytest.raises(UnsafeWeights):
        read_state_dict(written(pickle.dumps({"w": Call(eval, "1")}, 2)))
    assert not trap.exists()


@pytest.mark.parametrize(
    "index",
    [
        opcodes(offset=1),
        opcodes(shape=(200, 200), strides=(200, 1)),
        opcodes(strides=(1, 2)),
        opcodes(name="builtins\neval"),
        pickle.dumps([1, 2], 2),
        pickle.dumps({"w": 1}, 2),
        b"\x80\x02",
        b"",
    ],
)
def test_windows_outside_the_storage_and_other_content_are_refused(index):
    with pytest.raises(UnsafeWeights):
        read_state_dict(zipped(index))


def test_archive_that_grows_when_unpacked_is_refused():
    with pytest.raises(UnsafeWeights):
        read_state_dict(
            zipped(opcodes(), storage=bytes(1_000_000), compression=zipfile.ZIP_DEFLATED)
        )


def test_arrays_of_another_network_are_refused():
    with pytest.raises(UnsafeWeights):
        to_onnx(zipped(opcodes()))
