"""What a training run may be told: a TOML file, checked when it is read."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class TrainingConfig(BaseModel):
    """How to train the Hangul head.

    fonts, held_out_fonts: patterns of font files; pictures drawn with the latter choose the best weights.
    words: Hunspell dictionaries of Korean. start_from: a head to go on from, as this wrote it: `.onnx`, or
    `.pt`, which is finer. minutes: how long to fit. lines_at_once: lines of one chunk of features.
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


def read_config(path: Path) -> TrainingConfig:
    """The configuration of a TOML file."""
    return TrainingConfig.model_validate(tomllib.loads(path.read_text("utf-8")))
