"""Meetings' room, minutes reader: title lines of a record, and facts that stand in its head without a heading word."""

import re

from meetings.importing.clocks import find_span
from meetings.importing.dates import find_dates
from meetings.importing.facts import ONLINE, ROOM, ROOM_ALONE, WRITTEN, take_how, take_when, take_where
from meetings.importing.lines import Line
from meetings.importing.spoken import is_prose
from meetings.importing.titles import title_score, type_alone
from meetings.importing.walk import Walk
from meetings.importing.widths import fold

_ATTENDANCE = re.compile(
    r"(?:[0-9一二三四五六七八九十]+\s*[人名]|全員|委員)[^。]{0,20}(?:出席|傍聴|欠席)[^。]{0,24}。$"
)


_HELD = re.compile(
    r"開催|併用|参加|形式|方式|配信|実施|(?:ウェブ|オンライン|ビデオ|テレビ|web|遠隔|リモート|書面)(?:会議|審議)"
    r"|^\(?(?:オンライン|ウェブ|web|zoom|teams|webex|リモート|書面|online)[^化申予手相]*\)?$|併せて",
    re.I,
)


def take_title(walk: Walk, at: int) -> bool:
    """A line in the head that looks like the title, or like a document type on its own."""
    line, draft = walk.lines[at], walk.draft
    if walk.in_body or walk.body_label:
        return False
    kind = type_alone(line.body)
    if kind and (draft.facts.date is None or draft.facts.document_type is None) and not line.mark:
        draft.facts.document_type = draft.facts.document_type or kind
        draft.use(line, "document_type")
        walk.leave()
        return True
    score = title_score(line.body)
    if score < 2 or (line.mark and line.mark.kind != "hash" and score < 4):
        return False
    if draft.titles and (draft.facts.date is not None or _below_title(line, draft.titles[0][1])):
        return False
    draft.titles.append((score, line))
    draft.use(line, "title")
    walk.leave()
    return True


def _below_title(line: Line, title: Line) -> bool:
    """A Markdown or HTML heading of a lower level than the title's is no title."""
    levels = [one.mark.level if one.mark and one.mark.kind == "hash" else 0 for one in (title, line)]
    return 0 < levels[0] < levels[1]


def _tells_how(line: Line) -> bool:
    """オンライン開催, （Zoom）: how the meeting was held, not what it was about (予約のオンライン化について)."""
    if not (ONLINE.search(line.text) or WRITTEN.search(line.text)):
        return False
    return bool(_HELD.search(line.flat)) and not (line.mark is not None and line.mark.numbered)


def take_loose_fact(walk: Walk, at: int) -> bool:
    """A date, a room or a format on a line of its own in the head; a first sentence that says when it was held."""
    line, draft = walk.lines[at], walk.draft
    if walk.in_body:
        return False
    if is_prose(line.flat) and draft.titles and _ATTENDANCE.search(line.flat):
        draft.note(line, "attendance")
        return True
    dates = find_dates(line.flat)
    if draft.facts.date is None and dates:
        span = find_span(line.flat)
        rest = line.text[max(dates[-1].end, span.finish if span else 0) :].strip(" 　、,/／")
        if span is not None and ROOM.search(rest) and len(rest) <= 40 and not is_prose(fold(rest)):
            take_when(draft, line.text, line)
            take_where(draft, rest, line)
            return True
        known = sum(hit.end - hit.begin for hit in dates) + (span.finish - span.begin if span else 0)
        if len(line.flat) - known <= 12 or re.search(r"開催|開か|行わ|実施|開会", line.flat):
            take_when(draft, line.text, line)
            take_how(draft, line.text)
            return True
    if len(line.flat) <= 24 and _tells_how(line) and not is_prose(line.flat):
        take_where(draft, line.text.strip("（）()"), line)
        return True
    if (
        draft.facts.place is None
        and line.mark is None
        and ROOM_ALONE.match(line.flat)
        and (draft.titles or draft.facts.date)
    ):
        take_where(draft, line.text, line)
        return True
    if draft.facts.start is None and draft.facts.date is not None and len(line.flat) <= 24 and find_span(line.flat):
        return take_when(draft, line.text, line)
    return False
