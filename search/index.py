"""Search: the row that a room hands over, and how it is put into the index and taken out again."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from itertools import batched

from django.db import transaction
from django.db.models import Q

from search.choices import Kind, Reach
from search.engines import Old, engine
from search.models import UNDATED, SearchEntry
from search.text import TOK_VERSION, norm, storable

BATCH = 500
LONGEST_BODY = 100_000  # characters; PostgreSQL takes a vector of at most 1 MB. Rooms cut long documents smaller anyway
COMPARED = ["code", "parent", "title", "body", "norm", "date", "reach", "owner", "released", "tok_version"]


@dataclass(frozen=True)
class Entry:
    """What a room says about one of its rows.

    `title` and `body` are the text as written; snippets are cut from `body`. `reach`, `owner` (official code of the
    municipality, or "") and `released` (a need open to firms) are the effective values after all parents had their
    say: `accounts.visibility` builds its rule over them. `parent` is the code of what the row belongs to (a meeting).
    """

    kind: str
    object_id: int
    code: str
    title: str
    body: str
    date: datetime.date | None
    reach: str
    owner: str = ""
    released: bool = False
    parent: str = ""


def put(entries: Iterable[Entry]) -> None:
    """Insert or update, inside the caller's transaction. Unchanged rows cost one read; of equal keys the last wins.

    Refuses an unknown kind or reach with ValueError. A change of a parent's visibility must put its children again.
    """
    for batch in batched(entries, BATCH):
        put_batch({(entry.kind, entry.object_id): row_of(entry) for entry in batch})


def forget(kind: str, object_ids: Collection[int]) -> None:
    """Take rows out, inside the caller's transaction; ids that are not there are no error."""
    for batch in batched(sorted(object_ids), BATCH):
        with transaction.atomic():
            rows = list(SearchEntry.objects.select_for_update().filter(kind=kind, object_id__in=batch))
            drop(rows)


def forget_under(parent: str) -> None:
    """Take out all that belongs to the row with this code, of whatever room: it is read no longer."""
    with transaction.atomic():
        drop(list(SearchEntry.objects.select_for_update().filter(parent=parent)))


def row_of(entry: Entry) -> SearchEntry:
    """The entry as an unsaved row: text made storable and folded; the folded title is one line, the body follows."""
    given = {field.name: getattr(entry, field.name) for field in fields(entry)}
    title, body = storable(entry.title), storable(entry.body)[:LONGEST_BODY]
    given |= {
        "kind": Kind(entry.kind).value,
        "reach": Reach(entry.reach).value,
        "title": title,
        "body": body,
        "date": entry.date or UNDATED,
        "norm": " ".join(norm(title).split("\n")) + "\n" + norm(body),
        "tok_version": TOK_VERSION,
    }
    return SearchEntry(**given)


@transaction.atomic
def put_batch(rows: dict[tuple[str, int], SearchEntry]) -> None:
    """Locks what is stored, saves what differs, and tells the engine what it looked like before."""
    stored = {(row.kind, row.object_id): row for row in stored_rows(rows)}
    drop([row for row in stored.values() if row.tok_version != TOK_VERSION])
    known = {key: row for key, row in stored.items() if row.tok_version == TOK_VERSION}
    changed = {key: row for key, row in sorted(rows.items()) if key not in known or differ(row, known[key])}
    if not changed:
        return
    saved = SearchEntry.objects.bulk_create(
        changed.values(),
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=COMPARED,
    )
    engine().write(saved, [old_of(known[key]) for key in changed if key in known])


def stored_rows(keys: Iterable[tuple[str, int]]) -> list[SearchEntry]:
    """The stored rows with these kinds and object ids, locked always in one order, so that two writers never wait
    for each other."""
    by_kind: dict[str, list[int]] = {}
    for kind, object_id in keys:
        by_kind.setdefault(kind, []).append(object_id)
    wanted = Q(pk__in=[])
    for kind, object_ids in by_kind.items():
        wanted |= Q(kind=kind, object_id__in=object_ids)
    return list(SearchEntry.objects.select_for_update().filter(wanted).order_by("kind", "object_id"))


def drop(rows: Collection[SearchEntry]) -> None:
    """Delete rows. One of another TOK_VERSION leaves tokens behind that no row answers to: no search shows them."""
    if rows:
        engine().erase([old_of(row) for row in rows if row.tok_version == TOK_VERSION])
        SearchEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()


def differ(row: SearchEntry, stored: SearchEntry) -> bool:
    """Whether anything that is searched or shown has changed."""
    return any(getattr(row, name) != getattr(stored, name) for name in COMPARED)


def old_of(row: SearchEntry) -> Old:
    """What an engine must know of a row to take its tokens out again."""
    return row.pk, row.kind, row.norm
