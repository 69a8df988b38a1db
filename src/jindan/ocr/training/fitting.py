"""Fits the Hangul head to synthetic lines, and stores the weights that read held-out fonts best."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from jindan.ocr.characters import CHARACTERS, COMMON
from jindan.ocr.distance import edits
from jindan.ocr.training.features import Example, chunk
from jindan.ocr.training.network import FEATURES, HangulHead
from jindan.ocr.training.recipe import TrainingRecipe
from jindan.ocr.training.restoring import restored

CLASS_OF = {letter: k + 1 for k, letter in enumerate(CHARACTERS)}
POOL = 2
"""Chunks in memory, each of which is replaced by a new one after as many passes."""

WARM_STEPS, CLIP, WEIGHT_DECAY = 60, 1.0, 1e-3
Report = Callable[[str], None]


@dataclass(kw_only=True)
class Fit:
    """A run under way: the head, its optimiser, and the lowest error rate so far."""

    head: HangulHead
    optimiser: torch.optim.Optimizer
    started: float = field(default_factory=time.monotonic)
    steps: int = 0
    best: float = 1.0

    def passed(self, *, minutes: float) -> float:
        """Return the share of the time that has passed, 0 to 1."""
        return min(1.0, (time.monotonic() - self.started) / (60 * minutes))


def train(recipe: TrainingRecipe, *, into: Path, report: Report) -> float:
    """Train the head, write its best weights into a file, and return their character error rate.

    The rate is that of held-out lines in held-out fonts, spaces not counted. report: called with a line of progress
    after each chunk.
    """
    torch.manual_seed(recipe.seed)
    fit = _begin(recipe)
    held_out = chunk(recipe, number=0, is_held_out=True)
    fit.best = error_rate(fit.head, held_out)
    report(f"start: {fit.best:.4f}")
    pool: deque[list[Example]] = deque(maxlen=POOL)
    for number in range(1, recipe.chunks + 1):
        pool.append(chunk(recipe, number=number, is_held_out=False))
        loss = _pass_over([example for part in pool for example in part], fit=fit, recipe=recipe)
        rate = error_rate(fit.head, held_out)
        report(f"chunk {number}: loss {loss:.3f}, held out {rate:.4f}")
        if rate <= fit.best:
            fit.best = rate
            torch.save(fit.head.state_dict(), into)
        if fit.passed(minutes=recipe.minutes) >= 1:
            break
    return fit.best


def _begin(recipe: TrainingRecipe) -> Fit:
    head = HangulHead()
    if recipe.start_from:
        head.load_state_dict(_weights_of(recipe.start_from))
    optimiser = torch.optim.AdamW(
        head.parameters(), recipe.learning_rate, weight_decay=WEIGHT_DECAY
    )
    return Fit(head=head, optimiser=optimiser)


def _weights_of(file: Path) -> Mapping[str, Tensor]:
    if file.suffix == ".onnx":
        return restored(file)
    weights: Mapping[str, Tensor] = torch.load(file, weights_only=True)
    return weights


def _pass_over(examples: Sequence[Example], *, fit: Fit, recipe: TrainingRecipe) -> float:
    """Train on each of the examples once and return the mean loss."""
    losses = []
    for batch in _batches(examples, size=recipe.batch, seed=fit.steps):
        rate = _learning_rate(fit, recipe=recipe)
        for group in fit.optimiser.param_groups:
            group["lr"] = rate
        loss = _loss(fit.head, batch)
        fit.optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(fit.head.parameters(), CLIP)
        fit.optimiser.step()
        fit.steps += 1
        losses.append(loss.item())
    return float(np.mean(losses))


def _learning_rate(fit: Fit, *, recipe: TrainingRecipe) -> float:
    warm = min(1.0, fit.steps / WARM_STEPS)
    passed = fit.passed(minutes=recipe.minutes)
    falling = 0.5 * (1 + math.cos(math.pi * passed)) + 0.02
    return recipe.learning_rate * warm * falling


def _loss(head: HangulHead, batch: Sequence[Example]) -> Tensor:
    features, lengths = _padded(batch)
    scores = head(features, has_rare=_has_rare(batch[0])).log_softmax(-1).transpose(0, 1)
    classes = [[CLASS_OF[letter] for letter in example.text] for example in batch]
    return nn.functional.ctc_loss(
        scores,
        torch.tensor([number for line in classes for number in line]),
        lengths,
        torch.tensor([len(line) for line in classes]),
        zero_infinity=True,
    )


def _padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    lengths = torch.tensor([len(example.features) for example in batch])
    padded = torch.zeros(len(batch), int(lengths.max()), FEATURES)
    for row, example in zip(padded, batch, strict=True):
        row[: len(example.features)] = torch.from_numpy(example.features).float()
    return padded, lengths


def _batches(examples: Sequence[Example], *, size: int, seed: int) -> Iterator[list[Example]]:
    """Yield batches of lines of about the same length, in a random order.

    Lines with rare syllables have batches of their own, since all others are faster without those classes.
    """
    drawn = np.random.default_rng(seed)
    batches: list[list[Example]] = []
    for has_rare in (False, True):
        alike = [example for example in examples if _has_rare(example) == has_rare]
        lengths = np.array([len(example.features) for example in alike])
        order = np.argsort(lengths + drawn.uniform(0, 4, len(lengths)))
        batches += [[alike[k] for k in order[at : at + size]] for at in range(0, len(order), size)]
    yield from (batches[k] for k in drawn.permutation(len(batches)))


def _has_rare(example: Example) -> bool:
    return any(CLASS_OF[letter] > len(COMMON) for letter in example.text)


def error_rate(head: HangulHead, examples: Sequence[Example]) -> float:
    """Return the edits per character between the head's reading and the true text, spaces not counted."""
    head.eval()
    wrong = letters = 0
    with torch.no_grad():
        for batch in _batches(examples, size=32, seed=0):
            features, lengths = _padded(batch)
            best = head(features).argmax(-1)
            for row, length, example in zip(best, lengths, batch, strict=True):
                truth = example.text.replace(" ", "")
                wrong += edits(_decoded(row[:length].tolist()).replace(" ", ""), truth)
                letters += len(truth)
    head.train()
    return wrong / letters


def _decoded(classes: Sequence[int]) -> str:
    befores = [0, *classes[:-1]]
    numbers = (now for now, before in zip(classes, befores, strict=True) if now and now != before)
    return "".join(CHARACTERS[number - 1] for number in numbers)
