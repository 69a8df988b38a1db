"""Values that master keys sealed themselves, as all did before organisations had keys, open and are sealed anew.

`sealed_by_master_keys.json` was written by the code of 2026-11-27: its ring of two keys, and values sealed by them.
"""

import base64
import json
import uuid
from pathlib import Path

import pytest

import make
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal, UnknownKey
from jindan.server.keys.masters import keyring
from jindan.server.keys.uses import INSTALLATION, Use
from jindan.server.patients import services as patients
from jindan.server.patients.models import Patient

YESTERDAY = json.loads(Path(__file__).with_name("sealed_by_master_keys.json").read_text())
NAME, BIRTH_DATE, TICKET, SECOND_FACTOR = (
    base64.b64decode(value["sealed"]) for value in YESTERDAY["values"]
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ring(settings):
    settings.KEYRING.touch(mode=0o600)
    settings.KEYRING.write_text(json.dumps(YESTERDAY["keyring"]))


@pytest.fixture
def patient(hospital):
    return Patient.objects.create(
        id=uuid.UUID(YESTERDAY["patient"]),
        organisation=hospital,
        code="P-1",
        sealed_name=NAME,
        sealed_birth_date=BIRTH_DATE,
        created_by=make.user(organisation=hospital),
    )


def test_a_patient_of_yesterday_is_read(patient):
    assert patient.identity().name == "홍길동"
    assert patient.identity().birth_date.isoformat() == "1970-01-01"


def test_it_is_sealed_anew_and_needs_the_old_master_keys_no_more(patient, settings):
    assert rotation.rotate_organisations([patients.reseal]) == 1
    assert patients.key_ids_in_use() <= keys.current_key_ids()
    ring = json.loads(settings.KEYRING.read_text())
    rotation.rotate_master()
    only = json.loads(settings.KEYRING.read_text())["keys"][-1:]
    assert only[0] not in ring["keys"]
    settings.KEYRING.write_text(json.dumps({"keys": only}))
    assert Patient.objects.get().identity().name == "홍길동"


def test_it_opens_in_its_place_only(patient):
    patient.sealed_name, patient.sealed_birth_date = BIRTH_DATE, NAME
    with pytest.raises(BrokenSeal):
        patient.identity()


def test_a_second_factor_of_yesterday_opens():
    here = {"use": Use.SECOND_FACTOR, "organisation_id": INSTALLATION}
    opened = keys.unseal(SECOND_FACTOR, **here, context=b"accounts.second-factor")
    assert opened == b"JBSWY3DPEHPK3PXP"


def test_a_ticket_is_never_opened_by_a_master_key():
    with pytest.raises(UnknownKey):
        keys.unseal(
            TICKET,
            use=Use.SIGN_IN_TICKET,
            organisation_id=INSTALLATION,
            context=b"accounts.provider-ticket",
        )


def test_a_master_key_whose_id_begins_like_todays_format_opens_its_values_too(settings):
    ring = {"keys": [YESTERDAY["keyring"]["keys"][0] | {"id": "01aabbcc"}]}
    settings.KEYRING.write_text(json.dumps(ring))
    master = keyring.load().keys[bytes.fromhex("01aabbcc")]
    nonce, key_id = b"n" * 12, bytes.fromhex("01aabbcc")
    sealed = key_id + nonce + keyring.AESGCM(master.key).encrypt(nonce, b"old", key_id + b"here")
    here = {"use": Use.FINDINGS, "organisation_id": INSTALLATION, "context": b"here"}
    assert keys.unseal(sealed, **here) == b"old"
    assert keys.key_id_of(sealed) == "01aabbcc"
    anew = keys.resealed(sealed, **here)
    assert keys.key_id_of(anew) in keys.current_key_ids()
    assert keys.unseal(anew, **here) == b"old"
