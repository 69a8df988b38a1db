"""The PP-OCRv6 networks that the wheel of RapidOCR ships: found without importing that package."""

from importlib.util import find_spec
from pathlib import Path

PACKAGE = "rapidocr"
DETECTOR, RECOGNISER, DIRECTION = (
    "PP-OCRv6_det_small.onnx",
    "PP-OCRv6_rec_small.onnx",
    "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
)


def folder() -> Path | None:
    """Return the folder of the networks, or None where the wheel is not installed."""
    package = find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        return None
    return Path(package.submodule_search_locations[0]) / "models"


def network(name: str) -> Path:
    """Return the file of one network. Raises FileNotFoundError where the wheel does not hold it."""
    models = folder()
    if models is None or not (models / name).is_file():
        raise FileNotFoundError(name)
    return models / name
