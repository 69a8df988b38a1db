"""The database of an installation, with the options that make SQLite, PostgreSQL and MySQL keep the same promises."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url

with suppress(ImportError):  # the extra `mysql` is not installed where no MySQL is used
    import pymysql

SQLITE = "django.db.backends.sqlite3"
MYSQL = "django.db.backends.mysql"


def database(url: str, *, home: Path) -> dict[str, Any]:
    """Django's settings of the database at `url`; SQLite in `home` where it is empty."""
    found: dict[str, Any] = dict(
        dj_database_url.parse(
            url or f"sqlite:///{home / 'jindan.sqlite3'}", conn_max_age=60, conn_health_checks=True
        )
    )
    given = found.get("OPTIONS", {})
    if found["ENGINE"] == SQLITE:
        found["OPTIONS"] = _sqlite_options() | given
        found["TEST"] = {
            "NAME": str(home / "test.sqlite3")
        }  # a file, so that tests wait for locks too
    if found["ENGINE"] == MYSQL:
        pymysql.install_as_MySQLdb()  # the name under which Django looks for its driver
        found["OPTIONS"] = _mysql_options() | given
        found["TEST"] = {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_bin"}
    return found


def _sqlite_options() -> dict[str, object]:
    """Readers beside one writer, and writers that wait for each other instead of failing halfway."""
    return {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }


def _mysql_options() -> dict[str, object]:
    """Refuse what does not fit instead of cutting it off; tell the time in UTC, as Django stores it."""
    return {
        "charset": "utf8mb4",
        "isolation_level": "read committed",
        "init_command": "SET sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00'",
    }
