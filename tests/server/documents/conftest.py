"""A hospital's clerk, and a case to put documents into."""

import pytest

import make


@pytest.fixture
def case(hospital):
    return make.case(by=make.user(organisation=hospital))
