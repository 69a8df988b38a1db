"""Every analysis of the installation is what docs/how-to/add-an-analysis.md says an analysis is."""

import inspect
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

PATHS = [*settings.ANALYSES, "examples.air.air_measurement"]
ANALYSES = {path: import_string(path) for path in PATHS}
SERVER_ONLY = {"django", "ninja", "celery", "jindan.server"}


def test_kinds_are_unique():
    kinds = [analysis.kind for analysis in ANALYSES.values()]
    assert len(kinds) == len(set(kinds))


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_the_computation_takes_and_gives_what_the_analysis_says(path):
    analysis = ANALYSES[path]
    signature = inspect.signature(import_string(analysis.compute.replace(":", ".")))
    assert issubclass(analysis.params, signature.parameters["params"].annotation)
    assert signature.return_annotation is analysis.result


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_the_computation_needs_no_server(path):
    module, _ = ANALYSES[path].compute.split(":")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; import {module}; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not SERVER_ONLY & set(done.stdout.split())
