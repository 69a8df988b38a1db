"""One colour for each structure, the same in pictures, charts, meshes and on screen.

The eight were searched so that every pair differs by a CIEDE2000 distance of 18 or more, both to
normal vision and under protanopia, deuteranopia and tritanopia (Machado et al. 2009, severity 1).
tests/ct/drawing/test_colours.py requires 15.
"""

from zlib import crc32

COLOURS = {
    "spleen": "#973761",
    "pancreas": "#E5EB04",
    "left-kidney": "#CB1000",
    "gallbladder": "#10FFC7",
    "oesophagus": "#09959E",
    "liver": "#D19760",
    "stomach": "#0054C6",
    "duodenum": "#BAB2FF",
}

OTHERS = ("#FF8AC4", "#7A9B00", "#A8D8FF", "#8A6FB0", "#F2F2F2", "#7C5A3A")
"""For structures of other networks: one colour for a name, though two names may share one."""


def colour_of(name: str) -> str:
    """Return the colour of a structure, as `#RRGGBB` in sRGB."""
    return COLOURS.get(name) or OTHERS[crc32(name.encode()) % len(OTHERS)]


def rgb_of(name: str) -> tuple[float, float, float]:
    """Return the colour of a structure as red, green and blue from 0 to 1, in sRGB."""
    code = colour_of(name)
    red, green, blue = (int(code[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
