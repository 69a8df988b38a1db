"""Stored bytes, and the artifacts that name them in a case."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.sealing import unseal_name
from jindan.server.patients.models import Case


class AddressKey(models.Model):
    """The sealed key of an organisation for the hashes by which its equal bytes are found."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=8)


class StoredObject(models.Model):
    """Stored bytes, once for each organisation however often they arrive.

    keyed_hash: HMAC-SHA-256 of the content's SHA-256 under the organisation's key, so that equal bytes of two
        organisations cannot be recognised as equal.
    path: place in the storage, of random digits and never of a name.
    sha256, size: of the content, in hexadecimal digits and in bytes.
    wrapped_key: the object's data key, sealed by the master key `key_id`.
    stored_at: when these bytes last arrived. An object that no artifact names is swept a day later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    keyed_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    wrapped_key = models.BinaryField()
    key_id = models.CharField(max_length=8, db_index=True)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "keyed_hash"], name="bytes_once_in_organisation"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_object_not_empty"),
        ]


class Artifact(models.Model):
    """Bytes of one case under one name. They are never changed.

    is_received: it came from a person or device, and was not computed here. A clerk sees only these.
    is_deidentified: no name is in it, because the analysis that wrote it says so. Whatever was received is an original
        and never is. Only those who may identify patients, and who sent or requested it, see an original.
    sealed_name: the file's name, for `queries.name_for` only. key_id: of the key that sealed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="artifacts")
    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="artifacts")
    sealed_name = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=8, db_index=True)
    media_type = models.CharField(max_length=100)
    is_received = models.BooleanField()
    is_deidentified = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="artifacts_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(media_type=""), name="artifact_has_type"),
            models.CheckConstraint(
                condition=Q(is_received=False) | Q(is_deidentified=False),
                name="received_is_original",
            ),
        ]

    @property
    def name(self) -> str:
        """The file's name, unsealed. It may name a patient. Raises UnknownKey, BrokenSeal."""
        return unseal_name(self.sealed_name, row=self.pk, organisation=self.case.organisation_id)

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, as hexadecimal digits."""
        return self.stored.sha256

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return self.stored.size


class ResumableUpload(models.Model):
    """A file that arrives in pieces over several requests (tus 1.0).

    length, offset: bytes of the whole file, and bytes stored so far. sha256: of the whole file, if the client stated
    it. artifact: created exactly when all bytes are stored. sealed_name, key_id: as in Artifact.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sealed_name = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=8, db_index=True)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(artifact=None, offset__lt=F("length"))
                | Q(artifact__isnull=False, offset=F("length")),
                name="upload_whole_is_artifact",
            )
        ]

    @property
    def name(self) -> str:
        """The file's name, unsealed. It may name a patient. Raises UnknownKey, BrokenSeal."""
        return unseal_name(self.sealed_name, row=self.pk, organisation=self.case.organisation_id)


class QuotaGate(models.Model):
    """The row of an organisation that is locked while bytes are reserved for it, one request after the other."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)


class UploadReservation(models.Model):
    """Bytes that a request is sending and that no artifact counts yet.

    size: what may still be stored, in bytes. expires_at: from then on it no longer counts, as its server was killed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    size = models.PositiveBigIntegerField()
    expires_at = models.DateTimeField(db_index=True)


class UploadPiece(models.Model):
    """Consecutive bytes of a resumable upload, encrypted under a key of their own.

    start, size: first byte of the upload, and number of bytes. The other columns are as in StoredObject.
    """

    upload = models.ForeignKey(ResumableUpload, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=100, unique=True)
    wrapped_key = models.BinaryField()
    key_id = models.CharField(max_length=8, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "start"], name="piece_once_in_upload")
        ]
