"""The example of docs/how-to/use-as-a-library.md: volumes of the organs in a folder of DICOM files."""

from pathlib import Path

from jindan.ct import measure, networks, read_series, segment
from jindan.findings import codes
from jindan.findings.finding import quantities


def volumes_ml(series: Path, *, network: str, assets: Path) -> dict[str, float]:
    """Millilitres of every organ that is reported, by its name."""
    volume = read_series(series)
    segmentation = segment(volume, network=networks.open(network, assets=assets))
    volumes = quantities(measure(volume, segmentation), codes.VOLUME.name)
    return {name: quantity.value for name, quantity in volumes.items()}
