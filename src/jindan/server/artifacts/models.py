"""Stored bytes, and the names by which a case knows them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.patients.models import Case


class AddressKey(models.Model):
    """An organisation's own key of the hashes by which it finds equal bytes, sealed."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=8)


class StoredObject(models.Model):
    """Bytes in the store, once for each organisation however often they came.

    keyed_hash: HMAC-SHA-256 of the content's SHA-256 under the organisation's key, so that equal
        bytes of two organisations cannot be told as equal.
    path: place in the store; made of random digits, never of a name.
    sha256, size: of the content.
    wrapped_key: the object's data key, sealed by the master key `key_id`.
    kept_at: when these bytes last came; an object that no artifact names is swept a day later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    keyed_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    wrapped_key = models.BinaryField()
    key_id = models.CharField(max_length=8, db_index=True)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "keyed_hash"], name="bytes_once_in_organisation"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_object_not_empty"),
        ]


class Artifact(models.Model):
    """Bytes of one case under one name. Never changed.

    is_received: came from a person or device, rather than computed here; a clerk sees only these.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="artifacts")
    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="artifacts")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    is_received = models.BooleanField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="artifacts_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(media_type=""), name="artifact_named")
        ]

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, as hexadecimal digits."""
        return self.stored.sha256

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return self.stored.size


class ResumableUpload(models.Model):
    """A file that comes in pieces over as many requests as it needs (tus 1.0).

    offset: bytes that are kept for certain. sha256: of the whole, if the client stated it.
    artifact: what became of it; it is there exactly when all bytes are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
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


class UploadPiece(models.Model):
    """Some bytes of a resumable upload, encrypted under a key of their own until the whole is.

    start, size: the bytes of the upload that it holds. The rest is as in StoredObject.
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
