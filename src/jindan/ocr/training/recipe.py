"""The settings of a training run: a TOML file, checked when it is read."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class TrainingRecipe(BaseModel):
    """The settings of a training of the Hangul head.

    fonts, held_out_fonts: patterns of font files. Pictures drawn with the latter choose the best weights.
    words: Hunspell dictionary of Korean. start_from: a trained head to continue from, as `.onnx` or as `.pt`,
    which is more precise. minutes: how long to fit. lines_at_once: lines of one chunk of features.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int
    fonts: tuple[str, ...]
    latin_fonts: tuple[str, ...]
    held_out_fonts: tuple[str, ...]
    words: Path
    start_from: Path | None = None
    chunks: int
    lines_at_once: int
    held_out_lines: int
    minutes: float
    batch: int
    learning_rate: float


def read_recipe(path: Path) -> TrainingRecipe:
    """Return the settings of a TOML file. Raises ValidationError."""
    return TrainingRecipe.model_validate(tomllib.loads(path.read_text("utf-8")))
