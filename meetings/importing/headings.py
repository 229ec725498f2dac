"""Meetings' room, minutes reader: headings of the body, by mark, bracket, or the words of the agenda."""

import re

from meetings.importing.agenda import heading_key, is_container, is_procedural, read_item
from meetings.importing.draft import AgendaDraft, SectionDraft
from meetings.importing.fields import key_of
from meetings.importing.labels import label_of
from meetings.importing.lines import Line
from meetings.importing.marks import Mark, mark_of
from meetings.importing.spoken import FILLED_MARKS, is_prose
from meetings.importing.walk import Walk
from meetings.importing.widths import fold, squeeze

_BRACKETED = re.compile(r"^(?:<(.+)>|《(.+)》|【(.+)】|〈(.+)〉|≪(.+)≫|\[(.+)\]|〔(.+)〕|『(.+)』)$")
_THEME = re.compile(r"^(?:演題|講演題目|講演テーマ|テーマ|論点)\s*[0-9]{0,2}\s*[:：]\s*(?P<name>\S.*)$")
_REFERENCE = re.compile(
    r"^(?P<word>議題|議案|報告|報告事項|協議|協議事項|審議事項|案件)\s*\(?第?\s*(?P<n>[0-9]{1,2})\)?号?\s*(?:について|に関して|の件)?$"
)
MAX_HEADING = 60


def take_repeated(walk: Walk, at: int) -> bool:
    """A line with the same words as an item of business (times and presenter aside) is that item's heading."""
    line = walk.lines[at]
    if not walk.draft.agenda or line.cells or len(line.flat) > 100:
        return False
    body = line.body
    inner = mark_of(fold(body))  # ◎日程第１　一般質問
    behind = body[inner.end :] if inner is not None and inner.numbered else body
    item = walk.agenda_item(heading_key(body)) or walk.agenda_item(heading_key(behind))
    if item is None or item.line == line.no or (item.inline and line.no == item.line):
        return False
    if walk.draft.turn is not None and not walk.draft.turn.paragraphs and is_procedural(item.title):
        walk.draft.note(line, "procedure")
        return True
    printed = read_item("", line.body, line.no)
    walk.leave()
    _open_for_agenda(walk, line, item, printed.presenter, line.mark)
    _take_times(walk, item, printed)
    return True


def take_heading(walk: Walk, at: int) -> bool:
    """Any other heading of the body."""
    line = walk.lines[at]
    if line.cells or len(line.flat) > MAX_HEADING + 20:
        return False
    reference = _REFERENCE.match(line.flat)
    if reference and _open_referred(walk, line, reference):
        return True
    theme = _THEME.match(line.flat)
    if theme and walk.in_body:
        above = walk.draft.section
        walk.draft.open_section(
            SectionDraft((above.level if above else 0) + 1, line.text[theme.start("name") :], line.no), line
        )
        return True
    bracketed = _BRACKETED.match(line.flat)
    if bracketed and len(line.flat) <= MAX_HEADING:
        inner = line.text[1:-1].strip()
        if label_of(inner) is None or not walk.in_body:
            numbered = mark_of(fold(inner))
            if numbered is not None and numbered.numbered and inner[numbered.end :].strip():
                open_heading(walk, line, inner[numbered.end :].strip(), numbered)
            else:
                open_heading(walk, line, inner, None, style="bracket")
            return True
    if line.mark is not None:
        return _marked_heading(walk, at)
    return _plain_heading(walk, at)


def open_heading(walk: Walk, line: Line, words: str, mark: Mark | None, style: str = "") -> None:
    """Opens a section named `words`; one that the agenda has stands at the first level."""
    item = walk.agenda_item(heading_key(words))
    walk.leave()
    if item is not None:
        _open_for_agenda(walk, line, item, None, mark)
        return
    printed = read_item("", words, line.no)
    kind = style or (f"{mark.kind}{mark.level}" if mark else "plain")
    title = printed.title if printed.presenter or printed.start or printed.minutes else words
    walk.draft.open_section(
        SectionDraft(_level(walk, kind, mark), title, line.no, presenter=printed.presenter, style=kind), line
    )


def _open_for_agenda(walk: Walk, line: Line, item: AgendaDraft, presenter: str | None, mark: Mark | None) -> None:
    level = 1
    above = item.parent
    while above is not None:
        if any(section.agenda is above for section in walk.draft.sections):
            level += 1
        above = above.parent
    kind = f"{mark.kind}{mark.level}" if mark else "plain"
    section = SectionDraft(level, item.title, line.no, presenter=presenter or item.presenter, agenda=item, style=kind)
    walk.draft.open_section(section, line)


def _take_times(walk: Walk, item: AgendaDraft, printed: AgendaDraft) -> None:
    """（午後3時57分）behind a heading that opens or closes the meeting is its time."""
    facts = walk.draft.facts
    if printed.start and is_procedural(item.title):
        if item.key.startswith(("閉", "散")):
            facts.end = facts.end or printed.start
        else:
            facts.start = facts.start or printed.start


def _open_referred(walk: Walk, line: Line, reference: re.Match[str]) -> bool:
    """議題（1）について: the heading is the part of the agenda that is referred to."""
    word = squeeze(reference["word"])
    holder = next(
        (item for item in walk.draft.agenda if item.key == word and item.parent is None and is_container(item.title)),
        None,
    )
    if holder is None:
        return False
    walk.leave()
    for item in walk.draft.agenda:
        known = any(section.agenda is item for section in walk.draft.sections)
        if item.parent is None and is_container(item.title) and item.line <= holder.line and not known:
            walk.draft.open_section(SectionDraft(1, item.title, item.line, agenda=item, style="topic"), line)
    walk.draft.section = next(section for section in walk.draft.sections if section.agenda is holder)
    walk.draft.use(line, "section")
    return True


def _marked_heading(walk: Walk, at: int) -> bool:
    line = walk.lines[at]
    mark = line.mark
    body = line.body
    if mark is None or not body or len(body) > MAX_HEADING:
        return False
    sentence = body.rstrip("」）)").endswith(("。", "．", "？", "?"))
    if mark.kind == "hash":
        open_heading(walk, line, body, mark)
        inner = mark_of(line.flat.lstrip("# "))
        if inner is not None and inner.kind == "topic" and walk.draft.section is not None:
            walk.draft.section.style = "topic1"  # ## 議題1 …: an item of business, whatever heading carries it
        return True
    if line.gap and not mark.numbered and _heads_speech(walk, at, mark) and not is_prose(line.flat):
        open_heading(walk, line, body, mark)
        return True
    if sentence or not (walk.in_body or walk.body_label or mark.numbered or mark.kind == "square"):
        return False
    if mark.kind == "square" and not _prose_body(body):
        open_heading(walk, line, body, mark)
        return True
    if mark.kind == "circle" and walk.profile.circle == "heading" and key_of(body) is None:
        open_heading(walk, line, body, mark)
        return True
    if mark.numbered and mark.kind not in ("half", "kana") and not _in_list(walk, at, mark) and not _ends_open(walk):
        open_heading(walk, line, body, mark)
        return True
    return False


def _heads_speech(walk: Walk, at: int, mark: Mark) -> bool:
    """◎水質の測定 above 野口さん　…: a sign that no speaker here bears, with speech right below."""
    below = walk.spoken(at + 1)
    if below is None or key_of(walk.lines[at].body) is not None:
        return False
    return mark.sign in FILLED_MARKS or (mark.kind in ("double", "circle") and not below.form.startswith("mark"))


def _prose_body(body: str) -> bool:
    return "。" in body or (len(body) > 30 and is_prose(body))


def _in_list(walk: Walk, at: int, mark: Mark) -> bool:
    """Whether a numbered line is one of a list inside speech or items: sentences, or ①②③ one after another."""
    line = walk.lines[at]
    if is_prose(line.body) and not re.search(r"について$|こと$|もの$", line.body):
        return True
    if mark.kind != "ring":
        return False
    following = walk.lines[at + 1] if at + 1 < len(walk.lines) else None
    same_below = (
        following is not None and following.mark is not None and following.mark.kind == "ring" and not following.gap
    )
    before = walk.lines[at - 1] if at else None
    same_above = before is not None and before.mark is not None and before.mark.kind == "ring" and not line.gap
    return same_below or same_above


def _ends_open(walk: Walk) -> bool:
    """Whether the sentence before is still unfinished (a wrapped line may begin with a number)."""
    passage = walk.draft.passage
    return passage is not None and passage.text.endswith(("、", "，", "の", "は", "を", "が", "に", "と"))


def _plain_heading(walk: Walk, at: int) -> bool:
    """A short line on its own, followed by speech or bullets."""
    line = walk.lines[at]
    if (
        not line.gap
        or len(line.flat) > 40
        or not (walk.in_body or walk.body_label or (walk.draft.facts.date and walk.spoken(at + 1)))
        or is_prose(line.flat)
        or at + 1 >= len(walk.lines)
    ):
        return False
    if re.search(r"[、,:：]$|^[(※*]", line.flat) or label_of(line.text) is not None or _ends_open(walk):
        return False
    following = walk.lines[at + 1]
    begins = walk.spoken(at + 1) is not None or (
        following.mark is not None and following.mark.kind in ("bullet", "circle")
    )
    if not begins and not (line.gap_after and is_prose(following.flat) and walk.draft.turn is None):
        return False
    open_heading(walk, line, line.text, None)
    return True


def _level(walk: Walk, kind: str, mark: Mark | None) -> int:
    """One level per style of heading, in the order the styles first come below one another."""
    above = walk.draft.section
    if mark is not None and mark.kind == "hash":
        shallowest = min((line.mark.level for line in walk.lines if line.mark and line.mark.kind == "hash"), default=1)
        return max(1, mark.level - shallowest + (0 if shallowest > 1 else 0)) or 1
    if above is not None and above.frame and not above.items and not above.turns:
        return 1
    while above is not None:
        if above.style == kind:
            return above.level
        if above.parent is None:
            break
        above = above.parent
    here = walk.draft.section
    if here is None or (here.heading is None):
        return 1
    return min(here.level + 1, 6)
