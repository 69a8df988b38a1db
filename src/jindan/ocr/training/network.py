"""The Hangul head as a trainable network: convolution, two-way recurrence, and letters that make syllables."""

import torch
from torch import Tensor, nn

from jindan.ocr.characters import (
    COMMON,
    FINALS,
    INITIALS,
    MEDIALS,
    RARE_SYLLABLES,
    letters_of,
)

FEATURES, WIDTH = 1152, 256
LETTERS = INITIALS + MEDIALS + FINALS


class HangulHead(nn.Module):
    """A network that gives a score for each class at each step of a line's features.

    A common character has a row of its own. The score of a rare syllable is the sum of the scores of
    its initial, medial and final letter, so that 8,822 syllables need only 68 rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.Sequential(
            nn.LayerNorm(FEATURES), nn.Linear(FEATURES, WIDTH), nn.GELU(), nn.Dropout(0.1)
        )
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.near_norm = nn.LayerNorm(WIDTH)
        self.along = nn.GRU(WIDTH, WIDTH // 2, 2, batch_first=True, bidirectional=True, dropout=0.1)
        self.last_norm = nn.LayerNorm(WIDTH)
        self.common = nn.Linear(WIDTH, 1 + len(COMMON))
        self.letters = nn.Linear(WIDTH, LETTERS)
        self.parts: Tensor
        self.register_buffer("parts", _parts_of(RARE_SYLLABLES), persistent=False)

    def forward(self, features: Tensor, *, has_rare: bool = True) -> Tensor:
        """Return scores (lines, steps, classes) of features (lines, steps, 1152).

        Without the rare syllables the classes are the blank and the common characters, and it is twice as fast.
        """
        narrow = self.narrow(features)
        beside = nn.functional.gelu(self.near(narrow.transpose(1, 2)).transpose(1, 2))
        known = self.near_norm(narrow + beside)
        along, _ = self.along(known)
        last = self.last_norm(known + along)
        common: Tensor = self.common(last)
        if not has_rare:
            return common
        letters = self.letters(last)
        initial, medial, final = (letters[..., self.parts[:, k]] for k in range(3))
        rare = initial + medial + final
        return torch.cat([common, rare], -1)


def _parts_of(syllables: tuple[str, ...]) -> Tensor:
    offsets = torch.tensor([0, INITIALS, INITIALS + MEDIALS])
    return torch.tensor([letters_of(syllable) for syllable in syllables]) + offsets
