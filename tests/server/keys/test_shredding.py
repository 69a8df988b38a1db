"""An organisation that left can be read by nobody any more, and no other organisation notices."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

import make
import phantoms_files as files
from jindan.cli.keys import RESEALS
from jindan.cli.main import main
from jindan.server.accounts import shredding
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import StoredObject
from jindan.server.audit.models import AuditEvent
from jindan.server.keys import rotation
from jindan.server.keys.errors import OrganisationKeyDestroyed, UnknownKey
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import unwrapped
from jindan.server.patients import services as patients
from jindan.server.patients.models import Patient
from jindan.server.patients.sealing import PatientIdentity
from jindan.server.roles import Role

HONG = PatientIdentity(name="홍길동")


def filled(organisation, tmp_path):
    """A patient with a name, and a stored file, of an organisation."""
    clinician = make.user(organisation=organisation, role=Role.CLINICIAN)
    patient = patients.create_patient(by=clinician, code="P-1", identity=HONG)
    path = tmp_path / f"{organisation.pk}.csv"
    path.write_bytes(files.CSV)
    return patient, artifacts.store(path, organisation=organisation)


def content(stored):
    with artifacts.objects.open_plain(stored) as plain:
        return plain.read()


@pytest.fixture
def both(stores, hospital, elsewhere, tmp_path):
    return filled(hospital, tmp_path), filled(elsewhere, tmp_path)


def shred(organisation, *answers):
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(main, ["organisation", "shred", organisation.name], input=typed)


def test_nothing_of_it_opens_and_all_of_the_others_does(both, hospital, elsewhere):
    (patient, stored), (other, others_stored) = both
    assert patient.identity() == HONG
    assert content(stored) == files.CSV
    assert shredding.shred(hospital, reseals=RESEALS) == 1
    for read in (
        lambda: Patient.objects.get(pk=patient.pk).identity(),
        lambda: content(StoredObject.objects.get(pk=stored.pk)),
        lambda: patients._seal_into(patient, identity=HONG),
    ):
        with pytest.raises(OrganisationKeyDestroyed):
            read()
    assert Patient.objects.get(pk=other.pk).identity() == HONG
    assert content(StoredObject.objects.get(pk=others_stored.pk)) == files.CSV


def test_nobody_of_it_signs_in_and_the_act_is_on_record(both, hospital, elsewhere):
    shredding.shred(hospital, reseals=RESEALS)
    assert not User.objects.filter(organisation=hospital, is_active=True).exists()
    assert User.objects.filter(organisation=elsewhere, is_active=True).exists()
    [event] = AuditEvent.objects.filter(action="organisation.key-destroyed")
    assert (event.organisation_id, event.subject_id) == (hospital.pk, hospital.pk)


def test_a_later_rotation_goes_past_it_and_gives_it_no_new_key(both, hospital, settings):
    shredding.shred(hospital, reseals=RESEALS)
    rotation.rotate_master()
    rotation.rotate_organisations(RESEALS)
    rotation.retire(RESEALS)
    [row] = WrappedKey.objects.filter(owner=hospital.pk)
    assert (bytes(row.wrapped), bytes(row.commitment), row.master) == (b"", b"", "")
    assert both[1][0].identity() == HONG


def test_one_that_never_sealed_anything_gets_no_key_afterwards(both, hospital):
    empty = make.organisation()
    assert shredding.shred(empty, reseals=RESEALS) == 0
    with pytest.raises(OrganisationKeyDestroyed):
        filled_name(empty)


def filled_name(organisation):
    clinician = make.user(organisation=organisation, role=Role.CLINICIAN)
    return patients.create_patient(by=clinician, code="P-9", identity=HONG)


def test_shredding_again_changes_nothing(both, hospital):
    assert shredding.shred(hospital, reseals=RESEALS) == 1
    assert shredding.shred(hospital, reseals=RESEALS) == 0


@pytest.mark.parametrize("answers", [("",), ("다른 병원",), ("서울병원", "no")])
def test_it_needs_name_and_id(both, hospital, answers):
    assert shred(hospital, *answers).exit_code == 1
    assert both[0][0].identity() == HONG


def test_with_both_it_is_done_and_says_what_backups_hold(both, hospital):
    shredded = shred(hospital, hospital.name, hospital.pk)
    assert shredded.exit_code == 0, shredded.output
    assert "1 keys destroyed" in shredded.output
    assert "Backups of before" in shredded.output
    with pytest.raises(OrganisationKeyDestroyed):
        Patient.objects.get(pk=both[0][0].pk).identity()


@pytest.mark.django_db(transaction=True)
def test_a_backup_opens_with_the_master_key_of_its_time_only(stores, hospital, tmp_path, settings):
    filled(hospital, tmp_path)
    backup = WrappedKey.objects.get(owner=hospital.pk)
    ring = settings.KEYRING.read_text()
    shredding.shred(hospital, reseals=RESEALS)
    rotation.rotate_master()
    held = json.loads(settings.KEYRING.read_text())
    for entry in held["keys"]:
        added = datetime.fromisoformat(entry["added_at"]) - timedelta(days=2)
        entry["added_at"] = added.isoformat()
    settings.KEYRING.write_text(json.dumps(held))
    rotation.retire(RESEALS)
    with pytest.raises(UnknownKey):
        unwrapped(backup)
    settings.KEYRING.write_text(ring)
    assert len(unwrapped(backup)) == 32  # with the keyring of its time it still opens


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_key_stays_in_the_file_of_the_database(stores, hospital, tmp_path):
    filled(hospital, tmp_path)
    wrapped = bytes(WrappedKey.objects.get(owner=hospital.pk).wrapped)
    if connection.vendor != "sqlite":  # where the master key that is retired makes them useless
        return
    file = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert wrapped in file.read_bytes()
    shredding.shred(hospital, reseals=RESEALS)
    rest = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert wrapped not in rest
    assert wrapped[-40:] not in rest
