"""Training of the demonstration network on synthetic adults, into a checkpoint of plain tensors."""

import argparse
import copy
import logging
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import torch
from network import CLASSES, EDGE, LEARNT, DemoNet
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset
from volumes import adult

from examples import example

COARSE_PART, COARSE_EDGE = 0.3, 64
"""Share of the run, its first part, that has boxes of fewer voxels, at half the cost."""
RATE, WARM, FALLING_PART = 2e-3, 50, 0.6
"""Full learning rate, steps until it is reached, and the share of the run in which it falls."""
STEADY = 0.997
"""Share of the running mean of the weights that a step does not change."""
CORNERS = list(product((0, 1), repeat=3))
CORNERS_A_STEP = 2
WEIGHTS = (0.5, 1.3, 2.5, 1.6, 3.0, 6.0, 0.7, 1.0, 2.5, 1.2, 0.6, 0.4, 0.4, 0.8, 0.4, 0.8)
"""Weight of each class in the cross-entropy, higher for small organs."""

log = logging.getLogger("train")


class Examples(IterableDataset[tuple[Tensor, Tensor]]):
    """One random box of a random adult for each entry of `edges`, the voxels along its side."""

    def __init__(self, folder: Path, *, adults: int, seed: int, edges: list[int]) -> None:
        self.folder, self.adults, self.seed, self.edges = folder, adults, seed, edges

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield HU and classes, drawn in the process that reads them."""
        torch.set_num_threads(1)
        random = np.random.default_rng(self.seed)
        for edge in self.edges:
            tissues = adult(int(random.integers(self.adults)), folder=self.folder)
            yield example(tissues, random=random, edge=edge)


def loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return weighted cross-entropy plus one minus the mean soft Dice of the organs."""
    entropy = functional.cross_entropy(logits, labels, weight=torch.tensor(WEIGHTS))
    probabilities = logits.softmax(1)[:, 1:CLASSES]
    truth = functional.one_hot(labels, LEARNT).movedim(-1, 1)[:, 1:CLASSES].float()
    overlap, total = (
        (probabilities * truth).sum((0, 2, 3, 4)),
        (probabilities + truth).sum((0, 2, 3, 4)),
    )
    dice = (2 * overlap + 10) / (total + 10)
    return entropy + 1 - dice.mean()


def step_loss(network: DemoNet, hounsfield: Tensor, labels: Tensor, *, step: int) -> Tensor:
    """Return the loss on two voxels of each block, which change from step to step."""
    with torch.autocast("cpu", torch.bfloat16):
        features = network.features(hounsfield)
    corners = [CORNERS[(step * 3 + number * 5) % 8] for number in range(CORNERS_A_STEP)]
    logits = [network.corner(features.float(), at=corner) for corner in corners]
    truths = [labels[:, a::2, b::2, c::2] for a, b, c in corners]
    return loss(torch.cat(logits), torch.cat(truths))


def rate(step: int, *, steps: int) -> float:
    """Return the share of the full learning rate, which rises, stays level and falls to 0.01."""
    return min((step + 1) / WARM, 1.0, max((steps - step) / (FALLING_PART * steps), 0.01))


def train(
    network: DemoNet, *, folder: Path, adults: int, steps: int, seed: int, checkpoint: Path
) -> None:
    """Train for `steps` steps and write the running mean of the weights every 200."""
    mean = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps=steps))
    edges = [COARSE_EDGE if step < steps * COARSE_PART else EDGE for step in range(steps)]
    examples = Examples(folder, adults=adults, seed=seed, edges=edges)
    loader = DataLoader(examples, num_workers=1, prefetch_factor=6)
    started, average = time.monotonic(), float("nan")
    for step, (hounsfield, labels) in enumerate(loader):
        value = step_loss(network, hounsfield, labels, step=step)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        follow(mean, network, share=min(STEADY, step / (step + 10)))
        average = value.item() if step == 0 else 0.98 * average + 0.02 * value.item()
        if step % 50 == 0:
            log.info("step %d loss %.3f %.0f s", step, average, time.monotonic() - started)
        if step % 200 == 199 or step == steps - 1:
            store(mean, checkpoint)


def follow(mean: DemoNet, network: DemoNet, *, share: float) -> None:
    """Move the running mean of the weights towards the current ones."""
    with torch.no_grad():
        for averaged, current in zip(mean.parameters(), network.parameters(), strict=True):
            averaged.lerp_(current, 1 - share)


def store(network: DemoNet, checkpoint: Path) -> None:
    """Write the weights to a file that is replaced only when complete."""
    unfinished = checkpoint.with_suffix(".unfinished")
    torch.save(network.state_dict(), unfinished)
    unfinished.replace(checkpoint)


def main() -> None:
    """Train on synthetic adults, which are drawn into a folder as they are needed."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--adults", type=int, default=140)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--start", type=Path, help="a checkpoint to continue from")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    network = DemoNet()
    if chosen.start:
        network.load_state_dict(torch.load(chosen.start, weights_only=True))
    chosen.folder.mkdir(parents=True, exist_ok=True)
    train(
        network,
        folder=chosen.folder,
        adults=chosen.adults,
        steps=chosen.steps,
        seed=chosen.seed,
        checkpoint=chosen.checkpoint,
    )


if __name__ == "__main__":
    main()
