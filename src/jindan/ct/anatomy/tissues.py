"""Tissues, the organ each belongs to, and their attenuation in each contrast phase.

The means are rounded typical values, chosen by hand. They follow two published rules: the order of
enhancement by phase (Bae KT, Radiology 256:32–61, 2010), and a healthy liver being denser than the
spleen without contrast (Piekarski J et al., Radiology 137:727–729, 1980).
"""

from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray


class Tissue(IntEnum):
    """The tissue or material of a voxel."""

    AIR = 0
    SKIN = 1
    FAT = 2
    VISCERAL_FAT = 3
    MUSCLE = 4
    CORTICAL_BONE = 5
    SPONGY_BONE = 6
    MARROW = 7
    LUNG = 8
    ARTERY = 9
    VEIN = 10
    PORTAL_VEIN = 11
    SPLEEN = 12
    PANCREAS = 13
    LEFT_CORTEX = 14
    LEFT_MEDULLA = 15
    GALLBLADDER = 16
    OESOPHAGUS = 17
    OESOPHAGUS_GAS = 18
    LIVER = 19
    LIVER_VEIN = 20
    STOMACH_WALL = 21
    STOMACH_MEAL = 22
    STOMACH_GAS = 23
    DUODENUM_WALL = 24
    DUODENUM_FLUID = 25
    DUODENUM_GAS = 26
    RIGHT_CORTEX = 27
    RIGHT_MEDULLA = 28
    BOWEL_WALL = 29
    BOWEL_FLUID = 30
    BOWEL_GAS = 31
    FAECES = 32
    URINE = 33
    TABLE = 34
    DISC = 35
    MYOCARDIUM = 36


class Phase(StrEnum):
    """The time of the scan after the contrast medium."""

    PLAIN = "plain"
    ARTERIAL = "arterial"
    PORTAL = "portal"
    DELAYED = "delayed"


_ORGANS: dict[int, tuple[Tissue, ...]] = {
    1: (Tissue.SPLEEN,),
    2: (Tissue.PANCREAS,),
    3: (Tissue.LEFT_CORTEX, Tissue.LEFT_MEDULLA),
    4: (Tissue.GALLBLADDER,),
    5: (Tissue.OESOPHAGUS, Tissue.OESOPHAGUS_GAS),
    6: (Tissue.LIVER, Tissue.LIVER_VEIN),
    7: (Tissue.STOMACH_WALL, Tissue.STOMACH_MEAL, Tissue.STOMACH_GAS),
    8: (Tissue.DUODENUM_WALL, Tissue.DUODENUM_FLUID, Tissue.DUODENUM_GAS),
}

# Mean and spread in HU: (plain, arterial, portal, delayed), spread.
_ENHANCING: dict[Tissue, tuple[tuple[float, float, float, float], float]] = {
    Tissue.ARTERY: ((42, 300, 155, 115), 25),
    Tissue.VEIN: ((42, 80, 150, 112), 18),
    Tissue.PORTAL_VEIN: ((42, 130, 165, 115), 18),
    Tissue.SPLEEN: ((49, 122, 122, 95), 10),
    Tissue.PANCREAS: ((40, 102, 92, 72), 12),
    Tissue.LIVER: ((57, 74, 110, 92), 11),
    Tissue.LIVER_VEIN: ((46, 80, 155, 110), 16),
    Tissue.OESOPHAGUS: ((38, 62, 72, 62), 9),
    Tissue.STOMACH_WALL: ((38, 72, 80, 66), 10),
    Tissue.DUODENUM_WALL: ((38, 78, 84, 66), 10),
    Tissue.BOWEL_WALL: ((38, 78, 84, 66), 10),
    Tissue.MYOCARDIUM: ((44, 105, 108, 92), 12),
    Tissue.MUSCLE: ((54, 58, 64, 64), 5),
    Tissue.LEFT_CORTEX: ((33, 185, 190, 160), 22),
    Tissue.LEFT_MEDULLA: ((31, 80, 165, 165), 20),
}

_STEADY: dict[Tissue, tuple[float, float]] = {
    Tissue.AIR: (-1000, 1),
    Tissue.SKIN: (20, 20),
    Tissue.FAT: (-106, 6),
    Tissue.VISCERAL_FAT: (-100, 8),
    Tissue.CORTICAL_BONE: (560, 130),
    Tissue.SPONGY_BONE: (190, 60),
    Tissue.MARROW: (20, 15),
    Tissue.LUNG: (-840, 45),
    Tissue.GALLBLADDER: (8, 7),
    Tissue.OESOPHAGUS_GAS: (-500, 150),
    Tissue.STOMACH_MEAL: (24, 18),
    Tissue.STOMACH_GAS: (-940, 40),
    Tissue.DUODENUM_FLUID: (24, 14),
    Tissue.DUODENUM_GAS: (-700, 150),
    Tissue.BOWEL_FLUID: (26, 16),
    Tissue.BOWEL_GAS: (-900, 60),
    Tissue.FAECES: (-40, 50),
    Tissue.URINE: (8, 8),
    Tissue.TABLE: (-250, 150),
    Tissue.DISC: (85, 15),
}


def labels_of(tissues: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the catalogue label (1 spleen … 8 duodenum, 0 elsewhere) of each voxel's tissue."""
    table = np.zeros(len(Tissue), np.uint8)
    for label, members in _ORGANS.items():
        table[list(members)] = label
    return table[tissues]


def attenuation(random: np.random.Generator, *, phase: Phase) -> NDArray[np.float32]:
    """Return one random patient's attenuation of every tissue in HU, indexed by `Tissue`."""
    table = np.zeros(len(Tissue), np.float32)
    at = list(Phase).index(phase)
    for tissue, (means, spread) in _ENHANCING.items():
        table[tissue] = random.normal(means[at], spread)
    for tissue, (mean, spread) in _STEADY.items():
        table[tissue] = random.normal(mean, spread)
    table[Tissue.RIGHT_CORTEX] = table[Tissue.LEFT_CORTEX] + random.normal(0, 4)
    table[Tissue.RIGHT_MEDULLA] = table[Tissue.LEFT_MEDULLA] + random.normal(0, 4)
    # Fatty liver in a fifth, oral contrast in a quarter, a fatty pancreas in a third.
    has_fatty_liver, has_drunk, has_fatty_pancreas = random.random(3) < (0.2, 0.25, 0.33)
    liver_drop, contrast, pancreas_drop = random.uniform((10, 60, 10), (50, 260, 45))
    table[Tissue.LIVER] -= liver_drop * has_fatty_liver
    table[[Tissue.STOMACH_MEAL, Tissue.DUODENUM_FLUID, Tissue.BOWEL_FLUID]] += contrast * has_drunk
    table[Tissue.PANCREAS] -= pancreas_drop * has_fatty_pancreas
    return table
