"""Check before the server starts: the keyring opens the files that the database names."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.storage.objects import wrapping_context
from jindan.server.artifacts.storage.rotation import key_ids_of_bytes
from jindan.server.keys import services as keys
from jindan.server.keys.errors import KeyringError
from jindan.server.keys.masters import keyring
from jindan.server.keys.models import WrappedKey

HINT = "Restore the keyring file (setting KEYRING) from its backup; let no new one take its place."


def keyring_opens_objects(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **options: object,
) -> list[CheckMessage]:
    """Return an error when the keyring is exposed, damaged, or not the one that sealed the objects."""
    if not _is_migrated(databases):
        return []
    in_use = key_ids_of_bytes()
    try:
        lacking = keys.lacking(in_use)
        _open_one_of_each_master(in_use)
    except KeyringError as error:
        return [Error(f"{type(error).__doc__}", hint=HINT, id="artifacts.E001")]
    text = f"Keys that stored files need are missing: {', '.join(sorted(lacking))}"
    return [Error(text, hint=HINT, id="artifacts.E002")] if lacking else []


def _open_one_of_each_master(in_use: frozenset[str]) -> None:
    """Unseal one data key of each master key that seals some itself, as all did before organisations had keys.

    A key may have the right id and still be another one. Raises BrokenSeal, and the errors of the keyring.
    """
    masters = {key_id.hex() for key_id in keyring.load().keys} if keyring.exists() else set()
    for key_id in in_use & masters:
        stored = StoredObject.objects.filter(key_id=key_id).first()
        if stored is not None:
            keyring.open_direct(bytes(stored.wrapped_key), context=wrapping_context(stored.path))


def _is_migrated(databases: Sequence[str] | None) -> bool:
    """Return whether the tables are there. This check also runs at `migrate`, before any table or newer column."""
    if "default" not in (databases or ()):
        return False
    tables = {StoredObject._meta.db_table, WrappedKey._meta.db_table}
    return tables <= set(connections["default"].introspection.table_names())
