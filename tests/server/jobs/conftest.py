import pytest

import make
from jindan.server.jobs import analysis as registry
from server.jobs import toys


@pytest.fixture(autouse=True)
def toy_is_installed(settings):
    settings.ANALYSES = ["server.jobs.toys.toy"]
    registry.analyses.cache_clear()
    toys.RECORDED.clear()
    yield
    registry.analyses.cache_clear()


@pytest.fixture
def case(db):
    return make.case(by=make.user(organisation=make.organisation()))
