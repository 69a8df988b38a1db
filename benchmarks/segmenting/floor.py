"""The floor: nothing but running the folds, one after the other, on the runtime that Jindan prefers.

python benchmarks/segmenting/floor.py runs fold1.onnx …
"""

import json
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from jindan.ct.networks import openvino

if __name__ == "__main__":
    image = np.random.default_rng(0).normal(0, 300, (1, 1, 144, 144, 144)).astype(np.float32)
    wall = cpu = 0.0
    for file in islice(cycle(sys.argv[2:]), int(sys.argv[1])):
        network = openvino.load(Path(file).read_bytes())
        begun, used = time.monotonic(), time.process_time()
        network(image)
        wall += time.monotonic() - begun
        cpu += time.process_time() - used
        del network
    sys.stdout.write(json.dumps({"wall": wall, "cpu": cpu}) + "\n")
