"""Webhook endpoints of organisations, the deliveries to them, and each attempt to send one."""

import uuid

from django.conf import settings
from django.db import models

from jindan.server.accounts.models import Organisation


class WebhookEvent(models.TextChoices):
    """The events of which an endpoint may be notified."""

    JOB_COMPLETED = "job.completed"
    JOB_FAILED = "job.failed"
    JOB_CANCELLED = "job.cancelled"


class Endpoint(models.Model):
    """An address of an organisation.

    events: those of which it is notified. sealed_secret: signs the messages. sealed_previous: signs them as well until
    `previous_until`, while the receiver changes over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    events = models.JSONField()
    is_enabled = models.BooleanField(default=True)
    sealed_secret = models.BinaryField(editable=False)
    sealed_previous = models.BinaryField(default=b"", editable=False)
    previous_until = models.DateTimeField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="endpoint_by_time")
        ]


class DeliveryState(models.TextChoices):
    """State of a delivery: waiting → delivered | failed. A replay sets it back to waiting."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Delivery(models.Model):
    """One message to one endpoint. It waits in the database until it is sent.

    message: the webhook-id, by which a receiver recognises a message that it had before. A replay has the same one.
    body: ids and kinds only. available_at: earliest time of sending. attempt: number of attempts so far.
    gives_up_after: number of attempts after which the delivery fails.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=64)
    event = models.CharField(max_length=32, choices=WebhookEvent.choices)
    body = models.TextField()
    state = models.CharField(
        max_length=16, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    gives_up_after = models.PositiveSmallIntegerField()
    available_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "message"], name="message_once_to_endpoint")
        ]
        indexes = [
            models.Index(fields=["state", "available_at"], name="delivery_waiting"),
            models.Index(fields=["endpoint", "-created_at", "-id"], name="delivery_by_time"),
        ]


class Sending(models.Model):
    """One attempt of a delivery.

    status: HTTP status of the answer, None without one. error: name of the error's class, or empty. seconds: duration.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="sendings")
    number = models.PositiveSmallIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=64, blank=True)
    seconds = models.FloatField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="sending_number_once")
        ]
