"""The database of an installation, with the options that give SQLite, PostgreSQL and MySQL the same guarantees."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url

with suppress(ImportError):  # the extra `mysql` is not installed where no MySQL is used
    import pymysql

SQLITE = "django.db.backends.sqlite3"
SQLITE_OPTIONS: dict[str, object] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
"""Readers run beside one writer, and writers wait for each other instead of failing halfway."""
MYSQL = "django.db.backends.mysql"
MYSQL_OPTIONS: dict[str, object] = {
    "charset": "utf8mb4",
    "isolation_level": "read committed",
    "init_command": "SET sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00'",
}
"""Values that do not fit are refused instead of cut off, and times are in UTC, as Django stores them."""


def database(url: str, *, home: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`, and of SQLite in `home` for an empty one."""
    configuration: dict[str, Any] = dict(
        dj_database_url.parse(
            url or f"sqlite:///{home / 'jindan.sqlite3'}", conn_max_age=60, conn_health_checks=True
        )
    )
    options = configuration.get("OPTIONS", {})
    if configuration["ENGINE"] == SQLITE:
        configuration["OPTIONS"] = SQLITE_OPTIONS | options
        # A file, so that tests wait for locks too.
        configuration["TEST"] = {"NAME": str(home / "test.sqlite3")}
    if configuration["ENGINE"] == MYSQL:
        pymysql.install_as_MySQLdb()  # the name under which Django looks for its driver
        configuration["OPTIONS"] = MYSQL_OPTIONS | options
        configuration["TEST"] = {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_bin"}
    return configuration
