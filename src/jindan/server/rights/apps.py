"""The rights of a patient."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The rights of a patient."""

    name = "jindan.server.rights"
