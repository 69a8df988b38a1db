"""Reader of the arrays in a PyTorch state dict that needs no PyTorch and runs no code of the file.

A `.pth` file is a pickle, and a pickle may name any function to call. This reader accepts three
kinds of names (ordered dictionary, "rebuild a tensor", types of storage), replaces each by a
harmless object of its own, and raises UnsafeWeights for all others. Both layouts are read: the
stream of PyTorch before 1.6 and the later zip.
"""

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from jindan.ct.errors import UnsafeWeights

Array = NDArray[np.generic]

STORAGES = {"FloatStorage": "<f4", "LongStorage": "<i8", "HalfStorage": "<f2", "IntStorage": "<i4"}
LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
LEGACY_VERSION = 1001


@dataclass(frozen=True)
class _Storage:
    """An array of numbers of one type, referred to by a key until its bytes are read."""

    key: str
    dtype: np.dtype[np.generic]
    length: int


@dataclass(frozen=True)
class _Tensor:
    """A view of a storage."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def over(self, numbers: Array) -> Array:
        """Return the array. Raises UnsafeWeights unless it is contiguous and within the storage."""
        contiguous = tuple(prod(self.shape[axis + 1 :]) for axis in range(len(self.shape)))
        end = self.offset + prod(self.shape)
        if self.strides != contiguous or not 0 <= self.offset <= end <= len(numbers):
            raise UnsafeWeights
        return numbers[self.offset : end].reshape(self.shape)


class _Unpickler(pickle.Unpickler):
    """An unpickler that builds only ordered dictionaries and `_Tensor`s."""

    def find_class(self, module: str, name: str) -> object:
        """Return the object for a name in the file. Raises UnsafeWeights for an unknown one."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if module == "torch" and name in STORAGES:
            return np.dtype(STORAGES[name])
        raise UnsafeWeights

    def persistent_load(self, reference: object) -> _Storage:
        """Return the storage of a reference ("storage", type, key, device, length, …)."""
        match reference:
            case ("storage", np.dtype() as dtype, str(key), str(), int(length), *_) if length >= 0:
                return _Storage(key, dtype, length)
        raise UnsafeWeights


def read_state_dict(content: bytes) -> Mapping[str, NDArray[np.float32]]:
    """Return the float32 arrays of a state dict by name.

    Raises UnsafeWeights when the file holds anything but arrays, or is damaged.
    """
    try:
        arrays = _read_zip(content) if content[:2] == b"PK" else _read_stream(content)
    except (pickle.UnpicklingError, zipfile.BadZipFile, EOFError, KeyError, ValueError,
            TypeError, AttributeError, IndexError, OverflowError) as error:  # fmt: skip
        raise UnsafeWeights from error
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def _read_stream(content: bytes) -> Mapping[str, Array]:
    """Read the layout before 1.6: magic, version, machine, tensors, storage keys, storages."""
    stream = io.BytesIO(content)
    if [_load(stream), _load(stream)] != [LEGACY_MAGIC, LEGACY_VERSION]:
        raise UnsafeWeights
    _load(stream)  # the machine: byte order and sizes of types
    tensors = _tensors(_load(stream))
    storages = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    keys = _load(stream)
    if not isinstance(keys, list):
        raise UnsafeWeights
    numbers = {}
    for storage in (storages[key] for key in keys):
        if int.from_bytes(stream.read(8), "little", signed=True) != storage.length:
            raise UnsafeWeights
        raw = stream.read(storage.length * storage.dtype.itemsize)
        numbers[storage.key] = np.frombuffer(raw, storage.dtype, storage.length)
    return {name: tensor.over(numbers[tensor.storage.key]) for name, tensor in tensors.items()}


def _read_zip(content: bytes) -> Mapping[str, Array]:
    """Read the layout since 1.6: `<folder>/data.pkl` and each `<folder>/data/<key>`, uncompressed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # PyTorch never compresses: what grows when unpacked is not its work.
        if sum(entry.file_size for entry in archive.infolist()) > len(content):
            raise UnsafeWeights
        (index,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
        tensors = _tensors(_load(io.BytesIO(archive.read(index))))
        folder = index.removesuffix(".pkl")
        return {name: tensor.over(np.frombuffer(archive.read(f"{folder}/{tensor.storage.key}"),
                tensor.storage.dtype)) for name, tensor in tensors.items()}  # fmt: skip


def _load(stream: io.BytesIO) -> object:
    return _Unpickler(stream).load()


def _tensors(loaded: object) -> Mapping[str, _Tensor]:
    """Return a dictionary of tensors unchanged. Raises UnsafeWeights for anything else."""
    if not isinstance(loaded, dict):
        raise UnsafeWeights
    if not all(isinstance(k, str) and isinstance(v, _Tensor) for k, v in loaded.items()):
        raise UnsafeWeights
    return loaded


def _tensor(*parts: object) -> _Tensor:
    """Return the view that `torch._utils._rebuild_tensor_v2` would make a tensor of."""
    storage, offset, shape, strides, *_ = parts
    if not isinstance(storage, _Storage) or not isinstance(offset, int):
        raise UnsafeWeights
    return _Tensor(storage, offset, _whole(shape), _whole(strides))


def _whole(numbers: object) -> tuple[int, ...]:
    """Return a tuple of whole numbers from 0 unchanged. Raises UnsafeWeights for anything else."""
    if not isinstance(numbers, tuple) or not all(isinstance(n, int) and n >= 0 for n in numbers):
        raise UnsafeWeights
    return numbers
