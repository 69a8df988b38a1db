"""Every upload is shown to the scanner before it is stored; what it does not clear is not stored."""

import pytest

import clamd_peer
import phantoms_files as files
from clamd_peer import EICAR
from jindan.server.artifacts.models import Artifact
from jindan.server.audit.models import AuditEvent
from outcomes import slug
from tus_sender import CONTENT, PIECE

INFECTED = {
    "csv": b"sample,value\n" + b'1,"' + EICAR + b'"\n',
    "pdf": files.PDF + EICAR,
    "nii": files.nifti() + EICAR,
    "png": files.PNG + EICAR,
    "dcm": files.dicom(pixels=EICAR.ljust(256, b"\0")),
}


@pytest.fixture
def scanner(settings):
    with clamd_peer.listening() as peer:
        settings.MALWARE_SCANNER = peer.address
        yield peer


def actions():
    return set(AuditEvent.objects.values_list("action", flat=True))


@pytest.mark.parametrize("kind", sorted(INFECTED))
def test_malware_is_refused_and_noted(send, nothing_stored, scanner, kind):
    answer = send(("a.csv", files.CSV), (f"b.{kind}", INFECTED[kind]))
    assert slug(answer) == (422, "malware-found")
    assert "2" in answer.json()["title"]
    assert nothing_stored()
    assert "upload.malware-found" in actions()


def test_what_the_scanner_clears_is_stored_and_was_shown_whole(send, scanner):
    assert send(("a.csv", files.CSV)).status_code == 201
    assert scanner.shown == [files.CSV]


def test_a_resumable_upload_is_shown_whole_and_ended(sender, scanner, nothing_left):
    content = CONTENT + EICAR
    address = sender.begun(len(content))
    sender.patch(address, content[:PIECE], at=0)
    answer = sender.patch(address, content[PIECE:], at=PIECE)
    assert slug(answer) == (422, "malware-found")
    assert scanner.shown == [content]
    assert nothing_left()


@pytest.mark.parametrize("trouble", [{"hangs_up": True}, {"most": 10}])
def test_without_a_verdict_nothing_is_stored(send, nothing_stored, settings, trouble):
    with clamd_peer.listening(**trouble) as peer:
        settings.MALWARE_SCANNER = peer.address
        assert slug(send(("a.csv", files.CSV))) == (503, "not-scanned")
    assert slug(send(("a.csv", files.CSV))) == (503, "not-scanned")  # nobody listens any more
    assert nothing_stored()


def test_the_last_bytes_can_be_sent_again_when_the_scanner_is_back(sender, settings):
    address = sender.begun()
    with clamd_peer.listening(hangs_up=True) as peer:
        settings.MALWARE_SCANNER = peer.address
        sender.patch(address, CONTENT[:PIECE], at=0)
        assert slug(sender.patch(address, CONTENT[PIECE:], at=PIECE)) == (503, "not-scanned")
    arrived = sender.offset(address)
    with clamd_peer.listening() as peer:
        settings.MALWARE_SCANNER = peer.address
        assert sender.patch(address, CONTENT[arrived:], at=arrived).status_code == 204
    assert Artifact.objects.get().size == len(CONTENT)


def test_an_installation_may_take_files_unseen_and_the_audit_says_so(send, settings):
    settings.MALWARE_SCANNER, settings.MALWARE_SCANNER_MAY_FAIL = "unix:/no/such/socket", True
    assert send(("a.csv", files.CSV)).status_code == 201
    assert "upload.not-scanned" in actions()
