import pytest

import phantoms_report


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    return phantoms_report.draw_pictures(tmp_path_factory.mktemp("pictures"))
