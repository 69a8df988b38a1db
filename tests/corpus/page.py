"""docs/reference/hostile-inputs.md, written from the corpus: `make corpus`."""

from collections import Counter
from pathlib import Path

from corpus import CORPUS, Hostile

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hostile-inputs.md"
OPENING = """\
# Hostile and broken inputs

<!-- Written by `make corpus` from tests/corpus; do not edit. -->

{count} inputs that are made by code (`tests/corpus/`) and pushed through the upload and the confined import by
`tests/flows/test_hostile_inputs.py`. Each is refused with the [problem](problems.md) named here: {upload} before
anything is stored, {imported} by a process of its own that has no network, within the limits given. A bug becomes
one more line, and no line is ever taken out.

| input | refused by | problem | processor, s | memory, MB |
|---|---|---|---|---|
"""


def page() -> str:
    count = Counter(case.by for case in CORPUS)
    opening = OPENING.format(
        count=len(CORPUS), upload=count["the upload"], imported=count["the import"]
    )
    return opening + "".join(_row(case) for case in CORPUS)


def _row(case: Hostile) -> str:
    is_upload = case.by == "the upload"
    limits = "| | |" if is_upload else f"| {case.cpu_s:.0f} | {case.peak_mb} |"
    status = f" ({case.status})" if is_upload else ""
    return f"| {case.name} | {case.by} | `{case.refused}`{status} {limits}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
