"""Search: fill the index again from the rows themselves. Twice is once; readers can search meanwhile."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, models, transaction
from django.utils.module_loading import import_string

from search.choices import Kind
from search.engines import engine
from search.index import BATCH, Entry, forget, put
from search.models import SearchEntry


class Command(BaseCommand):
    help = "検索の索引を、もとのデータから作り直します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", choices=Kind.values, help="この種類だけを作り直します。")
        parser.add_argument(
            "--fresh", action="store_true", help="索引を空にしてから作ります（索引が壊れたとき、版が変わったとき）。"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["kind"]] if options["kind"] else list(Kind.values)
        if options["fresh"]:
            throw_away()
        last = SearchEntry.objects.order_by("id").values_list("id", flat=True).last() or 0
        seen: dict[str, set[int]] = {kind: set() for kind in kinds}
        for entries in all_entries():
            wanted = [entry for entry in entries if entry.kind in seen]
            put(wanted)
            for entry in wanted:
                seen[entry.kind].add(entry.object_id)
        for kind, object_ids in seen.items():
            gone = forget_all_but(kind, object_ids, last)
            self.stdout.write(f"{Kind(kind).label}：{len(object_ids):,}件（消したもの {gone:,}件）")


@transaction.atomic
def throw_away() -> None:
    """Both the rows and what the engine holds, for an index that can no longer be trusted."""
    engine().empty()
    SearchEntry.objects.all().delete()


def all_entries() -> Iterator[list[Entry]]:
    """What the classes of settings.SEARCHABLE have to say, a batch at a time, each inside its own transaction."""
    for name in settings.SEARCHABLE:
        model = import_string(name)
        find_rows = getattr(model, "for_search", None) or model.objects.for_search
        last: Any = None
        while True:
            with transaction.atomic():
                rows = next_rows(model, find_rows(), last)
                yield [entry for row in rows for entry in row.search_entries()]
            if len(rows) < BATCH:
                break
            last = rows[-1].pk


def next_rows(model: type[models.Model], rows: models.QuerySet[Any], last: Any) -> list[Any]:
    """The next batch by primary key. The rows are locked before they are read, so that no edit slips in between
    reading a row and indexing it; a lock on the plain table works whatever the queryset joins."""
    after = rows if last is None else rows.filter(pk__gt=last)
    keys = list(after.order_by("pk").values_list("pk", flat=True).distinct()[:BATCH])
    if connection.features.has_select_for_update:
        list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return list(rows.filter(pk__in=keys).order_by("pk"))


def forget_all_but(kind: str, object_ids: set[int], last: int) -> int:
    """Drop rows whose source is gone. Rows put after this run began (id over `last`) are not its business."""
    stored = SearchEntry.objects.filter(kind=kind, pk__lte=last).values_list("object_id", flat=True)
    gone = [object_id for object_id in stored.iterator() if object_id not in object_ids]
    forget(kind, gone)
    return len(gone)
