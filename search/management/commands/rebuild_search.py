"""Search: fill the index again from the rows themselves. Twice is once; readers can search meanwhile."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, models, transaction
from django.utils.module_loading import import_string

from search.choices import Kind
from search.engines import engine
from search.index import BATCH, forget, put
from search.models import SearchEntry


class Command(BaseCommand):
    help = "検索の索引を、もとのデータから作り直します。"

    def add_arguments(self, parser: CommandParser) -> None:
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--kind", choices=Kind.values, help="この種類だけを作り直します。")
        either.add_argument(
            "--fresh", action="store_true", help="索引を空にしてから作ります（壊れたとき、切り方の版が変わったとき）。"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["kind"]] if options["kind"] else Kind.values
        seen: dict[str, set[int]] = {kind: set() for kind in kinds}
        if options["fresh"]:
            throw_away()
        last = SearchEntry.objects.order_by("id").values_list("id", flat=True).last() or 0
        for name in settings.SEARCHABLE:
            index_all(import_string(name), seen)
        for kind, object_ids in seen.items():
            gone = forget_all_but(kind, object_ids, last)
            self.stdout.write(f"{Kind(kind).label}：{len(object_ids):,}件（消したもの {gone:,}件）")


@transaction.atomic
def throw_away() -> None:
    """Both the rows and what the engine holds, for an index that can no longer be trusted."""
    engine().empty()
    SearchEntry.objects.all().delete()


def index_all(model: Any, seen: dict[str, set[int]]) -> None:
    """Index what the rows of one class say, a transaction for each batch, and note their ids under their kind."""
    rows = (getattr(model, "for_search", None) or model.objects.for_search)()
    batch = next_batch(model, rows, None, seen)
    while batch:
        batch = next_batch(model, rows, batch[-1], seen)


@transaction.atomic
def next_batch(model: Any, rows: models.QuerySet[Any], last: Any, seen: dict[str, set[int]]) -> list[Any]:
    """Index the next rows by primary key and return their keys.

    The rows are locked before they are read, so that no edit slips in between reading a row and indexing it; a lock on
    the plain table works whatever the queryset joins.
    """
    after = rows if last is None else rows.filter(pk__gt=last)
    keys = list(after.order_by("pk").values_list("pk", flat=True).distinct()[:BATCH])
    if connection.features.has_select_for_update:
        list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    entries = [entry for row in rows.filter(pk__in=keys).order_by("pk") for entry in row.search_entries()]
    wanted = [entry for entry in entries if entry.kind in seen]
    put(wanted)
    for entry in wanted:
        seen[entry.kind].add(entry.object_id)
    return keys


def forget_all_but(kind: str, object_ids: set[int], last: int) -> int:
    """Drop rows whose source is gone. Rows put after this run began (id over `last`) are not its business."""
    stored = SearchEntry.objects.filter(kind=kind, pk__lte=last).values_list("object_id", flat=True)
    gone = [object_id for object_id in stored.iterator() if object_id not in object_ids]
    forget(kind, gone)
    return len(gone)
