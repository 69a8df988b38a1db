"""The example of docs/how-to/use-as-a-library.md does what the page says."""

import pytest

from examples.segment_a_ct import volumes_ml
from phantoms_dicom import SPHERE_MM, water_with_bright_sphere, write_phantom
from phantoms_segmentation import install


@pytest.mark.slow
def test_sphere_has_its_volume(tmp_path):
    write_phantom(tmp_path / "series", water_with_bright_sphere)
    found = volumes_ml(
        tmp_path / "series", network="thresholds", assets=install(tmp_path / "assets")
    )
    assert found["stomach"] == pytest.approx(4 / 3 * 3.1416 * SPHERE_MM**3 / 1000, rel=0.1)
