"""Organisations, their users, and who is signed in."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from jindan.server.kit.checks import database_tells_case_apart


class AccountsConfig(AppConfig):
    """The slice, as Django knows it."""

    name = "jindan.server.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the database looked at before it is migrated."""
        register(database_tells_case_apart, Tags.database)
