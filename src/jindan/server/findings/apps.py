"""What was found about the patient of a case."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """The slice, as Django knows it."""

    name = "jindan.server.findings"
    default_auto_field = "django.db.models.BigAutoField"
