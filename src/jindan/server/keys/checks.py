"""Check before the server starts: the master key opens the keys of the organisations."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections

from jindan.problems import Problem
from jindan.server.keys.errors import KeyringError, KeyServiceAway
from jindan.server.keys.masters import keyring
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import unwrapped

HINT = "Restore the keyring file (setting KEYRING) from its backup; let no new one take its place."
WAY = "See docs/how-to/rotate-keys.md: the master key, its access rights and its settings."


def master_key_opens_keys(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **options: object,
) -> list[CheckMessage]:
    """Return what is wrong with the master key: an error, or a warning where its service is away for now.

    One key is opened for each master key that wrapped some, which a key service notices as one call each.
    """
    if "default" not in (databases or ()):
        return []
    try:
        if keyring.exists():
            keyring.load()
        for row in _one_of_each_master():
            unwrapped(row)
    except KeyServiceAway as problem:
        return [Warning(str(problem), hint=WAY, id="keys.W001")]
    except Problem as problem:
        return [Error(str(problem), hint=WAY, id="keys.E002")]
    except KeyringError as error:
        return [Error(str(type(error).__doc__), hint=HINT, id="keys.E001")]
    return []


def _one_of_each_master() -> list[WrappedKey]:
    table = WrappedKey._meta.db_table
    if table not in connections["default"].introspection.table_names():
        return []  # this check also runs at `migrate`, before any table
    rows = WrappedKey.objects.filter(destroyed_at=None).order_by("pk")
    return list({row.master: row for row in rows}.values())
