"""Train the demonstration network on drawn volumes; writes a checkpoint of plain tensors."""

import argparse
import logging
import time
from pathlib import Path

import numpy as np
import torch
from network import CLASSES, EDGE, DemoNet
from torch import Tensor
from torch.nn import functional
from volumes import read

FROZEN_PART = 0.12
"""Last part of the run with batch norm at its running mean, as it will be used."""
COARSE_PART, COARSE_EDGE = 0.75, 64
"""The first part of the run sees the same boxes with fewer voxels, at half the cost."""

log = logging.getLogger("train")


def batch(
    paths: list[Path], *, random: np.random.Generator, size: int, edge: int
) -> tuple[Tensor, Tensor]:
    """Random examples, bent and recoloured: N×1×edge³ HU and N×edge³ labels."""
    chosen = [read(paths[i]) for i in random.integers(0, len(paths), size)]
    voxels = torch.from_numpy(np.stack([one.voxels for one in chosen]).astype(np.float32))[:, None]
    labels = torch.from_numpy(np.stack([one.labels for one in chosen]))[:, None]
    where = _places(random, size=size, edge=edge)
    voxels = functional.grid_sample(voxels + 1000, where, align_corners=False) - 1000
    labels = functional.grid_sample(labels.float(), where, mode="nearest", align_corners=False)
    return _recoloured(voxels, random=random), labels[:, 0].long()


def _places(random: np.random.Generator, *, size: int, edge: int) -> Tensor:
    """Sampling grids: sheared, turned, scaled and shifted by about a tenth; never mirrored."""
    affine = np.eye(3) + random.normal(0, 0.05, (size, 3, 3))
    affine *= random.uniform(0.85, 1.1, (size, 3, 1))
    shift = random.normal(0, 0.05, (size, 3, 1))
    theta = torch.from_numpy(np.concatenate([affine, shift], axis=2)).float()
    return functional.affine_grid(theta, [size, 1, edge, edge, edge], align_corners=False)


def _recoloured(voxels: Tensor, *, random: np.random.Generator) -> Tensor:
    """Other scanners: gain, offset, blur, noise; a slow drift of attenuation over the volume."""
    size = len(voxels)
    gain, offset = random.normal(1, 0.06, size), random.normal(0, 10, size)
    drift = torch.from_numpy(random.normal(0, 9, (size, 1, 5, 5, 5))).float()
    drift = functional.interpolate(
        drift, size=voxels.shape[2:], mode="trilinear", align_corners=False
    )
    soft = functional.avg_pool3d(voxels, 3, stride=1, padding=1, count_include_pad=False)
    sharp = torch.from_numpy(random.uniform(0.2, 1.25, (size, 1, 1, 1, 1))).float()
    voxels = soft + (voxels - soft) * sharp
    grain = torch.from_numpy(random.standard_normal(voxels.shape, dtype=np.float32))
    grain *= torch.from_numpy(random.uniform(0, 22, (size, 1, 1, 1, 1))).float()
    flat = (voxels > -700).float()
    scaled = voxels * torch.from_numpy(gain).float().view(-1, 1, 1, 1, 1)
    return scaled + flat * (drift + grain + torch.from_numpy(offset).float().view(-1, 1, 1, 1, 1))


def loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy, small organs heavier, plus one minus the mean soft Dice of the organs."""
    weights = torch.tensor([0.5, 1.2, 2.5, 1.2, 3.0, 8.0, 0.7, 1.0, 2.5])
    entropy = functional.cross_entropy(logits, labels, weight=weights)
    likely = logits.softmax(1)
    truth = functional.one_hot(labels, CLASSES).movedim(-1, 1).float()
    overlap, total = (likely * truth).sum((0, 2, 3, 4)), (likely + truth).sum((0, 2, 3, 4))
    dice = (2 * overlap + 30) / (total + 30)
    return entropy + 1 - dice[1:].mean()


def train(paths: list[Path], *, steps: int, seed: int, size: int) -> DemoNet:
    """A network trained for so many steps, AdamW with one cosine cycle."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = DemoNet()
    optimiser = torch.optim.AdamW(network.parameters(), lr=4e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=4e-3, total_steps=steps, pct_start=0.1
    )
    started, mean = time.monotonic(), float("nan")
    for step in range(steps):
        network.train(step < steps * (1 - FROZEN_PART))
        edge = COARSE_EDGE if step < steps * COARSE_PART else EDGE
        voxels, labels = batch(paths, random=random, size=size, edge=edge)
        value = loss(network(voxels), labels)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        mean = value.item() if step == 0 else 0.97 * mean + 0.03 * value.item()
        if step % 25 == 0:
            log.info("step %d loss %.3f %.0f s", step, mean, time.monotonic() - started)
    return network.eval()


def main() -> None:
    """Train on the volumes of a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(chosen.threads)
    paths = sorted(chosen.folder.glob("*.npy"))
    network = train(paths, steps=chosen.steps, seed=chosen.seed, size=chosen.batch)
    torch.save(network.state_dict(), chosen.checkpoint)


if __name__ == "__main__":
    main()
