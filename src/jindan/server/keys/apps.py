"""Django's entry to the keys."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class KeysConfig(AppConfig):
    """The keys of organisations, wrapped by a master key."""

    name = "jindan.server.keys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the master key whenever the database is checked."""
        from jindan.server.keys.checks import (  # noqa: PLC0415 - models load before this
            master_key_opens_keys,
        )

        register(master_key_opens_keys, Tags.database)
