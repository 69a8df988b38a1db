"""Check of the database before it is migrated."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

EXACT = ("_bin", "_cs")
HINT = "CREATE DATABASE … CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"


def database_tells_case_apart(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **options: object,
) -> list[CheckMessage]:
    """Return an error when MySQL ignores case. Tokens, keys and checksums must be compared exactly."""
    if "default" not in (databases or ()) or connections["default"].vendor != "mysql":
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT @@collation_database")
        [collation] = cursor.fetchone()
    if collation.endswith(EXACT):
        return []
    return [Error(f"The database compares by {collation}.", hint=HINT, id="kit.E001")]
