"""Parameters and results of jobs are sealed for their row, and anew under a new key."""

import json

import pytest
from django.db import connection

import make
from jindan.server.jobs import rotation
from jindan.server.jobs.models import Job, JobState
from jindan.server.jobs.sealing import sealed_columns
from jindan.server.keys import rotation as key_rotation
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import open_keys
from server.jobs import toys

pytestmark = pytest.mark.django_db
RESULT = {"specimen": "Hong Gildong"}


@pytest.fixture
def job(case):
    waiting = make.job(toys.toy, case=case, way="counts")
    columns = sealed_columns(
        waiting.pk, organisation_id=case.organisation_id, params=waiting.params, result=RESULT
    )
    Job.objects.filter(pk=waiting.pk).update(
        state=JobState.COMPLETED, finished_at=waiting.created_at, **columns
    )
    return Job.objects.get(pk=waiting.pk)


def test_no_column_holds_them_in_plain_text(job):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM jobs_job")
        row = b"".join(bytes(v) for v in cursor.fetchone() if isinstance(v, bytes | memoryview))
    assert (job.params["way"], job.result) == ("counts", RESULT)
    assert b"Hong" not in row
    assert json.dumps(job.params).encode() not in row


def test_they_are_sealed_anew_and_read_as_before(case, job):
    waiting = make.job(toys.toy, case=case, way="stops")
    key_rotation.add_keys()
    assert not keys.current_key_ids() & rotation.key_ids_in_use()
    assert (rotation.reseal(), rotation.reseal()) == (2, 0)
    assert rotation.key_ids_in_use() <= keys.current_key_ids()
    assert Job.objects.get(pk=job.pk).result == RESULT
    waiting.refresh_from_db()
    assert (waiting.params["way"], waiting.result) == ("stops", None)


def test_a_result_does_not_open_in_the_row_of_another_job(case, job):
    other = make.job(toys.toy, case=case)
    other.sealed_result = job.sealed_result
    with pytest.raises(BrokenSeal):
        _ = other.result


class OldKeyComesBack(dict):
    """A result that, while it is written, lets the key of before seal again, as a slower thread of the worker can."""

    def items(self):
        newest = WrappedKey.objects.order_by("-generation").first()
        if newest.generation > 1:
            newest.delete()
            open_keys().forget(newest.owner)
        return super().items()


def test_a_row_bears_the_key_of_both_values_when_a_rotation_comes_between_them(case, job):
    key_rotation.add_keys()
    columns = sealed_columns(
        job.pk,
        organisation_id=case.organisation_id,
        params=job.params,
        result=OldKeyComesBack(RESULT),
    )
    sealing = {keys.key_id_of(columns[name]) for name in ("sealed_params", "sealed_result")}
    assert sealing == {columns["key_id"]}
