"""Meetings' room, minutes reader: how near a reading comes to what is expected (formula: docs/minutes-reader.md)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

SCALARS = ("title", "ordinal", "date", "start", "end", "format")
LISTS = ("agenda", "sections", "statements")
FIELDS = (*SCALARS, "place", *LISTS)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one record: per field 0…1 (fields empty on both sides are absent) and their mean."""

    fields: dict[str, float] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        """The mean over the fields that count; 1.0 where none does."""
        return sum(self.fields.values()) / len(self.fields) if self.fields else 1.0

    @property
    def exact(self) -> bool:
        """Whether every field agrees."""
        return all(value == 1.0 for value in self.fields.values())


def normal(value: Any) -> str:
    """A text in NFKC without any space, as the comparison rule demands."""
    return "" if value is None else re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))


def score(expected: dict[str, Any], found: dict[str, Any]) -> Score:
    """Compares a reading with the expected structure, field by field."""
    fields: dict[str, float] = {}
    for name in SCALARS:
        wanted, got = normal(expected.get(name)), normal(found.get(name))
        if wanted or got:
            fields[name] = float(wanted == got)
    wanted, got = normal(expected.get("place")), normal(found.get("place"))
    if wanted or got:
        fields["place"] = float(bool(wanted and got) and (wanted in got or got in wanted))
    keys: dict[str, Callable[[dict[str, Any]], object]] = {
        "agenda": _item,
        "sections": _section,
        "statements": _statement,
    }
    for name, key in keys.items():
        left, right = [key(one) for one in expected.get(name) or []], [key(one) for one in found.get(name) or []]
        if left or right:
            fields[name] = f1(left, right)
    return Score(fields)


def f1(wanted: list[object], got: list[object]) -> float:
    """F1 over two lists whose equal elements stand in the same order: 2·hits ÷ (len(wanted) + len(got))."""
    return 2 * _in_order(wanted, got) / (len(wanted) + len(got))


def _in_order(wanted: list[object], got: list[object]) -> int:
    """The length of the longest common subsequence."""
    if len(wanted) * len(got) > 4_000_000:
        matcher = SequenceMatcher(None, wanted, got, autojunk=False)
        return sum(block.size for block in matcher.get_matching_blocks())
    before = [0] * (len(got) + 1)
    for left in wanted:
        row = [0]
        for place, right in enumerate(got):
            row.append(before[place] + 1 if left == right else max(before[place + 1], row[-1]))
        before = row
    return before[-1]


def _item(one: dict[str, Any]) -> object:
    return normal(one.get("title")), normal(one.get("start")), normal(one.get("presenter"))


def _section(one: dict[str, Any]) -> object:
    return normal(one.get("heading")), tuple(normal(item) for item in one.get("items") or [])


def _statement(one: dict[str, Any]) -> object:
    return (
        normal(one.get("speaker")),
        normal(one.get("kind")),
        tuple(normal(text) for text in one.get("paragraphs") or []),
    )
