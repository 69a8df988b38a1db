"""Notices to a person: what happened, and where to look."""

from django.conf import settings
from django.db import models


class Notification(models.Model):
    """One notice. It names no patient.

    subject: names the message `notice-<subject>` of the catalogue. link: API path to look at.
    """

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    subject = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    link = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to", "-created_at", "-id"], name="notifications_of_person")
        ]
