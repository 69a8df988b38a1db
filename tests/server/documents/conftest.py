"""A hospital's clerk, and a case to put papers into."""

import pytest

import make
from jindan.server.roles import Role


@pytest.fixture
def clerk(caller, hospital):
    return caller(hospital, Role.CLERK)


@pytest.fixture
def case(hospital):
    return make.case(by=make.user(organisation=hospital))
