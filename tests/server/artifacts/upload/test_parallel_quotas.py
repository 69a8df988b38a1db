"""Many uploads at once do not pass a quota: what is on its way is reserved before it is stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

import phantoms_files as files
from jindan.server.artifacts.models import Artifact, UploadReservation
from jindan.server.artifacts.storage import sweeping
from jindan.server.artifacts.upload.quotas import Reservation
from outcomes import slug
from people import Caller

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 12
SIZE = 64 * 1024
QUOTA = 4 * SIZE + SIZE // 2


@pytest.fixture
def token(tenant, settings):
    settings.SECOND_FACTOR_ROLES = frozenset()
    tenant.user.set_password("a password of this test")
    tenant.user.save()
    caller = Caller(user=tenant.user, password="a password of this test").sign_in()
    return caller.tokens["access_token"]


def in_parallel(work):
    """The answers to MANY requests at once, each on a database connection of its own."""

    def once(number):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(once, range(MANY)))


def content(number):
    return files.nifti().ljust(SIZE - 1, b"\0") + bytes([number])


@pytest.mark.parametrize("quota", ["PERSON_QUOTA_BYTES", "ORGANISATION_QUOTA_BYTES"])
def test_parallel_uploads_stop_at_the_quota(settings, address, token, quota):
    setattr(settings, quota, QUOTA)

    def send(number):
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Disposition": f'attachment; filename="{number}.nii"',
        }
        answer = Client().post(
            address, content(number), content_type="application/octet-stream", headers=headers
        )
        return answer.status_code

    answers = in_parallel(send)
    assert set(answers) <= {201, 507}
    assert 1 <= answers.count(201) == Artifact.objects.count() <= QUOTA // SIZE
    assert not UploadReservation.objects.exists()


def test_parallel_resumable_uploads_stop_at_the_quota(settings, tenant, token):
    settings.PERSON_QUOTA_BYTES = QUOTA

    def begin(number):
        headers = {
            "Authorization": f"Bearer {token}",
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(SIZE),
            "Upload-Metadata": "filename eC5uaWk=",
        }
        return Client().post(f"/api/v1/cases/{tenant.case.pk}/uploads", headers=headers).status_code

    answers = in_parallel(begin)
    assert answers.count(201) == QUOTA // SIZE


def test_an_upload_of_unknown_size_reserves_as_it_grows(settings, tenant):
    settings.PERSON_QUOTA_BYTES = QUOTA
    first, second = (Reservation(by=tenant.user, case=tenant.case) for _ in range(2))
    first.cover(SIZE, most=2 * SIZE)
    assert UploadReservation.objects.get().size == 2 * SIZE
    second.cover(2 * SIZE, most=100 * SIZE)  # no room for a step more
    with pytest.raises(Exception) as refused:
        first.cover(3 * SIZE, most=100 * SIZE)
    assert type(refused.value).__name__ == "PersonQuotaUsed"
    second.release()
    first.cover(3 * SIZE, most=3 * SIZE)
    first.release()
    assert not UploadReservation.objects.exists()


def test_a_refused_upload_gives_back_what_it_reserved(settings, send):
    settings.PERSON_QUOTA_BYTES = QUOTA
    assert slug(send(("a.nii", b"no such content")))[0] == 415
    assert not UploadReservation.objects.exists()


def test_what_a_killed_server_reserved_counts_no_longer_and_is_swept(settings, tenant, send):
    settings.PERSON_QUOTA_BYTES = len(files.CSV)
    UploadReservation.objects.create(
        organisation=tenant.organisation, person=tenant.user, size=10**12,
        expires_at=timezone.now() - timedelta(seconds=1),
    )  # fmt: skip
    assert send(("a.csv", files.CSV)).status_code == 201
    sweeping.sweep()
    assert not UploadReservation.objects.exists()
