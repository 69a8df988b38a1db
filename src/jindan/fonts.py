"""Where the Korean font is: Nanum Gothic (SIL Open Font Licence), carried by a wheel."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Weight = Literal["regular", "bold", "light"]

FILES: dict[Weight, str] = {
    "regular": "NanumGothic.ttf",
    "bold": "NanumGothicBold.ttf",
    "light": "NanumGothicLight.ttf",
}


@cache
def korean_font(weight: Weight) -> Path:
    """The TrueType file of this weight.

    The package is located, not imported: importing it changes matplotlib's settings for everyone.
    Raises ModuleNotFoundError when the wheel `koreanize-matplotlib` is not installed.
    """
    found = find_spec("koreanize_matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name="koreanize_matplotlib")
    return Path(found.origin).parent / "fonts" / FILES[weight]
