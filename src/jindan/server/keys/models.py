"""The key of each organisation, wrapped by the master key."""

import uuid

from django.db import models
from django.utils import timezone


class WrappedKey(models.Model):
    """One key of an organisation or of the installation. The highest generation of an owner seals, all of them open.

    key_id: 4 bytes as hexadecimal digits, which every value sealed under the key names. owner: the organisation's id,
    or INSTALLATION. It is no foreign key: accounts are above the keys. wrapped: the key, wrapped by the master key
    `master`. commitment: by which an unwrapped key is recognised as the one that was wrapped. destroyed_at: when the
    owner's keys were destroyed. The row then holds no key and keeps a new one from taking its place.
    """

    key_id = models.CharField(max_length=8, primary_key=True)
    owner = models.UUIDField()
    generation = models.PositiveIntegerField()
    wrapped = models.BinaryField(default=b"")
    master = models.CharField(max_length=255, blank=True)
    commitment = models.BinaryField(default=b"")
    created_at = models.DateTimeField(default=timezone.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "generation"], name="key_generation_once")
        ]

    @property
    def context(self) -> bytes:
        """What the wrapping is bound to: another owner's row does not open with it."""
        return f"keys.wrapped-key:{self.owner}:{self.key_id}".encode()

    @property
    def owner_id(self) -> uuid.UUID:
        """The owner's id as a value."""
        return uuid.UUID(str(self.owner))
