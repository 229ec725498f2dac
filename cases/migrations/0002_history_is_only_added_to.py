"""Rooms, cases: the database itself refuses to change the history of a rollout.

UPDATE is refused on both engines. DELETE is refused on PostgreSQL only: there a flush empties tables by TRUNCATE,
which row triggers let pass; SQLite knows no TRUNCATE, so a trigger would also stop `manage.py flush`.
"""

from django.db import migrations

SENTENCE = "The history of a rollout is only ever added to."
SQLITE = f"""
CREATE TRIGGER cases_rolloutevent_fixed BEFORE UPDATE ON cases_rolloutevent
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
POSTGRES = f"""
CREATE FUNCTION cases_history_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$;
CREATE TRIGGER cases_rolloutevent_fixed BEFORE UPDATE OR DELETE ON cases_rolloutevent
FOR EACH ROW EXECUTE FUNCTION cases_history_is_fixed()
"""
UNDO_POSTGRES = """
DROP TRIGGER cases_rolloutevent_fixed ON cases_rolloutevent;
DROP FUNCTION cases_history_is_fixed()
"""


def guard(apps, schema_editor):
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE, params=None)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(UNDO_POSTGRES if postgres else "DROP TRIGGER cases_rolloutevent_fixed", params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
