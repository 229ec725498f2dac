"""Search: each engine's own index beside the common rows."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE search_fts USING fts5(title, body, facet, content='', tokenize='ascii')"]
POSTGRESQL = [
    "ALTER TABLE search_searchentry ADD COLUMN tsv tsvector",
    "ALTER TABLE search_searchentry ALTER COLUMN norm SET STORAGE MAIN, ALTER COLUMN tsv SET STATISTICS 2000",
    # updates must not leave work behind that a later reader pays for: fastupdate off
    "CREATE INDEX search_entry_tsv ON search_searchentry USING gin (tsv) WITH (fastupdate = off)",
]
HAS_LZ4 = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
BACK = {
    "sqlite": ["DROP TABLE search_fts"],
    "postgresql": ["DROP INDEX search_entry_tsv", "ALTER TABLE search_searchentry DROP COLUMN tsv"],
}


def forwards(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(HAS_LZ4)
            if cursor.fetchone()[0]:
                cursor.execute("ALTER TABLE search_searchentry ALTER COLUMN tsv SET COMPRESSION lz4")


def backwards(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in BACK[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
