"""CT as a library: each name below is imported on first use."""

from importlib import import_module

_HOMES = {
    "read_series": "jindan.ct.reading.dicom",
    "read_nifti": "jindan.ct.reading.nifti",
    "write_nifti": "jindan.ct.export",
    "Volume": "jindan.ct.volume",
    "segment": "jindan.ct.segmenting.abdomen",
    "measure": "jindan.ct.measurements",
}

__all__ = ["Volume", "measure", "read_nifti", "read_series", "segment", "write_nifti"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
