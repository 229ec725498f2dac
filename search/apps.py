"""Search: the app entry, and what happens to SQLite's index when somebody flushes the database."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "検索"

    def ready(self) -> None:
        post_migrate.connect(follow_flush, sender=self)


def follow_flush(sender: AppConfig, using: str, **_: Any) -> None:
    """`manage.py flush` empties the rows and lets their ids begin again, but does not know the virtual table: its old
    tokens would then answer for new rows. It ends, like `migrate`, with this signal."""
    connection = connections[using]
    if connection.vendor != "sqlite" or "search_fts" not in connection.introspection.table_names():
        return
    if not sender.get_model("SearchEntry")._base_manager.using(using).exists():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
