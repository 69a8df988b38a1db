"""`make bench-omics`: what the omics models reach, beside published figures and plain models in the same run.

Every choice is made on the training rows of each split. PART is one of the names below, `fast` for a sample of the
first two, or nothing for all. Each line says what it is and prints at once. Single fits are kept in `bench-omics` of
JINDAN_HOME; with MINUTES=9 a run stops after nine minutes, and the next goes on.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from omics import breast, rosmap, serving, survival, urine
from omics.keeping import Keeping

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
    minutes = float(os.environ["MINUTES"]) if os.environ.get("MINUTES") else None
    keep = Keeping(Path(os.environ.get("JINDAN_HOME", "var")), tables=tables, minutes=minutes)
    asked = sys.argv[1:] or list(PARTS)
    for name, part in PARTS.items():
        if name in asked or (asked == ["fast"] and name in ("rosmap", "urine")):
            print(f"\n=== {name}", flush=True)
            part(tables, keep=keep, is_fast=asked == ["fast"])
    print(f"\nFits and measurements took {keep.seconds / 60:.1f} minutes.")


main()
