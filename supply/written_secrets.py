"""Look for keys and passwords that were written into files of the repository: `python -m supply.written_secrets`.

A file is looked at again when it has changed since the last look that found nothing.
"""

import subprocess
import sys
from pathlib import Path

from supply.packages import ROOT

BASELINE = ".secrets.baseline"
LOOKED = ROOT / ".venv" / ".looked-for-secrets"
LINES_MOVED = 3  # the status of detect-secrets when it has only noted new line numbers


def changed(root: Path, *, since: float) -> list[str]:
    """Return the files that git knows or would add and that are newer than a time in seconds."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
    paths = [root / name for name in sorted(set(names.split("\0")) - {"", BASELINE})]
    return [
        str(path.relative_to(root))
        for path in paths
        if path.is_file() and path.stat().st_mtime >= since
    ]


def look(names: list[str], *, root: Path) -> int:
    """Print what looks like a secret and is not in the baseline, and return 0 where there is none."""
    hook = Path(sys.executable).with_name("detect-secrets-hook")
    status = subprocess.run(
        [hook, "--baseline", BASELINE, *names], cwd=root, check=False
    ).returncode
    return 0 if status == LINES_MOVED else status


def main() -> None:
    """Look at what has changed, and end with the status of the look."""
    if not (ROOT / ".git").exists():
        print("Keys in files were not looked for: this is no checkout of git.")
        return
    last = LOOKED.stat().st_mtime if LOOKED.exists() else 0
    begun = LOOKED.with_suffix(".begun")
    begun.touch()
    since = 0 if (ROOT / BASELINE).stat().st_mtime >= last else last
    status = look(changed(ROOT, since=since), root=ROOT)
    if status:
        sys.exit(
            "A secret? Take it out and replace it. If it is none: CONTRIBUTING.md says how to note it."
        )
    begun.replace(LOOKED)


if __name__ == "__main__":
    main()
