"""The page that lists the hostile inputs is what the corpus says now, in problems that exist."""

import pytest

from corpus import CORPUS
from corpus.page import PAGE, page
from repository import ROOT


def test_the_page_is_what_the_corpus_says():
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("slug", sorted({case.refused for case in CORPUS}))
def test_a_problem_is_a_known_problem(slug):
    problems = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")
    assert f"## {slug}\n" in problems
