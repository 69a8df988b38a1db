"""Features of synthetic lines, which the frozen backbone makes of their pictures, chunk by chunk."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from faker import Faker

from jindan.ocr.lines.choosing import has_hangul
from jindan.ocr.networks.backbone import Backbone
from jindan.ocr.training.phrases import Phrases, dictionary
from jindan.ocr.training.pictures import Painter, Picture
from jindan.ocr.training.recipe import TrainingRecipe

LENGTHS = (6, 10, 14, 18, 24, 34, 48)
LENGTH_WEIGHTS = (14, 20, 22, 18, 14, 8, 4)
RESULT_SHARE, LATIN_SHARE, LATIN_FONT_SHARE = 0.35, 0.22, 0.5
LINES_AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class Example:
    """A line's text and its features, shape (steps, 1152)."""

    text: str
    features: npt.NDArray[np.float16]


def fonts_of(patterns: Sequence[str]) -> tuple[Path, ...]:
    """Return the font files that absolute patterns match, sorted."""
    paths = {path for pattern in patterns for path in Path("/").glob(pattern.lstrip("/"))}
    return tuple(sorted(paths))


def chunk(recipe: TrainingRecipe, *, number: int, is_held_out: bool) -> list[Example]:
    """Return one chunk of examples. The same number gives the same chunk."""
    seed = recipe.seed * 100_000 + number
    count = recipe.held_out_lines if is_held_out else recipe.lines_at_once
    fonts = fonts_of(recipe.held_out_fonts if is_held_out else recipe.fonts)
    drawn = _drawn(recipe, seed=seed, fonts=fonts)
    # by width, so that a batch needs little padding
    pictures = sorted((next(drawn) for _ in range(count)), key=lambda pair: pair[1].shape[1])
    backbone = Backbone.of_wheel()
    examples = []
    for start in range(0, len(pictures), LINES_AT_ONCE):
        texts, batch = zip(*pictures[start : start + LINES_AT_ONCE], strict=True)
        for text, rows in zip(texts, backbone.features(batch), strict=True):
            examples.append(Example(text=text, features=rows.astype(np.float16)))
    return examples


def _drawn(
    recipe: TrainingRecipe, *, seed: int, fonts: Sequence[Path]
) -> Iterator[tuple[str, Picture]]:
    drawn = random.Random(seed)
    painter = Painter(drawn=drawn, noise=np.random.default_rng(seed))
    korean, english = Faker("ko_KR"), Faker("en_US")
    korean.seed_instance(seed)
    english.seed_instance(seed)
    phrases = Phrases(drawn=drawn, words=dictionary(recipe.words), korean=korean, english=english)
    latin_fonts = fonts_of(recipe.latin_fonts)
    while True:
        line = _line(phrases, drawn=drawn)
        has_latin_font = not has_hangul(line) and drawn.random() < LATIN_FONT_SHARE
        picture = (
            painter.paint(line, font=drawn.choice(latin_fonts if has_latin_font else fonts))
            if line
            else None
        )
        if picture is not None:
            yield line, picture


def _line(phrases: Phrases, *, drawn: random.Random) -> str:
    if drawn.random() < RESULT_SHARE:
        return phrases.result()
    is_latin = drawn.random() < LATIN_SHARE
    (longest,) = drawn.choices(LENGTHS, weights=LENGTH_WEIGHTS)
    return phrases.line(longest=longest * (2 if is_latin else 1), is_latin=is_latin)
