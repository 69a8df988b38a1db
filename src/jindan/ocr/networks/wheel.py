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
    """Where the networks are; None where the wheel is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "models"


def network(name: str) -> Path:
    """The file of one network. Raises FileNotFoundError where the wheel does not hold it."""
    models = folder()
    if models is None or not (models / name).is_file():
        raise FileNotFoundError(name)
    return models / name
