"""An operator's own recognition network: here the wheel's, handed in as an operator would."""

import numpy as np
import onnx
import pytest

from jindan.analysis import Workspace
from jindan.ocr.engines.choice import choose
from jindan.ocr.errors import EngineMissing, RecogniserUnfit
from jindan.ocr.networks import own_files, wheel
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.reading import ReadingParams
from jindan.ocr.reading_documents import read_document
from jindan.server.documents.reading import params_for
from phantoms_documents import lines, saved

TEXT = ("Potassium 4.1 mmol/L", "Sodium 139 mmol/L")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The network with its list of characters, which this one carries in itself, beside it."""
    made = tmp_path_factory.mktemp("own")
    stored = wheel.network(wheel.RECOGNISER).read_bytes()
    (made / own_files.MODEL).write_bytes(stored)
    listed = onnx.load_model_from_string(stored).metadata_props[0].value
    (made / own_files.CHARACTERS).write_text(listed, "utf-8")
    return made


def read(folder, tmp_path):
    path = saved(lines(TEXT), tmp_path / "a.png")
    space = Workspace(inputs={"document": path}, outputs=tmp_path, assets=tmp_path)
    return read_document(space, ReadingParams(engine="own", recogniser=folder)).reading


def test_it_reads_lines_and_the_reading_says_which_network_did(folder, tmp_path):
    reading = read(folder, tmp_path)
    assert reading.text.split("\n") == list(TEXT)
    assert (reading.engine, reading.engine_version) == (
        "own",
        f"2-{own_files.digest_of(folder)[:12]}",
    )
    [value] = [word for word in reading.words() if word.text == "4.1"]
    assert 170 < value.quad[0][0] < 240


def test_a_network_that_is_not_there_is_missing_and_one_that_does_not_fit_is_refused(
    folder, tmp_path
):
    with pytest.raises(EngineMissing):
        choose("own", recogniser=tmp_path)
    with pytest.raises(EngineMissing):
        choose("own")
    few = tmp_path / own_files.CHARACTERS
    few.write_text("가\n나\n", "utf-8")
    with pytest.raises(RecogniserUnfit):
        Recogniser.opened(folder / own_files.MODEL, characters=few).read(
            [np.zeros((48, 96), np.uint8)]
        )
    (tmp_path / own_files.MODEL).write_bytes(b"no network")
    with pytest.raises(RecogniserUnfit):
        Recogniser.opened(tmp_path / own_files.MODEL, characters=few)


def test_on_a_server_it_reads_what_no_other_engine_is_asked_for(folder, settings):
    settings.RECOGNISER = folder
    asked = params_for("")
    assert (asked.engine, asked.recogniser) == ("own", folder)
    assert asked.recogniser_sha256 == own_files.digest_of(folder)
    assert params_for("local") == ReadingParams(engine="local")
