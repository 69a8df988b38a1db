"""Django's entry to the slice."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail."""

    name = "jindan.server.audit"
    default_auto_field = "django.db.models.BigAutoField"
