"""How large a document may be. A larger one is refused before it is decoded."""

MOST_PAGES = 100
MOST_PIXELS = 120_000_000
"""Pixels of one page as the file declares it."""

LONGEST_SIDE = 3600
"""Pages are shrunk to this many pixels: A4 at 300 dpi."""

LAYER_DPI = 200
LOWEST_DPI, HIGHEST_DPI = 150, 300
"""A PDF page is drawn at the resolution of its finest picture, within these."""
