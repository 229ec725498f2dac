"""Meetings' room, minutes reader: values of the head (when, where, how, who, papers) into the draft."""

import re

from meetings.importing.clocks import find_span, opening_or_closing
from meetings.importing.dates import find_dates, find_fiscal_year
from meetings.importing.draft import Draft
from meetings.importing.lines import Line
from meetings.importing.records import Attachment, Attendee
from meetings.importing.roles import HONORIFICS, role_at_end
from meetings.importing.widths import fold, squeeze

ONLINE = re.compile(
    r"オンライン|ウェブ|WEB|Web|web|Zoom|ZOOM|zoom|Teams|リモート|ビデオ会議|テレビ会議|遠隔会議|online|Online|virtual|Webex|インターネット"
)
WRITTEN = re.compile(r"書面|持ち?回り|文書審議|メール審議|by correspondence|in writing")
BOTH = re.compile(r"併用|ハイブリッド|hybrid|含む|および|及び|・|/|／|と|\+|＋|又は|または|ライブ配信", re.I)
ROOM = re.compile(
    r"室|館|庁舎|ホール|センター|階|会議所|市役所|役場|県庁|広場|ホテル|プラザ|議場|本庁|校|Room|Hall|Building|Floor|[0-9]F"
)
ROOM_ALONE = re.compile(  # a line that is nothing but a place
    r"^[^。、:]{0,36}(?:会議室[0-9A-Z]*|[^\s。、:]室|会館|プラザ|委員会室|議場|ホール|大会議室|講堂|研修室|議事堂|センター|公民館|集会所|役場|庁舎|市役所|[^\s、]{2,}館|体育館|庁舎[0-9]+階.*)$"
)
_ONLY_WAY = re.compile(
    r"^(?:オンライン|ウェブ|WEB|Web|Zoom|リモート|ビデオ|テレビ|遠隔|Teams|Webex|Skype|Google\s*Meet)(?:会議)?(?:システム)?(?:(?:による|にて|での)?(?:開催|会議|形式|ミーティング|配信))?(?:\(.*\))?$|^(?:online|virtual|zoom)\b.*$",
    re.I,
)
_KEPT_WAY = re.compile(r"^オンライン$")
_PAPER = re.compile(
    r"^(?P<label>(?:参考|別紙|当日|追加|補足)?資料\s*(?:No\.?\s*)?[0-9一二三四五六七八九十]*(?:[-–の][0-9]+)*|別紙\s*[0-9]*|参考\s*[0-9]+|Document\s*[0-9]+)[\s:.、]+(?P<title>\S.*)$"
)
_SIZE = re.compile(
    r"\s*[(\[［（](?:[^()\[\]（）［］]*?(?:PDF|pdf|Word|Excel|KB|MB|ＫＢ|キロバイト|メガバイト)[^()\[\]（）［］]*)[)\]］）]\s*$"
)
_NOBODY = re.compile(r"^(?:なし|無し|該当なし|以上|[-―ー]|none)$", re.I)


def take_when(draft: Draft, value: str, line: Line) -> bool:
    """Date and times of a value; of a period (書面開催) the last day. False where neither stands in it."""
    facts = draft.facts
    dates = find_dates(value, fiscal_year=_fiscal_year_of_title(draft))
    if dates and facts.date is None:
        chosen = dates[-1] if len(dates) > 1 and re.search(r"から|~|まで|至", fold(value)) else dates[0]
        facts.date, facts.weekday, facts.date_line = chosen.date, chosen.weekday, line.no
        draft.use(line, "date")
    flat = fold(value)
    rest = flat[dates[0].end :] if dates else flat
    span = find_span(rest)
    if span is not None and not (WRITTEN.search(value) and len(dates) > 1):
        facts.start = facts.start or span.start
        facts.end = facts.end or span.end
        draft.use(line, "times")
    if ONLINE.search(value) or WRITTEN.search(value):
        take_how(draft, value)
    return bool(dates) or span is not None


def take_announced(draft: Draft, line: Line) -> bool:
    """午前10時00分 開議, 午後二時十二分散会: the line says when the meeting began or ended."""
    if len(line.flat) > 40:
        return False
    start, end = opening_or_closing(line.flat)
    if start is None and end is None:
        return False
    if draft.facts.date is None:
        take_when(draft, line.text, line)
    draft.facts.start = draft.facts.start or start
    draft.facts.end = end or draft.facts.end
    draft.use(line, "start" if start else "end")
    return True


def take_where(draft: Draft, value: str, line: Line) -> None:
    """Place and format. Words that only say how the meeting was held (オンライン開催) are a format, not a place."""
    place = re.sub(r"\s*[※*].*$", "", value).strip()
    take_how(draft, value)
    draft.use(line, "place")
    if not place or WRITTEN.search(place) and not ROOM.search(place):
        return
    if _ONLY_WAY.match(fold(place)) and not _KEPT_WAY.match(place) and not ROOM.search(place.replace("会議室", "")):
        return
    if draft.facts.place is None:
        draft.facts.place = place


def take_how(draft: Draft, value: str) -> None:
    """online, hybrid or written, where the words say so; a meeting at a place is onsite."""
    found = format_of(value)
    if found and (draft.facts.format is None or found in ("hybrid", "written")):
        draft.facts.format = found


def format_of(value: str) -> str | None:
    """The format that words tell, or None."""
    if WRITTEN.search(value):
        return "written"
    online = ONLINE.search(value)
    if online is None:
        return None
    rest = value[: online.start()] + value[online.end() :]
    room = ROOM.search(re.sub(r"ウェブ会議室|(?:会議)?システム|会議", "", rest)) or re.search(
        r"参集|対面|来庁|会場", rest
    )
    return (
        "hybrid"
        if room and (BOTH.search(rest) or "(" in fold(rest)) or re.search(r"併用|ハイブリッド|hybrid", value, re.I)
        else "online"
    )


def take_people(draft: Draft, value: str, line: Line, group: str | None) -> None:
    """The persons of an attendance line (委員：若松湊、椎名陸（3名）; 月島会長、浅葱委員; 委　員　長　七瀬　律君)."""
    draft.use(line, "attendees")
    flat = fold(value)
    for part in re.split(r"\s{1,3}(?=[^\s:、]{2,8}:)", flat):
        head = re.match(r"^\s*[(【\[]?(?P<role>[^:、()]{1,14}?)\s*[)】\]:]\s*(?P<names>\S.*)$", part)
        role = squeeze(head["role"]) if head else None
        for name in _names(head["names"] if head else part):
            _add_person(draft, name, role, group, line)


def take_paper(draft: Draft, value: str, line: Line) -> None:
    """One line of the list of papers; sizes such as （PDF／388KB） are dropped from the title."""
    draft.use(line, "attachment")
    title = value.strip()
    while (size := _SIZE.search(title)) is not None:
        title = title[: size.start()].strip()
    match = _PAPER.match(fold(title))
    if match:
        draft.attachments.append(Attachment(squeeze(match["label"]), title[match.start("title") :].strip(), line.no))
    elif title and not _NOBODY.match(fold(title)):
        draft.attachments.append(Attachment(None, title, line.no))


def looks_like_paper(text: str) -> bool:
    """Whether a line names a paper by its label."""
    return bool(_PAPER.match(fold(text)))


def _names(text: str) -> list[str]:
    """Names in a list: parted by 、 or wide gaps, without head counts."""
    plain = re.sub(r"\(?\s*(?:計|合計|以上)?\s*[0-9一二三四五六七八九十]+\s*(?:名|人)\s*\)?\s*$", "", text.strip())
    parts = re.split(r"[、,，;/\t]|\s{2,}", plain)
    return [part.strip() for part in parts if part.strip() and not _NOBODY.match(part.strip())]


def _add_person(draft: Draft, name: str, role: str | None, group: str | None, line: Line) -> None:
    aside = re.match(r"^(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)$", name)
    if aside:
        name, role = aside["name"].strip(), aside["role"].strip()
    spaced = re.match(
        r"^(?P<role>(?:副?\s*委\s*員\s*長|副?\s*会\s*長|副?\s*議\s*長|座\s*長|委\s*員|理\s*事|議\s*員|[0-9]{1,2}\s*番))\s+(?P<name>\S.*)$",
        name,
    )
    if spaced and role is None:
        role, name = squeeze(spaced["role"]), spaced["name"].strip()
    found = role_at_end(squeeze(name))
    draft.attendees.append(Attendee(name, role or (found[1] if found else None), group, line.no))


def kind_of_attendee(draft: Draft, person: str) -> str | None:
    """member, chair … of a person who is named in the attendance list; None where nobody of that name is."""
    tight = re.sub(rf"(?:{HONORIFICS})$", "", squeeze(person))
    for one in draft.attendees:
        if tight and squeeze(one.name).startswith(tight):
            words = f"{one.role or ''} {one.group or ''}"
            found = role_at_end(squeeze(one.role or "")) if one.role else None
            if found and found[0] in ("chair", "secretariat", "adviser"):
                return found[0]
            if re.search(r"委員|議員|構成員|会員|理事|役員", words):
                return "member"
            return found[0] if found else None
    return None


def _fiscal_year_of_title(draft: Draft) -> int | None:
    for _, line in draft.titles:
        fiscal = find_fiscal_year(line.text)
        if fiscal:
            return fiscal
    return None
