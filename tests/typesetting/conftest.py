"""The sample report speaks a few sentences of its own, as an analysis would."""

from pathlib import Path

import pytest
from fluent.runtime import FluentResource

from jindan import catalogue

SAMPLES = Path(__file__).parent / "locales"


@pytest.fixture(scope="session", autouse=True)
def sample_sentences():
    for language in catalogue.LANGUAGES:
        resource = FluentResource((SAMPLES / f"{language}.ftl").read_text(encoding="utf-8"))
        catalogue._bundle(language).add_resource(resource)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    from phantoms_report import draw_pictures

    return draw_pictures(tmp_path_factory.mktemp("pictures"))
