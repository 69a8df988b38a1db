"""A child to run a computation in."""

import pytest

from confinement import computations
from jindan.analysis import Workspace
from jindan.confinement.messages import Limits
from jindan.confinement.parent import run

LIMITS = Limits(memory_mb=2048, cpu_s=20, wall_s=20)


@pytest.fixture
def confined(tmp_path):
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    seen, confined = [], []

    def start(compute, *, number=1, line="", limits=LIMITS, tick=lambda: None, must_be_whole=False):
        workspace = Workspace(
            inputs={},
            outputs=outputs,
            assets=tmp_path,
            progress=lambda f, s: seen.append((f, s)),
            ready=lambda name: seen.append((name, (outputs / name).read_text())),
        )
        params = computations.Params(number=number, line=line)
        path = f"confinement.computations:{compute.__name__}"
        return run(
            path,
            workspace,
            params,
            result=computations.Answer,
            limits=limits,
            tick=tick,
            confined=confined.append,
            must_be_whole=must_be_whole,
        )

    start.outputs, start.seen, start.confined = outputs, seen, confined
    return start
