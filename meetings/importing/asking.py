"""Meetings' room, minutes reader: lines that say they ask or answer (Ｑ１, 問, 質問：, ◆質問), named or not."""

import re

from meetings.importing.labels import label_of
from meetings.importing.lines import Line
from meetings.importing.spoken import Spoken, is_prose

_NUMBER = r"\s*(?P<n>[0-9]{1,3}|[①-⑳])?\s*"
_WHO = r"(?:\((?P<who>[^()]{1,16})\)\s*)?"
_ASKED = re.compile(
    rf"^(?:Q|質問|質疑|問い?|ご?意見|要望|ご?質問・ご?意見|意見等)(?:者)?{_NUMBER}{_WHO}(?:[.:)、]|\s|$)\s*"
)
_ANSWERED = re.compile(rf"^(?:A|回答|答弁|答え?|応答|対応){_NUMBER}{_WHO}(?:[.:)、]|\s|$)\s*")
_ASKED_BRACKET = re.compile(r"^[(【<〔\[](?:Q|質問|問い?)\s*[0-9①-⑳]{0,3}[)】>〕\]]\s*:?\s*")
_VOICED_BRACKET = re.compile(
    r"^[(【<〔\[](?:ご?意見|ご?要望|ご?提案|ご?指摘|コメント)\s*[0-9①-⑳]{0,3}[)】>〕\]]\s*:?\s*"
)
_ANSWERED_BRACKET = re.compile(r"^[(【<〔\[](?:A|回答|答弁|答え?|応答)\s*[0-9①-⑳]{0,3}[)】>〕\]]\s*:?\s*")


_WIDE_GAP = re.compile(r"(?:問い?|答え?|質問|回答|[QAＱＡ])(?:\u3000|\s{2,})")


def read_question(text: str, flat: str) -> Spoken | None:
    """Ｑ１ …, 問1 …, 質問： …, 意見1（D委員）, （回答） and their like."""
    voiced = _VOICED_BRACKET.match(flat)
    if voiced and is_prose(flat[voiced.end() :]):
        return Spoken("asked", None, text[voiced.end() :], "member")
    for pattern, form, kind in ((_ASKED_BRACKET, "asked", "member"), (_ANSWERED_BRACKET, "answered", "official")):
        match = pattern.match(flat)
        if match and (is_prose(flat[match.end() :]) or match.end() == len(flat)):
            return Spoken(form, None, text[match.end() :], kind)
    for pattern, form, kind in ((_ASKED, "asked", "member"), (_ANSWERED, "answered", "official")):
        match = pattern.match(flat)
        if match is None:
            continue
        label = label_of(text[match.start("who") : match.end("who")]) if match["who"] else None
        alone = match.end() == len(flat) and label is not None
        signed = match["n"] or ":" in match[0] or re.match(r"[QA]\s*[.)]", flat) or _WIDE_GAP.match(text)
        if alone or (signed and is_prose(flat[match.end() :])):
            return Spoken(form, label, text[match.end() :], label.kind if label else kind)
    return None


def question_alone(lines: list[Line], at: int, flat: str) -> Spoken | None:
    """◆質問 and ◇回答 on lines of their own, the words below."""
    if at + 1 >= len(lines) or lines[at + 1].gap or not is_prose(lines[at + 1].flat):
        return None
    for pattern, form, kind in ((_ASKED, "asked", "member"), (_ANSWERED, "answered", "official")):
        match = pattern.match(flat)
        if match and match.end() == len(flat) and not match["who"]:
            return Spoken(form, None, "", kind)
    return None
