"""Search: match and index on PostgreSQL: a position-free tsvector under GIN proposes, LIKE on the folded text decides.

The vector is written as a literal and never passes PostgreSQL's own parser, so locale and dictionaries play no part.
Besides the tokens it holds those of the title once more with `^`, and the years with `_`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import BooleanField, Expression, F, Func, QuerySet
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from search.models import SearchEntry
from search.parse import ParsedQuery, Spelling, Word
from search.text import GAP, LATIN, bigrams, is_latin, okurigana_pairs, year_tokens

WINDOW = 2000  # newest rows that are looked through before the index is asked
STORE = "UPDATE search_searchentry SET tsv = %s::tsvector WHERE id = %s"
WALK = "SELECT id FROM ({rows}) AS w WHERE {condition} ORDER BY date DESC, id DESC LIMIT %s"

Condition = tuple[str, list[Any]]


class Matches(Func):
    """The condition on a row, wherever its table stands in the query."""

    output_field = BooleanField()

    def __init__(self, query: ParsedQuery, *, in_title: bool = False) -> None:
        super().__init__(F("norm"))
        self.query, self.in_title = query, in_title

    def as_sql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        norm = self.source_expressions[0]
        return condition(
            self.query, tsv=vector_column(norm, compiler), norm=compiler.compile(norm)[0], in_title=self.in_title
        )


class Vector(Func):
    """The tsvector beside the folded text; the model does not declare it because SQLite has none."""

    output_field = BooleanField()  # never read in Python

    def __init__(self) -> None:
        super().__init__(F("norm"))

    def as_sql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return vector_column(self.source_expressions[0], compiler), []


def vector_column(norm: Expression, compiler: SQLCompiler) -> str:
    return f'{compiler.quote_name(cast(Col, norm).alias)}."tsv"'


def match(query: ParsedQuery, *, kinds: Sequence[str] = (), in_title: bool = False) -> Matches:
    return Matches(query, in_title=in_title)


def newest(
    entries: QuerySet[SearchEntry], query: ParsedQuery, *, kinds: Sequence[str], limit: int, enough: int
) -> list[int]:
    """Walk the newest rows; only if they hold too few hits ask for all hits in order.

    The walk is its own subquery with a limit: the planner takes the pairs of a word for independent, expects a handful
    of hits where there are thousands, and would fetch and sort them all.
    """
    if kinds:
        entries = entries.filter(kind__in=kinds)
    rows = entries.annotate(tsv=Vector()).order_by("-date", "-id").values("id", "date", "norm", "tsv")[:WINDOW]
    sql, params = rows.query.sql_with_params()
    where, values = condition(query, tsv="w.tsv", norm="w.norm", text_first=True)
    with connection.cursor() as cursor:
        cursor.execute(WALK.format(rows=sql, condition=where), [*params, *values, limit])
        found = [pk for (pk,) in cursor.fetchall()]
    if len(found) >= enough:
        return found
    return list(entries.filter(Matches(query)).order_by("-date", "-id").values_list("id", flat=True)[:limit])


def condition(
    query: ParsedQuery, *, tsv: str, norm: str, in_title: bool = False, text_first: bool = False
) -> Condition:
    """SQL for "each word is met": the index proposes, the text decides where tokens alone cannot.

    `text_first` puts the cheap look at the text before the vector, which may have to be fetched from its side table.
    """
    proposed = " & ".join(
        f"({' | '.join(tsquery(spelling, in_title) for spelling in word.spellings)})" for word in query.words
    )
    parts = [(f"{tsv} @@ %s::tsquery", [proposed])]
    parts += [decided for word in query.words if (decided := by_text(word, tsv, norm))[0]]
    if text_first:
        parts.append(parts.pop(0))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def by_text(word: Word, tsv: str, norm: str) -> Condition:
    """The exact look at the text for spellings of several tokens; spellings of one token are exact in the vector."""
    single = [spelling for spelling in word.spellings if spelling.year or len(spelling.tokens) == 1]
    several = [spelling.text for spelling in word.spellings if not spelling.year and len(spelling.tokens) > 1]
    if not several:
        return "", []
    plain = [f"%{re.sub(r'([%_\\])', r'\\\1', text)}%" for text in several if not has_edge(text)]
    edged = [edge_pattern(text) for text in several if has_edge(text)]
    alternatives: list[tuple[str, Any]] = []
    if plain:
        alternatives.append((f"{norm} LIKE ANY(%s)", plain))
    if edged:
        alternatives.append((f"{norm} ~ ANY(%s)", edged))
    if single:
        alternatives.append((f"{tsv} @@ %s::tsquery", " | ".join(tsquery(spelling) for spelling in single)))
    return f"({' OR '.join(sql for sql, _ in alternatives)})", [value for _, value in alternatives]


def has_edge(text: str) -> bool:
    return is_latin(text[0]) or is_latin(text[-1])


def edge_pattern(text: str) -> str:
    """Latin words are whole words: 16時間 is not in 116時間; the last may go on if it is letters."""
    before = f"(?<![{LATIN}])" if is_latin(text[0]) else ""
    behind = f"(?![{LATIN}])" if is_latin(text[-1]) and not text[-1].isalpha() else ""
    return before + re.escape(text) + behind


def tsquery(spelling: Spelling, in_title: bool = False) -> str:
    """All tokens of a spelling. Tokens are letters and digits alone (see RUN), so quoting them is safe."""
    if spelling.year:
        return f"'_{spelling.year}'"
    tokens = [f"'{'^' if in_title else ''}{token}'" for token in spelling.tokens if token != GAP]
    if spelling.is_prefix:
        tokens[-1] += ":*"
    return f"({' & '.join(tokens)})"


def write(rows: Sequence[SearchEntry], old: Iterable[tuple[int, str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(STORE, [(vector(row.norm), row.pk) for row in rows])


def vector(norm: str) -> str:
    """The literal tsvector of a folded text."""
    title, _, body = norm.partition("\n")
    titles = {*bigrams(title), *okurigana_pairs(title)}
    tokens = {*titles, *bigrams(body), *okurigana_pairs(body)} - {GAP}
    marks = [*(f"^{token}" for token in titles - {GAP}), *(f"_{year}" for year in year_tokens(norm))]
    return " ".join(f"'{token}'" for token in sorted([*tokens, *marks]))


def erase(old: Iterable[tuple[int, str, str]]) -> None:
    """Nothing to do: the vector goes with its row."""


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_searchentry SET tsv = ''::tsvector")
