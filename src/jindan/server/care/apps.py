"""Care relations and emergency access."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Care relations and emergency access."""

    name = "jindan.server.care"
