"""Meetings' room, minutes reader: what kind of statement a passage probably is. A proposal; the review decides."""

import re
from collections.abc import Sequence

from meetings.importing.records import SectionBlock, SpokenTurn

REPORT, RECAP, OPINION, ANSWER, QUESTION, EXPLANATION = (
    "report",
    "recap",
    "opinion",
    "answer",
    "question",
    "explanation",
)

_LOOKS_BACK = re.compile(
    r"振り?返り|前回|第\s*[0-9０-９一二三四五六七八九十]+\s*回.{0,12}(?:概要|結果|まとめ|議事|会議|報告)"
)
_EXPLAINS = re.compile(r"説明|趣旨|進め方")
_ASKS = re.compile(
    r"(?:[?？]|か。?|知りたい。?|教えて(?:ほしい|いただきたい|ください)。?|(?:伺い|お聞きし|聞き|お尋ねし)(?:たい|ます)。?"
    r"|質問(?:です|したい|する|します)?。?)[」』）)]?$"
)
_HOSTS = ("prefecture", "secretariat", "official")


def proposed_kind(text: str, headings: Sequence[str], speaker_kind: str | None = None, replies: bool = False) -> str:
    """The kind of a passage: report, recap, opinion, answer, question or explanation.

    `headings` are the headings above it, the innermost first. `speaker_kind` is the schema kind of its turn, None for
    a section item; `replies` says whether that turn answers another.
    """
    if speaker_kind is None:
        if headings and _LOOKS_BACK.search(headings[0]):
            return RECAP
        return EXPLANATION if any(_EXPLAINS.search(heading) for heading in headings) else REPORT
    if replies:
        return ANSWER
    if _ASKS.search(text.strip()):
        return QUESTION
    return EXPLANATION if speaker_kind in _HOSTS else OPINION


def kind_of_item(headings: Sequence[SectionBlock]) -> str:
    """The proposed kind of an item under these sections, the innermost first."""
    return proposed_kind("", [section.heading or "" for section in headings])


def kind_of_spoken(turn: SpokenTurn, text: str) -> str:
    """The proposed kind of one paragraph of a turn."""
    return proposed_kind(text, (), turn.kind, turn.reply_to is not None)
