"""What the ensemble makes of every variant, kept as JSON so that a rule is tried in seconds.

    python -m benchmarks.degraded.evidence FOLDER

Nothing is withheld here: the raw evidence and the overlap with the reference are written down.
"""

import json
import sys
from pathlib import Path

import numpy as np
from benchmarks.degraded.scans import FILES, ensemble, read_scan
from benchmarks.degraded.variants import Expected, Labels, Scan, Variant, variants

from jindan.analysis import silent
from jindan.ct.networks import LoadedNetwork
from jindan.ct.reading.quality import notes_on
from jindan.ct.segmenting.body import body_box
from jindan.ct.segmenting.edges import edges_cut
from jindan.ct.segmenting.ensemble import WHOLE, Prediction, dice
from jindan.ct.segmenting.labelling import label_volume, tidy
from jindan.ct.segmenting.search import find_organs
from jindan.problems import Problem


def gather(scan: Scan, *, network: LoadedNetwork) -> dict[str, object]:
    """The evidence of one variant, or the name of the problem it ends in."""
    try:
        notes = [note.code for note in notes_on(scan.volume)]
        return {"notes": notes, "organs": _organs(scan, network=network)}
    except Problem as error:
        return {"refused": type(error).__name__}


def _organs(scan: Scan, *, network: LoadedNetwork) -> list[dict[str, object]]:
    final = find_organs(scan.volume, network=network, progress=silent)
    tidied = tidy(final.prediction)
    labels = label_volume(tidied.prediction, volume=scan.volume)
    sureness = _sureness(tidied.prediction)
    return [
        {
            "name": label.name,
            "published": label.dice,
            "agreement": tidied.prediction.agreement[index],
            "stability": final.stability[index],
            "wholeness": tidied.wholeness[index],
            "sureness": sureness[index],
            **_measured(scan, labels=labels, label=label.value),
        }
        for index, label in enumerate(network.manifest.labels)
    ]


def _sureness(prediction: Prediction) -> list[float]:
    """Return the mean probability of each label where it is the likeliest, 0 where it never is."""
    likeliest, highest = prediction.shares.argmax(0), prediction.shares.max(0) / WHOLE
    masks = [likeliest == label for label in range(1, len(prediction.shares))]
    return [float(highest[mask].mean()) if mask.any() else 0.0 for mask in masks]


def _measured(scan: Scan, *, labels: Labels, label: int) -> dict[str, object]:
    found, reference = labels == label, scan.labels == label
    cut = edges_cut(labels, label=label, affine=scan.volume.affine)
    values = scan.volume.voxels[found]
    return {
        "volume_ml": float(found.sum() * scan.volume.voxel_ml),
        "reference_ml": float(reference.sum() * scan.volume.voxel_ml),
        "dice": dice(found, reference),
        "cut": [edge.value for edge in cut],
        "hounsfield": np.percentile(values, (10, 50, 90)).tolist() if found.any() else [],
        "centre": _centre(scan, found) if found.any() else [],
    }


def _centre(scan: Scan, found: np.ndarray) -> list[float]:
    """Where an organ lies in the box of the body: 0 left, back, below; 1 right, front, above."""
    affine, box = scan.volume.affine, body_box(scan.volume)
    place = affine[:3, :3] @ np.argwhere(found).mean(axis=0) + affine[:3, 3]
    shares = (place - box.low) / np.array(box.size_mm)
    return [round(float(share), 3) for share in shares]


def main() -> None:
    """Write one file for each variant that the folder does not hold yet."""
    folder = Path(sys.argv[1])
    network = ensemble(folder / "assets")
    scans = {name: read_scan(name, network=network, folder=folder) for name in FILES}
    for name, variant in in_order():
        path = folder / f"{name}, {variant.name}.json"
        if not path.exists():
            _keep(gather(variant.spoil(scans[name]), network=network), path)


def in_order() -> list[tuple[str, Variant]]:
    """Every variant on one of the scans, then every variant on the other: a run cut short is even."""
    numbered = [
        (number, name, variant) for number, variant in enumerate(variants()) for name in FILES
    ]
    names = list(FILES)
    return [
        (name, variant)
        for _, name, variant in sorted(
            numbered,
            key=lambda entry: (
                entry[2].expected is Expected.NUMBERS,
                (entry[0] + names.index(entry[1])) % len(names),
            ),
        )
    ]


def _keep(evidence: dict[str, object], path: Path) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(evidence, indent=1), encoding="utf-8")
    unfinished.replace(path)
    sys.stdout.write(f"{path.stem}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
