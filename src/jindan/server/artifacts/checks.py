"""What is looked at before the server starts: that the keyring opens what the database holds."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.objects import wrapping_context
from jindan.server.artifacts.rotation import key_ids_in_use
from jindan.server.kit import keyring

HINT = "Restore the keyring file (setting KEYRING) from its backup; let no new one take its place."


def keyring_opens_objects(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **options: object,
) -> list[CheckMessage]:
    """Errors when the keyring is exposed, damaged, or not the one that sealed the objects."""
    try:
        held = {key_id.hex() for key_id in keyring.load().keys}
        if not _is_migrated(databases):
            return []
        lacking = key_ids_in_use() - held
        _open_one_of_each_key(lacking)
    except keyring.KeyringError as error:
        return [Error(f"{type(error).__doc__}", hint=HINT, id="artifacts.E001")]
    text = f"The keyring lacks master keys that stored files need: {', '.join(sorted(lacking))}"
    return [Error(text, hint=HINT, id="artifacts.E002")] if lacking else []


def _open_one_of_each_key(lacking: frozenset[str]) -> None:
    """A key may bear the right id and still be another."""
    for key_id in key_ids_in_use() - lacking:
        stored = StoredObject.objects.filter(key_id=key_id).first()
        if stored is not None:
            keyring.unseal(bytes(stored.wrapped_key), context=wrapping_context(stored.path))


def _is_migrated(databases: Sequence[str] | None) -> bool:
    """Such checks run with `check --database default`, and at `migrate` before any table."""
    if "default" not in (databases or ()):
        return False
    return StoredObject._meta.db_table in connections["default"].introspection.table_names()
