"""A record that arrives while its patient is erased: the one or the other is refused, and nothing is half there."""

import threading
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, transaction

from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.consents import services as consents
from jindan.server.kit.problems import NotFound
from jindan.server.patients.models import (
    Case,
    ConsentBasis,
    ConsentDecision,
    ConsentPurpose,
    Patient,
)
from jindan.server.reports import queries as reports
from jindan.server.reports.models import Report
from jindan.server.rights import services
from jindan.server.rights.erasing import erase
from jindan.server.rights.errors import ErasureVoid
from jindan.server.rights.models import ErasureProposal
from people import is_problem, proof_of

pytestmark = pytest.mark.django_db(transaction=True)

HAS_ONE_WRITER = connection.vendor == "sqlite"


@pytest.fixture
def proposal(settings, clinician, case):
    settings.RECORD_YEARS = settings.EXAMINATION_YEARS = 0
    return clinician.post(f"/patients/{case.patient_id}/erasure", {"reason": "patient-request"})


class BeforeTheFirstDelete:
    """Does something once, when an erasure has read which rows are the patient's and is about to delete them.

    It stands between Django and the database (`execute_wrapper`), and changes no statement.
    """

    def __init__(self, act):
        self._act = act
        self._has_read = self.is_done = False

    def __call__(self, execute, sql, params, many, context):
        table = Report._meta.db_table
        self._has_read |= sql.startswith("SELECT") and table in sql
        if self._has_read and not self.is_done and sql.startswith("DELETE"):
            self.is_done = True
            self._act()
        return execute(sql, params, many, context)


class Arrival(threading.Thread):
    """A report that another request adds to the case, on a connection of its own."""

    def __init__(self, case):
        super().__init__()
        self._case, self.error = case, None

    def run(self):
        with closing(connection):
            try:
                Report.objects.create(case=self._case, kind="arriving")
            except IntegrityError as error:
                self.error = error


def approve(proposal, *, by, meanwhile):
    """Return the answer to an approval, during which something was done."""
    moment = BeforeTheFirstDelete(meanwhile)
    with connection.execute_wrapper(moment):
        answer = by.post(f"/erasures/{proposal.json()['id']}/approval", proof_of(by))
    assert moment.is_done
    return answer


def test_a_record_that_arrives_first_ends_the_erasure(proposal, administrator, case):
    def arrive():
        if HAS_ONE_WRITER:  # nobody else writes until it commits: only its own transaction adds one
            Report.objects.create(case=case, kind="arriving")
            return
        arrival = Arrival(case)
        arrival.start()
        arrival.join()
        assert arrival.error is None

    answer = approve(proposal, by=administrator, meanwhile=arrive)
    assert is_problem(answer, "patient-in-use", 409)
    assert Patient.objects.filter(pk=case.patient_id).exists()
    assert Case.objects.filter(pk=case.pk).exists()
    assert ErasureProposal.objects.filter(pk=proposal.json()["id"]).exists()
    again = administrator.post(
        f"/erasures/{proposal.json()['id']}/approval", proof_of(administrator)
    )
    assert again.status_code == 204
    assert not Report.objects.exists()


@pytest.mark.skipif(not HAS_ONE_WRITER, reason="others do not wait for the erasure")
def test_a_record_that_arrives_second_waits_and_is_refused(proposal, administrator, case):
    arrival = Arrival(case)
    answer = approve(proposal, by=administrator, meanwhile=arrival.start)
    arrival.join()
    assert answer.status_code == 204
    assert isinstance(arrival.error, IntegrityError)
    assert not Report.objects.exists()


def test_of_two_approvals_at_once_the_second_is_void(proposal, administrator):
    same = ErasureProposal.objects.get(pk=proposal.json()["id"])
    by = administrator.user
    services.approve_erasure(same, by=by, proof=ProofMethod.PASSWORD)
    with pytest.raises(ErasureVoid):
        services.approve_erasure(same, by=by, proof=ProofMethod.PASSWORD)


def test_who_decides_on_an_erased_record_does_not_find_it(clinician, case):
    report = Report.objects.create(case=case, kind="arriving")
    erase(case.patient)
    with pytest.raises(NotFound):
        consents.record(
            case.patient,
            purpose=ConsentPurpose.RESEARCH,
            decision=ConsentDecision.GRANTED,
            basis=ConsentBasis.WRITTEN,
            by=clinician.user,
        )
    with transaction.atomic(), pytest.raises(NotFound):
        reports.lock(report)
