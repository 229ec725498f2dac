"""Roof: what the API takes as a body: JSON of a bounded depth, made of text that can be stored and said."""

from collections.abc import Iterator
from typing import Any

from rest_framework import exceptions
from rest_framework.parsers import JSONParser


def texts_in(found: Any) -> Iterator[str]:
    """Every text of a parsed body, names included, however deep it lies."""
    waiting = [found]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as pairs:
                waiting += [*pairs.keys(), *pairs.values()]
            case list() as items:
                waiting += items


def is_storable(text: str) -> bool:
    """False for NUL and for half a surrogate pair: JSON can spell them, PostgreSQL can keep neither."""
    return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)


class BoundedJSON(JSONParser):
    """Refuses what would otherwise break further in, with a sentence."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            found = super().parse(stream, media_type, parser_context)
        except RecursionError as why:
            raise exceptions.ParseError("JSON の入れ子が深すぎます。") from why
        if not all(map(is_storable, texts_in(found))):
            raise exceptions.ParseError("文字にならない符号（NUL や、対にならないサロゲート）を取り除いてください。")
        return found
