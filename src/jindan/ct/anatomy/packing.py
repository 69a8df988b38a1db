"""Placement of organs side by side: each voxel goes to the organ that is deepest there."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.space import Box, Field
from jindan.ct.anatomy.tissues import Tissue
from jindan.ct.anatomy.trunk import Trunk


@dataclass(frozen=True, kw_only=True)
class Organ:
    """One organ in its box.

    depth: mm inside its surface.
    tissue: uint8 values of `Tissue` for each voxel, or one for all.
    padding_mm: fat around it that no neighbour enters.
    firmness_mm: how much of a softer neighbour it displaces.
    """

    box: Box
    depth: Field
    tissue: NDArray[np.uint8] | Tissue
    padding_mm: float = 0
    firmness_mm: float = 0


def pack(trunk: Trunk, organs: Iterable[Organ]) -> NDArray[np.uint8]:
    """Return the trunk's tissue with the organs in its room, firmer ones displacing softer ones."""
    tissue, claimed = trunk.tissue.copy(), np.zeros(trunk.tissue.shape, np.float32)
    for organ in organs:
        reach = np.minimum(organ.depth + np.float32(organ.padding_mm), trunk.room[organ.box])
        claim = np.where(reach > 0, reach + np.float32(organ.firmness_mm), 0)
        won = claim > claimed[organ.box]
        flesh = np.where(organ.depth > 0, organ.tissue, Tissue.VISCERAL_FAT)
        claimed[organ.box] = np.where(won, claim, claimed[organ.box])
        tissue[organ.box] = np.where(won, flesh, tissue[organ.box])
    return tissue
