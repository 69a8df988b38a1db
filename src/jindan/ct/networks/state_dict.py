"""Read the arrays of a PyTorch state dict without PyTorch and without running anything in it.

A `.pth` file is a pickle, and a pickle may name any function to call. This reader knows three kinds
of names (ordered dictionary, "make a tensor", types of storage), gives its own harmless meaning to
each, and refuses all others. Both layouts are read: the stream of
PyTorch before 1.6 and the later zip.
"""

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from jindan.ct.errors import UnsafeWeights

Array = NDArray[np.generic]

STORAGES = {"FloatStorage": "<f4", "LongStorage": "<i8", "HalfStorage": "<f2", "IntStorage": "<i4"}
LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
LEGACY_VERSION = 1001


@dataclass(frozen=True)
class _Storage:
    """A run of numbers of one type, known by a key until its bytes are read."""

    key: str
    dtype: np.dtype[np.generic]
    length: int


@dataclass(frozen=True)
class _Tensor:
    """A window on a storage."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def over(self, numbers: Array) -> Array:
        """The array itself; refused unless it is contiguous and lies within the storage."""
        end = self.offset + prod(self.shape)
        if self.strides != _contiguous(self.shape) or not 0 <= self.offset <= end <= len(numbers):
            raise UnsafeWeights
        return numbers[self.offset : end].reshape(self.shape)


class _Unpickler(pickle.Unpickler):
    """Builds ordered dictionaries and `_Tensor`s; refuses every other name."""

    def find_class(self, module: str, name: str) -> object:
        """The meaning of a name in the file."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if module == "torch" and name in STORAGES:
            return np.dtype(STORAGES[name])
        raise UnsafeWeights

    def persistent_load(self, reference: object) -> _Storage:
        """The storage that a reference speaks of: ("storage", type, key, device, length, …)."""
        match reference:
            case ("storage", np.dtype() as dtype, str(key), str(), int(length), *_) if length >= 0:
                return _Storage(key, dtype, length)
        _refuse()


def read_state_dict(content: bytes) -> Mapping[str, NDArray[np.float32]]:
    """The float32 arrays of a state dict by name.

    Raises UnsafeWeights when the file holds anything but arrays, or is broken.
    """
    try:
        arrays = _read_zip(content) if content[:2] == b"PK" else _read_stream(content)
    except (pickle.UnpicklingError, zipfile.BadZipFile, EOFError, KeyError, ValueError,
            TypeError, AttributeError, IndexError, OverflowError) as error:  # fmt: skip
        raise UnsafeWeights from error
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def _read_stream(content: bytes) -> Mapping[str, Array]:
    """Magic number, version, machine, dictionary, keys of the storages, then each storage."""
    stream = io.BytesIO(content)
    if [_load(stream), _load(stream)] != [LEGACY_MAGIC, LEGACY_VERSION]:
        raise UnsafeWeights
    _load(stream)
    tensors = _tensors(_load(stream))
    storages = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    numbers = {key: _stored(stream, storages[key]) for key in _keys(_load(stream))}
    return {name: tensor.over(numbers[tensor.storage.key]) for name, tensor in tensors.items()}


def _stored(stream: io.BytesIO, storage: _Storage) -> Array:
    if int.from_bytes(stream.read(8), "little", signed=True) != storage.length:
        raise UnsafeWeights
    return np.frombuffer(
        stream.read(storage.length * storage.dtype.itemsize), storage.dtype, storage.length
    )


def _read_zip(content: bytes) -> Mapping[str, Array]:
    """`<folder>/data.pkl` beside `<folder>/data/<key>`, all uncompressed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > len(content):
            raise UnsafeWeights  # grows when unpacked: PyTorch never compresses
        (index,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
        tensors = _tensors(_load(io.BytesIO(archive.read(index))))
        folder = index.removesuffix(".pkl")
        return {name: tensor.over(np.frombuffer(archive.read(f"{folder}/{tensor.storage.key}"),
                tensor.storage.dtype)) for name, tensor in tensors.items()}  # fmt: skip


def _load(stream: io.BytesIO) -> object:
    return _Unpickler(stream).load()


def _tensors(loaded: object) -> Mapping[str, _Tensor]:
    if not isinstance(loaded, dict):
        raise UnsafeWeights
    if not all(isinstance(k, str) and isinstance(v, _Tensor) for k, v in loaded.items()):
        raise UnsafeWeights
    return loaded


def _keys(loaded: object) -> list[str]:
    if not isinstance(loaded, list) or not all(isinstance(key, str) for key in loaded):
        raise UnsafeWeights
    return loaded


def _tensor(*parts: object) -> _Tensor:
    storage, offset, shape, strides, *_ = parts
    if not isinstance(storage, _Storage) or not isinstance(offset, int):
        raise UnsafeWeights
    return _Tensor(storage, offset, _whole(shape), _whole(strides))


def _whole(numbers: object) -> tuple[int, ...]:
    if not isinstance(numbers, tuple) or not all(isinstance(n, int) and n >= 0 for n in numbers):
        raise UnsafeWeights
    return numbers


def _contiguous(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(prod(shape[axis + 1 :]) for axis in range(len(shape)))


def _refuse() -> NoReturn:
    raise UnsafeWeights
