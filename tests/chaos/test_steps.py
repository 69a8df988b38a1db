"""Each step of the chaos harness names something that exists: a renamed function would never be killed."""

import importlib
from functools import reduce

import pytest

from chaos.steps import STEPS


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_is_still_there(step):
    module, path = step.at.split(":")
    assert callable(reduce(getattr, path.split("."), importlib.import_module(module)))
