"""A handful of the runs of `make chaos`: one home, eight misfortunes, every promise kept."""

import pytest

from chaos.harness import Harness
from chaos.home import ChaosHome
from chaos.runs import Run, kills, others
from chaos.steps import step

pytestmark = pytest.mark.slow


def killed(victim, when, name):
    return Run(misfortune="killed", victim=victim, when=when, step=step(name))


RUNS = (
    killed("web", "after", "upload: object saved"),
    killed("web", "after", "submit: job's row"),
    killed("worker", "after", "child half way"),
    killed("worker", "after", "closing: files entered"),
    killed("all", "after", "closed (committed)"),
    Run(misfortune="disk full", step=step("output stored"), may_end=frozenset({"failed"})),
    Run(misfortune="broker's folder gone"),
    Run(misfortune="cancelled", step=step("child done"), may_end=frozenset({"cancelled"})),
)


@pytest.fixture(scope="module")
def harness(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chaos")
    with Harness(ChaosHome.new(folder / "home"), ct=folder) as ready:
        yield ready


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_every_promise_is_kept(harness, run):
    outcome = harness.perform(run)
    assert not outcome.broken
    assert outcome.states


def test_the_runs_are_all_different():
    runs = [str(run) for run in (*kills(), *others())]
    assert len(runs) == len(set(runs))
