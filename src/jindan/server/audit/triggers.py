"""The database's own promise that audit events stay as they were written."""

from django.db.backends.base.base import BaseDatabaseWrapper

from jindan.server.audit.models import AuditEvent

TABLE = AuditEvent._meta.db_table
REFUSAL = "audit events are never changed"

STATEMENTS = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS audit_no_{act} BEFORE {act} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for act in ("update", "delete")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    ],
    "mysql": [
        f"CREATE TRIGGER IF NOT EXISTS audit_no_{act} BEFORE {act} ON {TABLE} "
        f"FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{REFUSAL}'"
        for act in ("update", "delete")
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse UPDATE and DELETE of audit events; run by a migration, and harmless when run again.

    Raises KeyError for a database other than SQLite, PostgreSQL and MySQL/MariaDB.
    """
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)
