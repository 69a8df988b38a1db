"""What sealing costs, printed: a page of 100 patients opened, and as when a master key sealed each value itself.

`make bench-sealing` runs it on a new SQLite database. Both read the rows from the database, in turns.
"""

import os
import statistics
import tempfile
import time
from uuid import UUID

os.environ["JINDAN_HOME"] = tempfile.mkdtemp(prefix="jindan-sealing-")

from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.server.accounts.models import Organisation, User
from jindan.server.keys import services as keys
from jindan.server.keys.masters import keyring
from jindan.server.keys.opening import open_keys
from jindan.server.keys.uses import Use
from jindan.server.patients.models import Patient
from jindan.server.roles import Role

ROWS, ROUNDS, FIRST = 100, 300, 50
VALUES = {"name": "홍길동".encode(), "birth_date": b"1970-01-01"}


def main():
    call_command("migrate", interactive=False, verbosity=0)
    hospital = Organisation.objects.create(name="Benchmark")
    user = User.objects.create(email="a@example.org", organisation=hospital, role=Role.CLINICIAN)
    keyring.create()
    designs = {
        "a master key seals each value (before)": ("A", _seal_directly, keyring.open_direct),
        "a key for each organisation, use and value": ("B", _seal, _unseal),
    }
    times = {name: [] for name in designs}
    for code, seal, _ in designs.values():
        _fill(code, user=user, seal=seal)
    for _ in range(ROUNDS):
        for name, (code, _, unseal) in designs.items():
            times[name].append(_page(code, unseal=unseal))
    before, after = (statistics.median(seconds[FIRST:]) for seconds in times.values())
    for name, seconds in zip(designs, (before, after), strict=True):
        print(f"{name}: {1000 * seconds:.2f} ms a page of {ROWS} patients, {2 * ROWS} values")
    print(f"ratio {after / before:.2f}; {1e6 * (after - before) / (2 * ROWS):+.1f} µs a value")
    open_keys.cache_clear()
    print(f"the first page of a process: {1000 * _page('B', unseal=_unseal):.2f} ms")


def _fill(code, *, user, seal):
    for number in range(ROWS):
        patient = Patient(organisation=user.organisation, code=f"{code}{number}", created_by=user)
        for column, value in VALUES.items():
            setattr(patient, f"sealed_{column}", seal(value, context=_context(patient, column)))
        patient.save()


def _page(code, *, unseal):
    """Seconds to read a page of patients and open what is sealed of them."""
    started = time.perf_counter()
    for patient in Patient.objects.filter(code__startswith=code):
        for column, value in VALUES.items():
            sealed = bytes(getattr(patient, f"sealed_{column}"))
            assert unseal(sealed, context=_context(patient, column)) == value
    return time.perf_counter() - started


def _context(patient, column):
    return f"{patient.organisation_id}patients.patient.{column}:{patient.pk}".encode()


def _seal(value, *, context):
    return keys.seal(value, context=context, **_here(context))


def _unseal(sealed, *, context):
    return keys.unseal(sealed, context=context, **_here(context))


def _here(context):
    return {"use": Use.PATIENT_IDENTITY, "organisation_id": UUID(context[:36].decode())}


def _seal_directly(value, *, context):
    """As it was: key id · nonce · AES-256-GCM under the master key."""
    ring, nonce = keyring.load(), os.urandom(12)
    cipher = keyring.AESGCM(ring.keys[ring.newest].key)
    return ring.newest + nonce + cipher.encrypt(nonce, value, ring.newest + context)


main()
