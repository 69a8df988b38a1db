"""The example of docs/how-to/use-as-a-library.md: volumes of the organs in a folder of DICOM files."""

from pathlib import Path

from jindan.ct import measure, networks, read_series, segment
from jindan.ct.findings import Quantity


def volumes_ml(series: Path, *, network: str, assets: Path) -> dict[str, float]:
    """Millilitres of every organ that is reported, by its name."""
    volume = read_series(series)
    segmentation = segment(volume, network=networks.open(network, assets=assets))
    return {
        measurement.segment: measurement.value
        for measurement in measure(volume, segmentation)
        if measurement.quantity is Quantity.VOLUME
    }
