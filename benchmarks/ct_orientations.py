"""One patient in all 48 orders and flips of the axes, and as DICOM: the same organs, the same size, the same side.

    JINDAN_ASSETS_MIRROR=… python benchmarks/ct_orientations.py

Each turn of the cancer CT goes through import and examination as any upload would. A row says how far the volumes of
its organs are off those of the scan as it is stored, and whether left kidney and spleen are on the patient's left,
and the liver on the right, in labels, numbers, mesh, 3D page, words and pictures. Ends with status 1 when one is not.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nibabel

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("src", "tests")]

from jindan import assets  # noqa: E402 - the path to it is made above
from jindan.analysis import Workspace, silent  # noqa: E402
from jindan.ct.examination import Examination, ExaminationParams  # noqa: E402
from jindan.ct.examining import examine  # noqa: E402
from jindan.ct.imported import ImportParams  # noqa: E402
from jindan.ct.importing import VOLUME_FILE, import_study  # noqa: E402
from jindan.findings.finding import quantities  # noqa: E402
from sides import orientations, sides, write_turned  # noqa: E402

CANCER = "tcia-pancreatic-ct-cbct-001"
NETWORK = "obelisk-unet"
SIDES: Mapping[str, str] = {"left-kidney": "L", "spleen": "L", "liver": "R"}
TOLERANCE = 0.01


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one turn gave: organ volumes in millilitres, and the outputs that show an organ on the wrong side."""

    axes: str
    volumes_ml: Mapping[str, float]
    looked_at: int
    wrong: tuple[str, ...]

    def deviation(self, expected: "Row") -> float:
        """The largest relative difference of an organ's volume; infinite when other organs are reported."""
        if self.volumes_ml.keys() != expected.volumes_ml.keys():
            return float("inf")
        return max(abs(self.volumes_ml[o] / ml - 1) for o, ml in expected.volumes_ml.items())


def main() -> int:
    """Print the table; 1 when a promise is broken."""
    mirror = Path(os.environ.get("JINDAN_ASSETS_MIRROR", "."))
    with tempfile.TemporaryDirectory() as folder:
        weights = assets.fetch([NETWORK], into=Path(folder) / "assets", mirror=mirror)
        scan = next(mirror.rglob(f"{CANCER}/ct_cropped_3mm.nii.gz"))
        is_kept = all_turns(scan, weights=weights)
        return 0 if dicom(scan.with_name("dicom_ct"), weights=weights) and is_kept else 1


def all_turns(scan: Path, *, weights: Path) -> bool:
    """The 48 rows, and whether each keeps size and side."""
    image = nibabel.load(scan)
    expected = examined([scan], axes="as stored", weights=weights)
    for organ, volume_ml in expected.volumes_ml.items():
        say(f"{organ:14} {volume_ml:8.1f} mL")
    say(f"\n{'axes':10} {'worst organ off by':>18}   sides")
    rows = [
        turned(image, orientation, weights=weights, expected=expected)
        for orientation in orientations()
    ]
    worst = max(row.deviation(expected) for row in rows)
    wrong = sum(len(row.wrong) for row in rows)
    say(
        f"\n{len(rows)} turns: worst deviation of a volume {100 * worst:.3f} %, {wrong} outputs on the wrong side"
    )
    return worst <= TOLERANCE and not wrong and not expected.wrong


def turned(image: nibabel.Nifti1Image, orientation: object, *, weights: Path, expected: Row) -> Row:
    """One turn, imported and examined."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "turned.nii"
        axes = write_turned(image, orientation, into=path)
        row = examined([path], axes=axes, weights=weights)
    tell(row, expected)
    return row


def dicom(series: Path, *, weights: Path) -> bool:
    """The DICOM series, and the same voxels as NIfTI turned about: the same again."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        expected = examined(sorted(series.rglob("*.dcm")), axes="DICOM", weights=weights, keep=kept)
        tell(expected, expected)
        image = nibabel.load(kept / VOLUME_FILE)
        row = turned(image, list(orientations())[-3], weights=weights, expected=expected)
    return row.deviation(expected) <= TOLERANCE and not (row.wrong or expected.wrong)


def examined(files: list[Path], *, axes: str, weights: Path, keep: Path | None = None) -> Row:
    """A scan as files, through import and examination."""
    with tempfile.TemporaryDirectory() as folder:
        imported, outputs = keep or Path(folder) / "imported", Path(folder) / "outputs"
        imported.mkdir(exist_ok=True)
        outputs.mkdir()
        given = {f"file-{number:05d}": path for number, path in enumerate(files)}
        import_study(space(given, outputs=imported, weights=weights), ImportParams())
        volume = {"volume": imported / VOLUME_FILE}
        found = examine(
            space(volume, outputs=outputs, weights=weights), ExaminationParams(network=NETWORK)
        )
        return row_of(found, outputs, axes=axes)


def space(inputs: Mapping[str, Path], *, outputs: Path, weights: Path) -> Workspace:
    """The folders of one run."""
    return Workspace(inputs=inputs, outputs=outputs, assets=weights, progress=silent)


def row_of(found: Examination, outputs: Path, *, axes: str) -> Row:
    """Sizes and sides of what was found."""
    volumes = {name: volume.value for name, volume in quantities(found.findings, "volume").items()}
    shown = {
        (o, place): side for o in SIDES for place, side in sides(found, outputs, organ=o).items()
    }
    wrong = tuple(f"{o} in {place}" for (o, place), side in shown.items() if side != SIDES[o])
    return Row(axes=axes, volumes_ml=volumes, looked_at=len(shown), wrong=wrong)


def tell(row: Row, expected: Row) -> None:
    """One row of the table."""
    right = f"{row.looked_at - len(row.wrong)} of {row.looked_at} right {' '.join(row.wrong)}"
    say(f"{row.axes:10} {100 * row.deviation(expected):16.3f} %   {right}")


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
