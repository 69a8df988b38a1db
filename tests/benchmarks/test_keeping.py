"""A benchmark that is stopped goes on where it was, and forgets what was computed on other tables."""

import numpy as np
import pytest
from benchmarks.omics.keeping import GO_ON, Keeping


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "a.csv").write_text("1")
    return folder


def test_what_was_computed_is_not_computed_again(tmp_path, tables):
    first = Keeping(tmp_path, tables=tables)("fit/1", lambda: {"p": np.array([0.25, 0.75])})
    again = Keeping(tmp_path, tables=tables)("fit/1", lambda: pytest.fail("computed again"))
    assert first["p"].tolist() == again["p"].tolist() == [0.25, 0.75]


def test_other_tables_are_computed_anew(tmp_path, tables):
    Keeping(tmp_path, tables=tables)("fit/1", lambda: {"p": 1})
    (tables / "a.csv").write_text("2")
    assert Keeping(tmp_path, tables=tables)("fit/1", lambda: {"p": 2})["p"] == 2


def test_after_its_time_nothing_more_is_begun(tmp_path, tables):
    Keeping(tmp_path, tables=tables)("fit/1", lambda: {"p": 1})
    late = Keeping(tmp_path, tables=tables, minutes=0)
    assert late("fit/1", lambda: pytest.fail("computed again"))["p"] == 1
    with pytest.raises(SystemExit) as stopped:
        late("fit/2", lambda: pytest.fail("begun"))
    assert stopped.value.code == GO_ON
