"""What the confinement costs: one CT segmentation in a child that the kernel holds, and in one as it was before.

    make bench-confinement      or   python benchmarks/confinement.py [pairs]

The scan is a synthetic abdomen of 4 mm. Needs a mirror of the assets (JINDAN_ASSETS_MIRROR). Both run in turn, and
each is the first of every other pair. The CPU seconds decide, as wall times of a busy machine mean little. Ends with
status 1 when the median ratio of the pairs is above 3 %.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nibabel
import numpy as np

from jindan import assets
from jindan.analysis import Workspace
from jindan.confinement import parent
from jindan.confinement.messages import Held, Limits
from jindan.ct.examination import Examination, ExaminationParams
from jindan.ct.synthetic import abdomen

SHAPE, SPACING_MM = (100, 84, 64), (4.0, 4.0, 4.0)
BEFORE = str(Path(__file__).with_name("unconfined"))
LIMITS = Limits(memory_mb=6144, cpu_s=1800, wall_s=1800)
PAIRS, MOST = 5, 1.03


def main() -> int:
    """Run the pairs, print each, and give the exit status."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    mirror = Path(os.environ.get("JINDAN_ASSETS_MIRROR", "."))
    with tempfile.TemporaryDirectory() as name:
        folder, scan = Path(name), Path(name) / "scan.nii.gz"
        volume, _ = abdomen(np.random.default_rng(7), shape=SHAPE, spacing_mm=SPACING_MM)
        nibabel.Nifti1Image(volume.voxels, volume.affine).to_filename(scan)
        assets.fetch(["obelisk-unet"], into=folder / "assets", mirror=mirror)
        examined(scan, folder=folder, is_held=True)  # files into memory
        ratios = [pair(scan, folder=folder, held_first=number % 2 == 0) for number in range(pairs)]
    wall, cpu = (statistics.median(column) for column in zip(*ratios, strict=True))
    say(f"median of {pairs} pairs: wall × {wall:.3f}, CPU × {cpu:.3f} (at most {MOST})")
    return 0 if cpu <= MOST else 1


def pair(scan: Path, *, folder: Path, held_first: bool) -> tuple[float, float]:
    """The ratios of wall and CPU seconds, held to before."""
    runs = {
        is_held: examined(scan, folder=folder, is_held=is_held)
        for is_held in (held_first, not held_first)
    }
    wall, cpu = (now / before for now, before in zip(runs[True], runs[False], strict=True))
    say(
        f"held {runs[True][0]:.2f} s, CPU {runs[True][1]:.2f} s; before {runs[False][0]:.2f} s, "
        f"CPU {runs[False][1]:.2f} s; wall × {wall:.3f}, CPU × {cpu:.3f}"
    )
    return wall, cpu


def examined(scan: Path, *, folder: Path, is_held: bool) -> tuple[float, float]:
    """Wall and CPU seconds of one child, from its start to its end."""
    sys.path[:] = [entry for entry in sys.path if entry != BEFORE] + ([] if is_held else [BEFORE])
    helds: list[Held] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        outputs = Path(name) / "outputs"
        outputs.mkdir()
        used, began = children_s(), time.monotonic()
        parent.run(
            "jindan.ct.examining:examine",
            Workspace(inputs={"volume": scan}, outputs=outputs, assets=folder / "assets"),
            ExaminationParams(network="obelisk-unet"),
            result=Examination,
            limits=LIMITS,
            tick=lambda: None,
            confined=helds.append,
        )
        spent = time.monotonic() - began, children_s() - used
    if helds[0].is_whole != is_held:
        sys.exit(f"the child was held by {helds[0]}")
    return spent


def children_s() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def say(line: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
