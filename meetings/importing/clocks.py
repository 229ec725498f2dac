"""Meetings' room, minutes reader: clock times and spans (10:00~11:00, 午後7時～8時50分, 10時～（2時間程度））."""

import re
from dataclasses import dataclass
from datetime import time

from meetings.importing.numerals import NUMBER, to_int
from meetings.importing.widths import fold

_TIME = re.compile(
    rf"(?P<half>午前|午後|正午|夜|同|AM|PM|am|pm)?\s*(?:(?<=正午)|(?<![0-9/.])(?P<hour>{NUMBER})\s*"
    rf"(?:時(?!間)\s*(?:(?P<thirty>半)|(?P<minute>{NUMBER})\s*分)?|:\s*(?P<minute2>[0-5][0-9])(?![0-9]))"
    r"(?:\s*(?P<after>a\.?m\.?|p\.?m\.?))?)",
    re.I,
)
_BRIDGE = re.compile(r"\s*(?:~|-|―|—|から|より|至|to|until|、|,|\)|\(|頃|ごろ)+\s*(?:翌日?)?\s*", re.I)
_DURATION = re.compile(rf"(?:(?P<hours>{NUMBER})\s*時間(?P<half>半)?)?\s*(?:(?P<minutes>{NUMBER})\s*分)?")
_OPENING = re.compile(r"開\s*[会議始式]|再\s*開")
_CLOSING = re.compile(r"[閉散終延]\s*[会了議]")
_ENGLISH_OPENED = re.compile(r"(?:called to order|opened|began|started|convened)\s+at\b.{0,3}", re.I)
_ENGLISH_CLOSED = re.compile(r"(?:adjourned|closed|ended|concluded|finished)\s+at\b.{0,3}", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """A start and an end, either of which may be unknown, and where in the text they stand."""

    start: time | None
    end: time | None
    begin: int
    finish: int


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    half: str
    begin: int
    end: int


def find_span(text: str) -> Span | None:
    """The first clock span of a text, or None where no clock time stands in it."""
    flat = fold(text)
    clocks = _clocks(flat)
    if not clocks:
        return None
    first = clocks[0]
    if _is_closing(flat, first) or re.search(r"~\s*$", flat[: first.begin]):
        return Span(None, _time(first), first.begin, first.end)
    if len(clocks) > 1:
        between = flat[first.end : clocks[1].begin]
        if _BRIDGE.fullmatch(between) or _is_closing(flat, clocks[1]):
            return Span(_time(first), _later(first, clocks[1]), first.begin, clocks[1].end)
    return _with_duration(flat, first)


def opening_or_closing(text: str) -> tuple[time | None, time | None]:
    """(start, end) that a line such as 午前10時00分 開議 or 午後二時十二分散会 announces."""
    flat = fold(text)
    start = end = None
    for clock in _clocks(flat):
        lead = flat[max(0, clock.begin - 20) : clock.begin]
        if _is_closing(flat, clock) or _ENGLISH_CLOSED.search(lead):
            end = _time(clock)
        elif (
            start is None
            and _ENGLISH_OPENED.search(lead)
            or start is None
            and (_OPENING.search(_lead(flat, clock)) or _OPENING.match(_tail(flat, clock)))
        ):
            start = _time(clock)
    return start, end


def _is_closing(flat: str, clock: _Clock) -> bool:
    """A word in front of a time (閉会：15時) weighs more than one behind it (15時 閉会)."""
    lead = _lead(flat, clock)
    if _OPENING.search(lead):
        return False
    return bool(_CLOSING.search(lead) or _CLOSING.match(_tail(flat, clock)))


def _lead(flat: str, clock: _Clock) -> str:
    lead = flat[max(0, clock.begin - 6) : clock.begin]
    # 15:00開始 16:10: a word right behind a time belongs to that time
    lead = re.sub(r"^.*[0-9時分半](?:開[会始議]|閉会|終了|散会)", "", lead)
    return re.split(r"[分半。]", lead)[-1]


def _tail(flat: str, clock: _Clock) -> str:
    return flat[clock.end : clock.end + 8].lstrip(" ()、に")


def minutes_in(text: str) -> int | None:
    """A length such as 20分, 2時間半 or 1時間30分 in minutes, where the whole text is one."""
    flat = re.sub(r"^[\s(約]+|[\s)]+$|程度|ほど|予定", "", fold(text).strip())
    match = _DURATION.fullmatch(flat)
    if not match or not (match["hours"] or match["minutes"]):
        return None
    hours = to_int(match["hours"]) or 0 if match["hours"] else 0
    minutes = to_int(match["minutes"]) or 0 if match["minutes"] else 0
    return hours * 60 + (30 if match["half"] else 0) + minutes


def _with_duration(flat: str, first: _Clock) -> Span:
    """A span that gives its length (～（2時間程度）) instead of its end."""
    start = _time(first)
    length = re.match(
        r"\s*(?:~|から|より)?\s*\(?\s*(約?[^()]{1,10}?(?:時間半?|分)(?:程度|ほど)?)\s*\)?", flat[first.end :]
    )
    minutes = minutes_in(length[1]) if length else None
    if start is None or length is None or not minutes:
        return Span(start, None, first.begin, first.end)
    total = start.hour * 60 + start.minute + minutes
    return Span(start, time(total // 60 % 24, total % 60), first.begin, first.end + length.end())


def _clocks(flat: str) -> list[_Clock]:
    found = []
    for match in _TIME.finditer(flat):
        half = (match["half"] or match["after"] or "").lower().replace(".", "")
        if half == "正午" and not match["hour"]:
            found.append(_Clock(12, 0, "noon", match.start(), match.end()))
            continue
        hour = to_int(match["hour"]) if match["hour"] else None
        minute = 30 if match["thirty"] else to_int(match["minute"] or match["minute2"] or "0")
        if hour is None or minute is None or hour > 24 or minute > 59:
            continue
        meaning = {"午前": "am", "am": "am", "午後": "pm", "夜": "pm", "pm": "pm"}.get(half, "")
        if half == "同" and found:
            meaning = found[-1].half
        found.append(_Clock(hour, minute, meaning, match.start(), match.end()))
    return found


def _time(clock: _Clock) -> time:
    hour = clock.hour + 12 if clock.half == "pm" and clock.hour < 12 else clock.hour
    if clock.half == "am" and clock.hour == 12:
        hour = 0
    return time(hour % 24, clock.minute)


def _later(first: _Clock, second: _Clock) -> time:
    """The end of a span: an end without 午後 takes the afternoon of its start (午後7時～8時50分 ends at 20:50)."""
    end = _time(second)
    if not second.half and end <= _time(first) and second.hour < 12:
        return time((second.hour + 12) % 24, second.minute)
    return end
