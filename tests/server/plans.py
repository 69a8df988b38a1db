"""How a database would read a list: what is wrong with the plan of a query, in the words of each database."""

import json

from django.db import connection


def count_rows():
    """Let the planner know the tables as they are now, where the database counts them by itself from time to time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
        if connection.vendor == "mysql":
            tables = connection.introspection.table_names(cursor)
            cursor.execute(f"ANALYZE TABLE {', '.join(tables)}")
            cursor.fetchall()


def faults(query, *, table, is_late):
    """The steps of the plan that read the whole table, or sort, or (`is_late`) read all earlier pages again."""
    return {"sqlite": _of_sqlite, "postgresql": _of_postgres, "mysql": _of_mariadb}[
        connection.vendor
    ](query, table=table, is_late=is_late)


def _rows(explained):
    with connection.cursor() as cursor:
        cursor.execute(explained)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _of_sqlite(query, *, table, is_late):
    steps = [row["detail"] for row in _rows(f"EXPLAIN QUERY PLAN {query}")]
    [reading] = [step for step in steps if step.split()[1] == table]
    is_range = reading.startswith("SEARCH") and (not is_late or "<?" in reading)
    sorting = [step for step in steps if "ORDER BY" in step]
    return sorting if is_range else [reading, *sorting]


def _of_postgres(query, *, table, is_late):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
        [explained] = cursor.fetchone()
    plan = json.loads(explained) if isinstance(explained, str) else explained
    steps = list(_below(plan[0]["Plan"]))
    [reading] = [step for step in steps if step.get("Alias") == table]
    condition = reading.get("Index Cond", "")
    is_range = condition and (not is_late or " <" in condition)
    sorting = [step for step in steps if "Sort" in step["Node Type"]]
    return sorting if is_range else [reading, *sorting]


def _below(step):
    yield step
    for inner in step.get("Plans", []):
        yield from _below(inner)


def _of_mariadb(query, *, table, is_late):
    steps = _rows(f"EXPLAIN {query}")
    [reading] = [step for step in steps if step["table"] == table]
    is_range = reading["type"] in ({"range"} if is_late else {"range", "ref", "const", "eq_ref"})
    sorting = [s for s in steps if "filesort" in s["Extra"] or "temporary" in s["Extra"]]
    return sorting if is_range else [reading, *sorting]
