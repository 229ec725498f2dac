"""Meetings' room, minutes reader: a line read as the begin of a turn, and whether words are a sentence."""

import re
from dataclasses import dataclass

from meetings.importing.labels import Label

_SENTENCE_END = re.compile(r"[。.?!？！．][)」』】]?$")
_JAPANESE_END = re.compile(
    r"(?:です|ます|した|する|ある|いる|ない|たい|った|れた|せん|よう|べき|のか|か|たる|れる|きる|なる|いく|こと|もの)$"
)
SPEAKING_MARKS = ("circle", "double", "square")
FILLED_MARKS = ("●", "▪", "◉")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line read as the begin of a turn: its form, its label (None where nobody is named) and the words behind it."""

    form: str
    label: Label | None
    rest: str
    kind: str
    spans: int = 1  # source lines that the label takes


def is_prose(flat: str) -> bool:
    """Whether words are a sentence, not a heading or a name."""
    text = flat.strip()
    if "。" in text or _SENTENCE_END.search(text):
        return True
    if len(text) >= 6 and text.endswith("、"):
        return True
    if len(text) >= 8 and _JAPANESE_END.search(text):
        return True
    return len(text) >= 24 and ("、" in text or text.isascii())
