"""A trained model in memory: a function from an image to a probability for each label."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]
"""[1, 1, i, j, k], in the units and orientation that the network's manifest states."""

Probabilities = NDArray[np.float32]
"""[1, labels with the background first, i, j, k]. Valid until the network's next run."""

Network = Callable[[Image], Probabilities]
