"""Our side: the whole examination as a worker's child runs it, told stage by stage.

python benchmarks/segmenting/ours.py ct.nii.gz folder assets
"""

import json
import resource
import sys
import time
from pathlib import Path

from jindan.analysis import Workspace
from jindan.ct.examination import ExaminationParams
from jindan.ct.examining import examine

STAGES = []
FIRST_PICTURE = []


def moved(_fraction: float, stage: str) -> None:
    """Note when a stage begins, and how often it moved."""
    if not STAGES or STAGES[-1]["stage"] != stage:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        now = {"at": time.monotonic(), "cpu": time.process_time(), "peak": peak}
        STAGES.append({"stage": stage, "moves": 0, **now})
    STAGES[-1]["moves"] += 1


def shown(_name: str) -> None:
    """Note when a file can be seen."""
    FIRST_PICTURE.append(time.monotonic())


if __name__ == "__main__":
    moved(0, "starting")
    found = examine(
        Workspace(
            inputs={"volume": Path(sys.argv[1])},
            outputs=Path(sys.argv[2]),
            assets=Path(sys.argv[3]),
            progress=moved,
            ready=shown,
        ),
        ExaminationParams(network="obelisk-unet"),
    )
    moved(1, "end")
    reported = {s.name: s.label for s in found.segments if not s.is_withheld}
    told = {"stages": STAGES, "first_picture_at": FIRST_PICTURE[0], "reported": reported}
    sys.stdout.write(json.dumps(told) + "\n")
