"""The organs as a Plotly figure in plain JSON: traces, frame, letters, cameras."""

import base64
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jindan.catalogue import LANGUAGES
from jindan.ct.drawing.colours import colour_of
from jindan.ct.drawing.meshes import Surface
from jindan.ct.drawing.planes import NEGATIVE, POSITIVE
from jindan.ct.drawing.words import organ_name, plain

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None

MARGIN_MM = 12.0
LARGE_ML = 100.0
"""Above this a structure hides others, and the page can show it translucent."""

VIEWS: Mapping[str, tuple[int, int, int]] = {
    "front": (0, 1, 0),
    "back": (0, -1, 0),
    "right": (1, 0, 0),
    "left": (-1, 0, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}
"""Viewpoints, in the direction of the patient's right, front and head: `scene-view-<name>`."""
START = (0.35, 1.0, 0.25)
"""The first viewpoint: anterior, slightly right and superior."""


def frame_mm(surfaces: Sequence[Surface]) -> NDArray[np.float64]:
    """Return the lowest and highest RAS millimetres of all surfaces, shape (2, 3)."""
    low = np.min([surface.vertices_mm.min(axis=0) for surface in surfaces], axis=0)
    high = np.max([surface.vertices_mm.max(axis=0) for surface in surfaces], axis=0)
    return np.array([low, high], dtype=np.float64)


def figure_of(surfaces: Sequence[Surface]) -> Json:
    """Return the figure for the page's script, the traces of the organs first, in their order."""
    frame = frame_mm(surfaces)
    sides = np.ptp(_space(frame), axis=0)
    traces = [_organ(surface) for surface in surfaces]
    return {
        "traces": [*traces, _edges(frame), _letters(frame)],
        "frame": [len(traces), len(traces) + 1],
        "large": [i for i, surface in enumerate(surfaces) if surface.volume_ml > LARGE_ML],
        "layout": _layout(frame),
        "cameras": {"start": _camera(START), **{side: _camera(eye) for side, eye in VIEWS.items()}},
        # The camera's distance in Plotly's unit, the geometric mean of the sides.
        "reach": round(float(0.75 * np.linalg.norm(sides) / np.prod(sides) ** (1 / 3)), 3),
        "names": {
            language: [plain(organ_name(surface.name, language=language)) for surface in surfaces]
            for language in LANGUAGES
        },
    }


def _organ(surface: Surface) -> Json:
    x, y, z = surface.vertices_mm.T
    # The smaller type where it suffices: the page holds every index in base64.
    i, j, k = surface.faces.T.astype(np.uint16 if len(surface.vertices_mm) < 65536 else np.uint32)
    return {
        "type": "mesh3d",
        **{name: _packed(row) for name, row in zip("xyzijk", (x, y, z, i, j, k), strict=True)},
        "color": colour_of(surface.name),
        "flatshading": False,
        "lighting": {
            "ambient": 0.62,
            "diffuse": 0.6,
            "specular": 0.15,
            "roughness": 0.6,
            "fresnel": 0.1,
        },
    }


def _packed(row: NDArray[np.generic]) -> Json:
    """Return a typed array for Plotly: type and little-endian bytes in base64."""
    little = row.astype(row.dtype.newbyteorder("<"))
    kind = f"{row.dtype.kind}{row.dtype.itemsize}"
    return {"dtype": kind, "bdata": base64.b64encode(little.tobytes()).decode("ascii")}


def _edges(frame: NDArray[np.float64]) -> Json:
    """Return the twelve edges of the frame as one line, interrupted by None between edges."""
    corners = [np.array(corner) for corner in np.ndindex(2, 2, 2)]
    pairs = [pair for pair in combinations(corners, 2) if np.abs(pair[0] - pair[1]).sum() == 1]
    x, y, z = (
        [
            coordinate
            for pair in pairs
            for coordinate in (*(float(frame[end[axis], axis]) for end in pair), None)
        ]
        for axis in range(3)
    )
    return {
        "type": "scatter3d",
        "mode": "lines",
        "x": x,
        "y": y,
        "z": z,
        "line": {"width": 1},
        "opacity": 0.35,
        "hoverinfo": "skip",
    }


def _letters(frame: NDArray[np.float64]) -> Json:
    """Return the letters R, A, S, L, P and I, each outside the middle of its face."""
    middle = frame.mean(axis=0)
    steps = np.eye(3) * (np.ptp(frame, axis=0) / 2 + MARGIN_MM)
    x, y, z = np.concatenate([middle + steps, middle - steps]).round(2).T.tolist()
    return {
        "type": "scatter3d",
        "mode": "text",
        "x": x,
        "y": y,
        "z": z,
        "text": list(POSITIVE + NEGATIVE),
        "textfont": {"size": 18},
        "hoverinfo": "skip",
    }


def _layout(frame: NDArray[np.float64]) -> Json:
    low, high = _space(frame).round(2).tolist()
    axes: dict[str, Json] = {
        f"{name}axis": {"visible": False, "showspikes": False, "range": list(ends)}
        for name, ends in zip("xyz", zip(low, high, strict=True), strict=True)
    }
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hoverlabel": {"font": {"family": "'Jindan Korean', system-ui, sans-serif", "size": 14}},
        "scene": {"aspectmode": "data", "dragmode": "orbit", **axes},
    }


def _space(frame: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the frame with room for its letters, about whose middle the camera turns."""
    low, high = frame
    return np.array([low - 2 * MARGIN_MM, high + 2 * MARGIN_MM], dtype=np.float64)


def _camera(eye: tuple[float, float, float]) -> Json:
    """Return a camera in a direction of length 1, with the head up.

    From above or below the patient's front is up, as in axial pictures.
    """
    along = np.array(eye, dtype=np.float64)
    x, y, z = (along / np.linalg.norm(along)).round(3).tolist()
    upright = {"x": 0, "y": 0, "z": 1} if abs(z) < 1 else {"x": 0, "y": 1, "z": 0}
    return {"eye": {"x": x, "y": y, "z": z}, "up": upright}
