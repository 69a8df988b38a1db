"""The Korean font Nanum Gothic (SIL OFL), which comes with koreanize-matplotlib."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Weight = Literal["regular", "bold", "light"]

_FILES: dict[Weight, str] = {
    "regular": "NanumGothic.ttf",
    "bold": "NanumGothicBold.ttf",
    "light": "NanumGothicLight.ttf",
}


def korean_font(weight: Weight = "regular") -> Path:
    """Return the TrueType file of one weight.

    The package is located, never imported: importing it would change matplotlib's global settings.
    Raises ModuleNotFoundError when it is not installed.
    """
    spec = find_spec("koreanize_matplotlib")
    if spec is None or spec.origin is None:
        message = (
            "koreanize-matplotlib carries the Korean font; install jindan[report] or jindan[ct]"
        )
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent / "fonts" / _FILES[weight]
