"""`make bench-omics`: what the omics models reach, beside published figures and plain models in the same run.

Every choice is made on the training rows of each split. PART is one of the names below, `fast` for a sample of the
first two, or nothing for all. Each line says what it is and prints at once.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from omics import breast, rosmap, serving, survival, urine

PARTS = {
    "rosmap": rosmap.run,
    "urine": urine.run,
    "breast": breast.run,
    "survival": survival.run,
    "serving": serving.run,
}


def main() -> None:
    mirror = os.environ.get("JINDAN_ASSETS_MIRROR", "")
    tables = Path(mirror) / "omics"
    if not mirror or not tables.is_dir():
        sys.exit(
            "Set JINDAN_ASSETS_MIRROR to the folder whose folder `omics` holds the open tables."
        )
    asked = sys.argv[1:] or list(PARTS)
    for name, part in PARTS.items():
        if name in asked or (asked == ["fast"] and name in ("rosmap", "urine")):
            print(f"\n=== {name}", flush=True)
            part(tables, is_fast=asked == ["fast"])


main()
