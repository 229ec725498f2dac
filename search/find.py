"""Search: the one box. Words in, at most a page of hits out, with counts that end at 1,000.

What the reader may see is part of every query here, counts and suggestions included: nothing is filtered afterwards.
"""

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.utils.safestring import SafeString

from search import synonyms
from search.choices import Kind
from search.engines import engine
from search.models import UNDATED, SearchEntry
from search.parse import ParsedQuery, parse
from search.rank import scorer
from search.snippet import snippet
from search.text import LATIN, highlight, norm

MANY = 1000  # counts end here
NEWEST, TITLED, FEW = 100, 50, 20  # what a first page is chosen from when hits are many; at least FEW of the newest
RANKED = 4000  # characters of a row that ranking reads
SUGGESTIONS_TRIED = 5
NOTHING_ASKED = "探す言葉を入れてください。例：見守り"


@dataclass(frozen=True)
class Hit:
    """One found row. `title_marked` and `snippet` are safe HTML with <mark>; the rest is plain."""

    kind: str
    object_id: int
    code: str
    parent: str
    title: str
    title_marked: SafeString
    snippet: SafeString
    date: datetime.date | None


@dataclass(frozen=True)
class Found:
    """An answer. A total or a count of a kind that reached 1,000 means "1,000 or more"."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    total_is_exact: bool = True
    per_kind: dict[str, int] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    suggestion: str = ""
    notice: str = ""
    page: int = 1
    pages: int = 1

    @property
    def total_text(self) -> str:
        return f"{self.total:,}件" if self.total_is_exact else f"{MANY:,}件以上"


def find(text: str, *, allowed: Q, kinds: Sequence[str] = (), page_size: int = 20, page: int = 1) -> Found:
    """Rows that meet every word of `text` and that `allowed` (a rule over SearchEntry's columns) lets through.

    `kinds` narrows hits and total, not `per_kind`, which the page shows as tabs. Up to 1,000 hits all are ranked;
    above, the ranked part is the newest 100 and 50 with a word in the title, and the rest follows by date.
    """
    table = synonyms.table()
    query = parse(text, table)
    if not query.words:
        return Found(notice=query.notice or NOTHING_ASKED)
    visible = SearchEntry.objects.filter(allowed)
    per_kind, matching = counts(visible, query)
    chosen = [kind for kind in Kind.values if not kinds or kind in kinds]
    total = min(sum(per_kind[kind] for kind in chosen), MANY)
    is_exact = all(per_kind[kind] < MANY for kind in chosen) and sum(per_kind[kind] for kind in chosen) <= MANY
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    if matching:
        ids = ranked(visible, [pk for pk, kind in matching if kind in chosen], query)
    else:
        ids = order(visible, query, chosen, is_exact=is_exact, needed=page * page_size) if total else []
    return Found(
        hits=hits(visible, ids[(page - 1) * page_size : page * page_size], query),
        total=total,
        total_is_exact=is_exact,
        per_kind=per_kind,
        used=query.used,
        suggestion="" if any(per_kind.values()) else suggestion(visible, query, list(table)),
        notice=query.notice,
        page=page,
        pages=pages,
    )


def matching_ids(text: str, *, kind: str) -> QuerySet[SearchEntry, Any]:
    """Object ids of one kind whose row meets every word, as a subquery for `.filter(pk__in=…)`.

    It knows no visibility: use it only inside a queryset that began with `visible_to`. Nothing to search for finds
    nothing.
    """
    query = parse(text, synonyms.table())
    entries = SearchEntry.objects.filter(kind=kind)
    if not query.words or kind not in Kind.values:
        return entries.none().values("object_id")
    return entries.filter(engine().match(query, kinds=[kind])).values("object_id")


def counts(visible: QuerySet[SearchEntry], query: ParsedQuery) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Hits of each kind, up to MANY; and, if all together are no more than that, each hit's id and kind.

    One query where hits are few, else one more for each kind.
    """
    matching = list(visible.filter(engine().match(query)).values_list("id", "kind")[: MANY + 1])
    if len(matching) <= MANY:
        found = Counter(kind for _, kind in matching)
        return {kind: found[kind] for kind in Kind.values}, matching
    found = Counter()
    for kind in Kind.values:
        found[kind] = visible.filter(engine().match(query, kinds=[kind]), kind=kind)[:MANY].count()
    return dict(found), []


def order(
    visible: QuerySet[SearchEntry], query: ParsedQuery, kinds: list[str], *, is_exact: bool, needed: int
) -> list[int]:
    """Ids in the order shown, at least as many as `needed` if there are so many."""
    of_kind = visible.filter(kind__in=kinds)
    if is_exact:
        ids = of_kind.filter(engine().match(query, kinds=kinds)).values_list("id", flat=True)[:MANY]
        return ranked(visible, list(ids), query)
    newest = engine().newest(visible, query, kinds=kinds, limit=NEWEST, enough=FEW)
    titled = of_kind.filter(engine().match(query, kinds=kinds, in_title=True)).values_list("id", flat=True)[:TITLED]
    first = ranked(visible, [*{*newest, *titled}], query)
    if needed <= len(first):
        return first
    return list(dict.fromkeys([*first, *engine().newest(visible, query, kinds=kinds, limit=MANY, enough=MANY)]))


def ranked(visible: QuerySet[SearchEntry], ids: list[int], query: ParsedQuery) -> list[int]:
    """Best first; equal ones newest first. The rule stands here and in `hits` once more: a row may close meanwhile."""
    score = scorer(query)
    rows = visible.filter(pk__in=ids).values_list("id", "date", Substr("norm", 1, RANKED))
    best = sorted(((score(text), date, pk) for pk, date, text in rows), reverse=True)
    return [pk for _, _, pk in best]


def hits(visible: QuerySet[SearchEntry], ids: list[int], query: ParsedQuery) -> list[Hit]:
    rows = visible.in_bulk(ids)
    return [hit(rows[pk], query) for pk in ids if pk in rows]


def hit(row: SearchEntry, query: ParsedQuery) -> Hit:
    return Hit(
        kind=row.kind,
        object_id=row.object_id,
        code=row.code,
        parent=row.parent,
        title=row.title,
        title_marked=highlight(row.title, query.spellings, query.years),
        snippet=snippet(row.body, query.spellings, query.years),
        date=None if row.date == UNDATED else row.date,
    )


def suggestion(visible: QuerySet[SearchEntry], query: ParsedQuery, known: list[str]) -> str:
    """Another search that does find something the reader may see, or ""; offered, never done unasked."""
    for other, _ in zip(others(query, known), range(SUGGESTIONS_TRIED), strict=False):
        parsed = parse(other, {})
        if parsed.words and visible.filter(engine().match(parsed)).exists():
            return other
    return ""


def others(query: ParsedQuery, known: list[str]) -> Iterator[str]:
    """Searches near the one asked: a word in its parts, a known word that looks alike, one word fewer."""
    words = [word.spellings[0].text for word in query.words]
    parts = re.findall(f"[ァ-ヺー]+|[{LATIN}]+|[^ァ-ヺー{LATIN} ]+", " ".join(words))
    if len(parts) > len(words) and min(map(len, parts)) > 1:
        yield " ".join(parts)
    folded = {norm(word.strip()): word.strip() for word in known}
    for word in words:
        yield from (folded[near] for near in difflib.get_close_matches(word, folded, n=2, cutoff=0.6) if near != word)
    if len(words) > 1:
        yield from (" ".join(words[:skip] + words[skip + 1 :]) for skip in reversed(range(len(words))))
