"""Django's entry to the slice."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from jindan.server.kit.checks import database_tells_case_apart


class AccountsConfig(AppConfig):
    """Organisations, their users and their sign-ins."""

    name = "jindan.server.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the database before it is migrated."""
        register(database_tells_case_apart, Tags.database)
