"""Search: what an engine must do, and which one is in use."""

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from django.db import connection
from django.db.models import Expression, Lookup, QuerySet

from search import postgres, sqlite
from search.models import SearchEntry
from search.parse import ParsedQuery

Old = tuple[int, str, str]  # id, kind and folded text of a row as the engine indexed it


class Engine(Protocol):
    def match(
        self, query: ParsedQuery, *, kinds: Sequence[str] = (), in_title: bool = False
    ) -> "Expression | Lookup[int]":
        """A condition on SearchEntry rows: each word of the query is met by one of its spellings."""

    def newest(
        self, entries: QuerySet[SearchEntry], query: ParsedQuery, *, kinds: Sequence[str], limit: int, enough: int
    ) -> list[int]:
        """Ids of the newest matching rows of `entries`, newest first: `limit` of them, or fewer, but at least
        `enough` if there are so many, where that saves reading them all."""

    def write(self, rows: Sequence[SearchEntry], old: Iterable[Old]) -> None:
        """Index saved rows; `old` tells how those among them that were indexed before looked then."""

    def erase(self, old: Iterable[Old]) -> None:
        """Take rows out of the engine's index; the caller deletes the rows themselves."""

    def empty(self) -> None:
        """Take every row out."""


def engine() -> Engine:
    return cast(Engine, {"sqlite": sqlite, "postgresql": postgres}[connection.vendor])
