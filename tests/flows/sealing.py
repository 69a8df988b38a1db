"""A process that seals and opens values while keys are rotated, for `test_rotation_under_load`.

`python -m flows.sealing WHAT`: `fresh` begins anew. `first` makes an organisation's first key. `fill` makes two
organisations with patients and files. `serve` reads and writes in two threads until its input closes, and prints how
often, and what failed. `age` prints the numbers of keys, and lets two days pass. `read` opens everything and prints the
numbers of rows, files, keys and values under others than the newest.
"""

import secrets
import sys
import tempfile
import threading
import time
import traceback
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

import make  # noqa: E402
from jindan.cli.keys import RESEALS  # noqa: E402
from jindan.server.accounts.models import Organisation, User  # noqa: E402
from jindan.server.artifacts import services as artifacts  # noqa: E402
from jindan.server.artifacts.models import StoredObject  # noqa: E402
from jindan.server.artifacts.storage import objects  # noqa: E402
from jindan.server.artifacts.storage import rotation as storage  # noqa: E402
from jindan.server.findings.models import Subject  # noqa: E402
from jindan.server.findings.queries import findings_of  # noqa: E402
from jindan.server.keys import services as keys  # noqa: E402
from jindan.server.keys.masters import keyring  # noqa: E402
from jindan.server.keys.models import WrappedKey  # noqa: E402
from jindan.server.keys.opening import open_keys  # noqa: E402
from jindan.server.keys.uses import Use  # noqa: E402
from jindan.server.patients import services as patients  # noqa: E402
from jindan.server.patients.models import Patient  # noqa: E402
from jindan.server.patients.sealing import PatientIdentity  # noqa: E402

NAMES = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def fresh():
    call_command("migrate", verbosity=0, interactive=False)
    WrappedKey.objects.all().delete()  # wrapped by the keyring of another home


def first():
    """Seal for an organisation that has no key yet, at the word of the test."""
    print("ready", flush=True)
    organisation_id = UUID(sys.stdin.readline().strip())
    here = {"use": Use.FINDINGS, "organisation_id": organisation_id, "context": b"here"}
    sealed = [keys.seal(b"%d" % number, **here) for number in range(20)]
    assert [keys.unseal(value, **here) for value in sealed] == [b"%d" % n for n in range(20)]
    open_keys.cache_clear()
    assert keys.unseal(sealed[0], **here) == b"0"
    print(keys.key_id_of(sealed[0]), WrappedKey.objects.filter(owner=organisation_id).count())


def fill():
    fresh()
    for number in range(2):
        organisation = make.organisation(f"Hospital {number}")
        by = make.user(organisation=organisation)
        for _ in range(40):
            write(by)
        make.subject(make.case(by=by))


def write(by):
    code = "".join(secrets.choice(NAMES) for _ in range(16))
    patient = patients.create_patient(by=by, code=code, identity=PatientIdentity(name=code))
    patients.amend_patient(patient, by=by, identity=PatientIdentity(name=code[::-1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(code.encode())
        artifacts.store(path, organisation=by.organisation)


def read_one():
    patient = secrets.choice(Patient.objects.exclude(sealed_name=b"")[:200])
    # The other thread may be between creating and amending it.
    assert patient.identity().name in {patient.code, patient.code[::-1]}
    stored = secrets.choice(StoredObject.objects.order_by("?")[:1])
    with objects.open_plain(stored) as plain:
        assert len(plain.read()) == 16


def serve():
    done, failures, ends = [0, 0], [], threading.Event()
    people = list(User.objects.select_related("organisation"))

    def work(which):
        while not ends.is_set():
            try:
                write(secrets.choice(people)) if which else read_one()
                done[which] += 1
                time.sleep(0.02)
            except Exception:
                failures.append(traceback.format_exc())

    threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    ends.set()
    for thread in threads:
        thread.join()
    print(*done, len(failures), failures[0] if failures else "")


def read():
    rows = Patient.objects.exclude(sealed_name=b"")
    assert all(patient.identity().name == patient.code[::-1] for patient in rows)
    for stored in StoredObject.objects.all():
        with objects.open_plain(stored) as plain:
            assert len(plain.read()) == 16
    for subject in Subject.objects.select_related("case"):
        assert findings_of(subject) == ()
    used = patients.key_ids_in_use() | storage.key_ids_in_use()
    older = used - keys.current_key_ids()
    kept = WrappedKey.objects.count(), len(keyring.load().keys)
    print(len(rows), StoredObject.objects.count(), *kept, len(older))


def age():
    for row in WrappedKey.objects.all():
        WrappedKey.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(days=2))
    ring = keyring.load().keys
    aged = {
        key_id: keyring.MasterKey(key=key.key, added_at=key.added_at - timedelta(days=2))
        for key_id, key in ring.items()
    }
    print(WrappedKey.objects.count(), len(ring))
    keyring._write(Path(settings.KEYRING), aged)


if __name__ == "__main__":
    assert RESEALS and Organisation
    globals()[sys.argv[1]]()
