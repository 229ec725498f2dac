"""Search: match and index on SQLite (FTS5, contentless; tokens come ready from the app).

A contentless table keeps no text, so taking a row out needs exactly the tokens that went in: they are cut again from
the stored folded text. Rows folded by another TOK_VERSION cannot be cut again; `search.index` gives those a new id.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from search.models import SearchEntry
from search.parse import ParsedQuery, Spelling
from search.text import GAP, bigrams, okurigana_pairs, year_tokens

IN_FTS = " IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)"
INSERT = "INSERT INTO search_fts(rowid, title, body, facet) VALUES (%s, %s, %s, %s)"
DELETE = "INSERT INTO search_fts(search_fts, rowid, title, body, facet) VALUES ('delete', %s, %s, %s, %s)"


class InFts(Lookup):
    """`id IN (rows that match)`. A lookup, because Django gives SQLite any other condition as `… = 1`: a full read."""

    prepare_rhs = False
    plus = ""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = self.process_lhs(compiler, connection)
        return self.plus + column + IN_FTS, [*params, self.rhs]


class Walk(InFts):
    """The same, but the plus sign keeps SQLite from starting at the matches: it goes through the rows in the order
    asked for and stops at the limit."""

    plus = "+"


def match(query: ParsedQuery, *, kinds: Sequence[str] = (), in_title: bool = False) -> InFts:
    return InFts(F("id"), fts_expression(query, kinds, in_title))


def newest(
    entries: QuerySet[SearchEntry], query: ParsedQuery, *, kinds: Sequence[str], limit: int, enough: int
) -> list[int]:
    if kinds:
        entries = entries.filter(kind__in=kinds)
    matches = entries.filter(Walk(F("id"), fts_expression(query, kinds)))
    return list(matches.order_by("-date", "-id").values_list("id", flat=True)[:limit])


def fts_expression(query: ParsedQuery, kinds: Sequence[str] = (), in_title: bool = False) -> str:
    """The query in FTS5's language: AND over words, OR over spellings, a phrase for each spelling."""
    columns = "{title}" if in_title else "{title body}"
    parts = [f"({' OR '.join(phrase(spelling, columns) for spelling in word.spellings)})" for word in query.words]
    if kinds:
        parts.append("{facet} : (" + " OR ".join(f'"k{kind}"' for kind in sorted(kinds)) + ")")
    return " AND ".join(parts)


def phrase(spelling: Spelling, columns: str) -> str:
    if spelling.year:
        return f'{{facet}} : "{spelling.year}"'
    star = " *" if spelling.is_prefix else ""
    return f'{columns} : "{" ".join(spelling.tokens)}"{star}'


def write(rows: Sequence[SearchEntry], old: Iterable[tuple[int, str, str]]) -> None:
    erase(old)
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(row.pk, *columns(row.kind, row.norm)) for row in rows])


def erase(old: Iterable[tuple[int, str, str]]) -> None:
    if gone := [(pk, *columns(kind, norm)) for pk, kind, norm in old]:
        with connection.cursor() as cursor:
            cursor.executemany(DELETE, gone)


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")


def columns(kind: str, norm: str) -> tuple[str, str, str]:
    """What FTS5 keeps of a row: tokens of the title, of the body, and facets (kind and years)."""
    title, _, body = norm.partition("\n")
    return indexed(title), indexed(body), " ".join([f"k{kind}", *year_tokens(norm)])


def indexed(normed: str) -> str:
    """Tokens in reading order, then the okurigana pairs, each behind a gap: they are no phrase together."""
    pairs = [token for pair in okurigana_pairs(normed) for token in (GAP, pair)]
    return " ".join([*bigrams(normed), *pairs])
