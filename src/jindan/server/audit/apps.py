"""Who did what to what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The slice, as Django knows it."""

    name = "jindan.server.audit"
    default_auto_field = "django.db.models.BigAutoField"
