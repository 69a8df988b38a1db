"""Say which locked packages have known weaknesses, or that this could not be asked: `python -m supply.advisories`.

Status 0: none is known. 1: there are some. 3: no database could be reached for some or all.
"""

import json
import subprocess
import sys

from supply.packages import ROOT

NONE, SOME, NOT_CHECKED = 0, 1, 3
AUDIT = "pip-audit>=2.10,<3"
SECONDS = 300


def of_python(answer: str) -> tuple[int, list[str]]:
    """Return status and lines for what `pip-audit --format json` answered.

    It calls a package that its database does not answer for "skipped", and ends well: that is not checked.
    """
    packages = json.loads(answer)["dependencies"]
    known = [
        f"{item['name']} {item['version']}: {weakness['id']}, fixed in "
        f"{', '.join(weakness['fix_versions']) or 'no version'}"
        for item in packages
        for weakness in item.get("vulns", [])
    ]
    skipped = sum("skip_reason" in item for item in packages)
    gap = [
        f"not checked: {skipped} of {len(packages)} packages, which the database does not answer for"
    ]
    lines = known + gap * bool(skipped or not packages)
    return (SOME if known else NOT_CHECKED if lines else NONE), lines


def of_web(answer: str) -> tuple[int, list[str]]:
    """Return status and lines for what `npm audit --json` answered."""
    report = json.loads(answer)
    if "vulnerabilities" not in report:
        reason = str(report.get("message") or report.get("error", {}).get("summary") or "no answer")
        return NOT_CHECKED, [f"not checked: {reason.splitlines()[0]}"]
    known = [f"{name}: {entry['severity']}" for name, entry in report["vulnerabilities"].items()]
    return (SOME if known else NONE), known


def ask(command: list[str], *, folder: str, reader) -> tuple[int, list[str]]:
    """Return status and lines of an auditor; one that is missing, slow or without an answer has not checked."""
    try:
        run = subprocess.run(
            command, cwd=ROOT / folder, check=False, capture_output=True, text=True, timeout=SECONDS
        )
        return reader(run.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        return NOT_CHECKED, [f"not checked: {type(error).__name__} from {command[0]}"]


def main() -> None:
    """Print what is known of the locked packages, and end with the status."""
    uv = str(ROOT / ".venv" / "bin" / "uv")
    python = [
        uv,
        "tool",
        "run",
        "--quiet",
        "--from",
        AUDIT,
        "pip-audit",
        "--format",
        "json",
        "--timeout",
        "10",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--require-hashes",
        "--requirement",
        "requirements.lock",
    ]
    web = ["npm", "audit", "--json", "--package-lock-only", "--omit", "dev"]
    answers = {
        "Python packages": ask(python, folder=".", reader=of_python),
        "Packages of the web app": ask(web, folder="web", reader=of_web),
    }
    for subject, (status, lines) in answers.items():
        print(f"{subject}: {'no advisory is known' if status == NONE else ''}")
        print("".join(f"  {line}\n" for line in lines), end="")
    statuses = {status for status, _ in answers.values()}
    sys.exit(next(status for status in (SOME, NOT_CHECKED, NONE) if status in statuses))


if __name__ == "__main__":
    main()
