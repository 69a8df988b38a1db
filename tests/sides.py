"""On which side of the patient each output of an examination shows an organ: L or R, read from the files themselves."""

import base64
import json
import re
from itertools import permutations, product
from pathlib import Path

import nibabel
import numpy as np
import trimesh
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage
from scipy.signal import fftconvolve

from jindan.catalogue import text
from jindan.cli.ct_table import table
from jindan.ct.drawing.colours import rgb_of
from jindan.ct.drawing.words import organ_name
from jindan.ct.examination import Examination
from jindan.ct.examining import LABELS
from jindan.findings.finding import quantities
from jindan.findings.values import amount
from jindan.fonts import korean_font

PAGE = "scene.html"
LETTER_PX = 27
"""The side letters: 12 points at 160 dots an inch."""
SEEN_PX = 60
"""Fewer pixels of an organ's colour than this are no picture of it."""


def orientations():
    """Every order and flip of the axes of a grid, as nibabel writes an orientation."""
    for order, signs in product(permutations(range(3)), product((1, -1), repeat=3)):
        yield np.column_stack([order, signs])


def write_turned(image, orientation, *, into: Path):
    """The same scan stored in another order and direction of axes; gives its axis codes."""
    turned = image.as_reoriented(orientation)
    turned.to_filename(into)
    return "".join(nibabel.aff2axcodes(turned.affine))


def sides(found: Examination, folder: Path, *, organ: str):
    """The side of the patient on which each output shows the organ, by the output's name."""
    shown = {
        "labels": in_labels(found, folder, organ=organ),
        "numbers": in_numbers(found, organ=organ),
        "text": in_text(found, organ=organ),
        "mesh": in_mesh(folder, organ=organ),
        **in_pictures(folder, organ=organ),
    }
    if (folder / PAGE).exists():
        shown["page"] = in_page(folder, organ=organ)
    return shown


def in_labels(found, folder, *, organ):
    image = nibabel.load(folder / LABELS)
    (label,) = (each.label for each in found.segments if each.name == organ)
    middle = np.argwhere(np.asarray(image.dataobj) == label).mean(axis=0)
    return _of_ras(nibabel.affines.apply_affine(image.affine, middle)[0], _middle_of(image))


def in_numbers(found, *, organ):
    """By the centroids that are reported: the organ's against that of all organs."""
    centroids = {
        name: centroid.value
        for name, centroid in quantities(found.findings, "centroid-right").items()
    }
    return _of_ras(centroids[organ], np.mean(list(centroids.values())))


def in_mesh(folder, *, organ):
    """glTF has the patient's left towards +X."""
    scene = trimesh.load(folder / "organs.glb")
    middle = scene.geometry[organ].vertices[:, 0].mean()
    return "L" if middle > scene.bounds[:, 0].mean() else "R"


def in_page(folder, *, organ):
    """The letter beside which the organ stands on the screen, seen as the page opens."""
    html = (folder / PAGE).read_text("utf-8")
    figure = json.loads(
        re.search(r'<script[^>]*id="figure"[^>]*>(.*?)</script>', html, re.DOTALL)[1]
    )
    trace = figure["traces"][figure["names"]["en"].index(organ_name(organ, language="en"))]
    letters = figure["traces"][figure["frame"][1]]
    across = _screen_right(figure["cameras"]["start"])
    shown = np.mean([_unpacked(trace[axis]) for axis in "xyz"], axis=1) @ across
    places = np.array([letters[axis] for axis in "xyz"]).T @ across
    of = dict(zip(letters["text"], places, strict=True))
    return min("LR", key=lambda letter: abs(of[letter] - shown))


def in_text(found, *, organ):
    """What the line that holds the organ's own volume calls it, in both languages."""
    volume = quantities(found.findings, "volume")[organ]
    for language in ("ko", "en"):
        name = text(f"organ-{organ}", language=language)
        (line,) = (
            each for each in table(found, language=language).splitlines() if each.startswith(name)
        )
        assert amount(volume, language="en") in line, line
    return in_numbers(found, organ=organ)


def in_pictures(folder, *, organ):
    """The letter at the edge that is nearer to the organ's pixels, where the slice shows the organ at all."""
    read = {}
    for path in (*sorted(folder.glob("axial.*.png")), *sorted(folder.glob("coronal.*.png"))):
        with Image.open(path) as image:
            picture = np.asarray(image.convert("RGB"), np.float32)
        seen = _pixels_of(picture, organ=organ)
        if seen.sum() >= SEEN_PX:
            middle = np.nonzero(seen)[1].mean()
            left, right = _letters_at_edges(picture)
            read[path.stem] = left if middle < picture.shape[1] / 2 else right
    return read


def _of_ras(x_mm, middle_mm):
    return "R" if x_mm > middle_mm else "L"


def _middle_of(image):
    """Of all labels, along the patient's right."""
    return nibabel.affines.apply_affine(
        image.affine, np.argwhere(np.asarray(image.dataobj) > 0).mean(axis=0)
    )[0]


def _screen_right(camera):
    eye, up = (np.array([camera[part][axis] for axis in "xyz"]) for part in ("eye", "up"))
    return np.cross(-eye, up)


def _unpacked(row):
    return np.frombuffer(base64.b64decode(row["bdata"]), np.dtype(row["dtype"]).newbyteorder("<"))


def _pixels_of(picture, *, organ):
    """The organ's outline: its colour, without the solid swatches of the legend."""
    near = np.abs(picture - 255 * np.array(rgb_of(organ))).max(axis=2) < 24
    swatches = ndimage.binary_dilation(ndimage.binary_opening(near, np.ones((9, 9))), iterations=4)
    return near & ~swatches


def _letters_at_edges(picture):
    """The letters read at the left and at the right edge of the image, by their pixels."""
    bright = picture.min(axis=2) > 200
    rows, columns = np.nonzero(bright)
    found = []
    for is_left in (True, False):
        near_edge = (
            columns < picture.shape[1] * 0.2 if is_left else columns > picture.shape[1] * 0.8
        )
        found.append(_read_letter(bright, rows[near_edge], columns[near_edge]))
    return found


def _read_letter(bright, rows, columns):
    """R or L: the one whose shape some bright patch of that size fits best."""
    strip = np.zeros_like(bright)
    strip[rows, columns] = bright[rows, columns]
    return max("RL", key=lambda letter: _fit(strip.astype(np.float32), _template(letter)))


def _template(letter):
    font = ImageFont.truetype(str(korean_font("bold")), LETTER_PX)
    drawn = Image.new("L", (LETTER_PX * 2, LETTER_PX * 2))
    ImageDraw.Draw(drawn).text((LETTER_PX // 2, LETTER_PX // 2), letter, font=font, fill=255)
    ink = np.asarray(drawn) > 128
    rows, columns = np.nonzero(ink)
    tight = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.pad(tight, 3).astype(np.float32) * 2 - 1


def _fit(strip, template):
    """The best agreement of ink with ink and ground with ground."""
    return fftconvolve(strip * 2 - 1, template[::-1, ::-1], mode="valid").max() / template.size
