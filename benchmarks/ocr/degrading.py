"""What happens to paper: turned on the glass, copied, scanned coarsely, photographed, faxed."""

import math
import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np

from ocr.drawing import TruePage, TrueWord

Noise = np.random.Generator


def _moved(page: TruePage, matrix: np.ndarray, size: tuple[int, int], paper: int = 255) -> TruePage:
    picture = cv2.warpPerspective(
        page.picture, matrix, size, flags=cv2.INTER_AREA, borderValue=(paper, paper, paper)
    )
    words = tuple(
        TrueWord(
            text=word.text,
            corners=cv2.perspectiveTransform(word.corners[None], matrix)[0],
            line=word.line,
        )
        for word in page.words
    )
    return TruePage(picture=np.asarray(picture, np.uint8), words=words, dpi=page.dpi)


def _with(page: TruePage, picture: np.ndarray) -> TruePage:
    return TruePage(
        picture=np.clip(picture, 0, 255).astype(np.uint8), words=page.words, dpi=page.dpi
    )


def _compressed(page: TruePage, quality: int) -> TruePage:
    encoded = cv2.imencode(".jpg", page.picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return _with(page, cv2.imdecode(encoded, cv2.IMREAD_COLOR))


def clean(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    return page


def turned(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    height, width = page.picture.shape[:2]
    matrix = np.vstack(
        [
            cv2.getRotationMatrix2D(
                (width / 2, height / 2), drawn.choice((-1, 1)) * drawn.uniform(1, 3), 1
            ),
            (0, 0, 1),
        ]
    )
    return _compressed(_moved(page, matrix, (width, height)), 80)


def scanned(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    blurred = cv2.GaussianBlur(page.picture, (0, 0), drawn.uniform(0.7, 1.3)).astype(float)
    faded = 255 - (255 - blurred) * drawn.uniform(0.6, 0.9)
    return _compressed(
        _with(page, faded + noise.normal(0, drawn.uniform(4, 12), faded.shape)),
        drawn.randint(35, 70),
    )


def coarse(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    """At 100 dpi (a card at 150)."""
    height, width = page.picture.shape[:2]
    small = _moved(page, np.diag((0.5, 0.5, 1.0)), (width // 2, height // 2))
    shrunk = cv2.resize(page.picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return _compressed(TruePage(picture=shrunk, words=small.words, dpi=page.dpi // 2), 75)


def photographed(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    """In perspective on a desk, with a shadow."""
    height, width = page.picture.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    shift = np.array(
        [
            [drawn.uniform(-1, 1) * 0.025 * width, drawn.uniform(-1, 1) * 0.02 * height]
            for _ in corners
        ],
        np.float32,
    )
    target = corners * 0.92 + (0.04 * width, 0.04 * height) + shift
    seen = _moved(
        page,
        cv2.getPerspectiveTransform(corners, target.astype(np.float32)).astype(float),
        (width, height),
        paper=90,
    )
    angle = drawn.uniform(0, 2 * math.pi)
    ramp = np.linspace(-0.5, 0.5, width)[None] * math.cos(angle) + np.linspace(-0.5, 0.5, height)[
        :, None
    ] * math.sin(angle)
    light = 0.78 + 0.4 * ramp - 0.25 / (1 + np.exp(-(ramp - drawn.uniform(-0.2, 0.2)) * 40))
    shaded = cv2.GaussianBlur(seen.picture, (0, 0), 0.8) * np.clip(light, 0.25, 1)[..., None]
    return _compressed(_with(seen, shaded + noise.normal(0, 5, shaded.shape)), 70)


def faxed(page: TruePage, drawn: random.Random, noise: Noise) -> TruePage:
    """One bit a pixel, with specks; dark enough that thin strokes survive, as a fax machine sets it."""
    grey = cv2.cvtColor(cv2.GaussianBlur(page.picture, (0, 0), 1.0), cv2.COLOR_BGR2GRAY).astype(
        float
    )
    black = np.where(grey + noise.normal(0, 18, grey.shape) > drawn.uniform(150, 190), 255, 0)
    return _with(page, np.repeat(black[..., None], 3, axis=2))


DEGRADATIONS: Mapping[str, Callable[[TruePage, random.Random, Noise], TruePage]] = {
    way.__name__: way for way in (clean, scanned, turned, coarse, photographed, faxed)
}
