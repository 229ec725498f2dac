"""Meetings' room, minutes reader: statements that end with their speaker in brackets: …と思う。（Ａ委員）"""

import re

from meetings.importing.labels import Label, label_of
from meetings.importing.widths import fold

_ENDED = re.compile(r"^(?P<words>.*[。?!.])\s*[(\[<【〔](?P<who>[^()\[\]<>【】〔〕]{1,16})[)\]>】〕]\s*。?$")
_OPEN = re.compile(r"^(?P<words>.{8,}?[^。\s])\s*\((?P<who>[^()]{1,16})\)\s*。?$")


def signature_of(text: str, marked: bool = False) -> tuple[str, Label] | None:
    """(words, label) of a statement that ends with its speaker in brackets, or None.

    Behind a bullet (`marked`) the words need no full stop, but then the label must leave no doubt.
    """
    flat = fold(text)
    ended = _ENDED.match(flat)
    match = ended or (_OPEN.match(flat) if marked else None)
    label = label_of(text[match.start("who") : match.end("who")]) if match else None
    if match is None or label is None or not (label.firm or ended):
        return None
    if ended is None and not (label.bare or label.kind == "member"):
        return None
    return text[: match.end("words")], label


def signed_below(rows: list[tuple[str, bool]]) -> Label | None:
    """The signature at the end of a wrapped statement: `rows` are (text, whether it goes on with the one before)."""
    for text, goes_on in rows:
        if not goes_on:
            return None
        found = signature_of(text)
        if found:
            return found[1]
        if fold(text).rstrip().endswith("。"):
            return None
    return None
