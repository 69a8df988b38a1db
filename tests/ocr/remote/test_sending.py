"""Each page is a call of its own: one that fails stops no other, unless the account is at fault."""

import pytest

from fake_upstage import Said, serving
from jindan.analysis import Workspace
from jindan.ocr.remote.access import Access
from jindan.ocr.remote.sending import send


@pytest.fixture
def outgoing(tmp_path):
    """Three pages, and a folder for the answers."""
    outputs = tmp_path / "answers"
    outputs.mkdir()
    inputs = {f"page-000{n}.png": tmp_path / f"page-000{n}.png" for n in (1, 2, 3)}
    for path in inputs.values():
        path.write_bytes(b"png")
    return Workspace(inputs=inputs, outputs=outputs, assets=tmp_path)


def sent(outgoing, *script):
    with serving(*script) as fake:
        result = send(outgoing, Access(key="up_test", address=fake.address))
    return result, sorted(path.stem for path in outgoing.outputs.iterdir()), len(fake.asked)


def test_a_page_that_is_refused_stops_no_other(outgoing):
    result, answered, calls = sent(outgoing, Said(), Said(status=422, body=b""), Said())
    assert result.failed == {"page-0002": "remote-input-refused"}
    assert (answered, calls) == (["page-0001", "page-0003"], 3)


@pytest.mark.parametrize(
    ("status", "slug"), [(401, "remote-key-rejected"), (403, "remote-credit-spent")]
)
def test_what_is_wrong_with_the_account_is_asked_once(outgoing, status, slug):
    result, answered, calls = sent(outgoing, Said(status=status, body=b""))
    assert (result.reason, answered, calls) == (slug, [], 1)
    assert result.failed == {"page-0001": slug}  # the one that was tried


def test_the_key_shows_nowhere():
    assert "up_secret" not in repr(Access(key="up_secret"))
