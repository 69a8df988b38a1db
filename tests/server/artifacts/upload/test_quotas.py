"""A person and an organisation store as much as they may, and are told when it would be more."""

import phantoms_files as files
from jindan.server.artifacts.models import Artifact, StoredObject
from outcomes import slug
from tus_sender import CONTENT, Sender


def test_a_person_is_stopped_at_the_limit_and_another_is_not(
    send, settings, tenant, client_of, address
):
    settings.PERSON_QUOTA_BYTES = len(files.CSV) + len(files.PNG) - 1
    assert send(("a.csv", files.CSV)).status_code == 201
    assert slug(send(("b.png", files.PNG))) == (507, "person-quota-used")
    assert Artifact.objects.count() == StoredObject.objects.count() == 1
    colleague = client_of(tenant.colleague("clinician"))
    sent = colleague.post(
        address,
        files.PNG,
        content_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="b.png"'},
    )
    assert sent.status_code == 201


def test_files_of_one_request_count_together(send, settings, nothing_stored):
    settings.PERSON_QUOTA_BYTES = len(files.CSV) + len(files.PNG) - 1
    assert slug(send(("a.csv", files.CSV), ("b.png", files.PNG))) == (507, "person-quota-used")
    assert nothing_stored()


def test_a_resumable_upload_counts_from_its_beginning(sender, settings, tenant, client_of):
    settings.ORGANISATION_QUOTA_BYTES = 2 * len(CONTENT) - 1
    address = sender.begun()
    other = Sender(client_of(tenant.colleague("clinician")), tenant.case)
    assert slug(other.begin(len(CONTENT))) == (507, "organisation-quota-used")
    assert sender.patch(address, CONTENT, at=0).status_code == 204


def test_another_organisation_has_room_of_its_own(send, settings, stranger, client_of):
    settings.ORGANISATION_QUOTA_BYTES = len(CONTENT)
    assert send(("scan.nii", CONTENT)).status_code == 201
    assert slug(send(("a.csv", files.CSV))) == (507, "organisation-quota-used")
    assert Sender(client_of(stranger.user), stranger.case).begin(len(CONTENT)).status_code == 201
