"""Meetings' room, minutes reader: the head of a record: title lines, heading words, and the lists under them."""

import re

from meetings.importing.agenda import split_inline
from meetings.importing.agenda_list import add_item, open_agenda
from meetings.importing.clocks import find_span
from meetings.importing.dates import find_dates
from meetings.importing.draft import SectionDraft
from meetings.importing.facts import (
    looks_like_paper,
    take_how,
    take_paper,
    take_people,
    take_when,
    take_where,
)
from meetings.importing.fields import FieldLine, fields_beside, read_field
from meetings.importing.lines import Line
from meetings.importing.marks import Mark, mark_of
from meetings.importing.records import Decision
from meetings.importing.spoken import is_prose
from meetings.importing.titles import type_alone
from meetings.importing.walk import Walk
from meetings.importing.widths import fold, squeeze

VALUES = ("when", "hours", "opened", "closed", "where", "how", "name")
LATE = ("body", "aside", "decided", "papers", "agenda", "overview")
SPEECH = re.compile(r"意見|質疑|質問|発言|やりとり|やり取り|討議")


def take_field(walk: Walk, at: int) -> bool:
    """Reads line `at` as a heading word with its value; False where it is none, or none in this place."""
    line = walk.lines[at]
    found = read_field(line)
    if found is None or not _fits(walk, line, found):
        return False
    for one in fields_beside(found):
        taken = put_field(walk, line, one)
    return taken


def put_field(walk: Walk, line: Line, found: FieldLine) -> bool:
    """Hands a field to the part that keeps it; an empty value waits for the next lines."""
    if found.key in VALUES:
        return _put_value(walk, line, found)
    if (
        walk.zone == "value"
        and walk.pending
        and not found.value
        and found.key in ("people", "absent", "agenda", "papers")
    ):
        walk.pending.append(found)
        walk.draft.use(line, "label")
        return True
    if found.key in ("people", "absent", "staff"):
        walk.label_mark = line.mark if line.mark and line.mark.numbered else walk.label_mark
        walk.zone, walk.group = "people", squeeze(found.label).strip("()【】:")
        walk.draft.use(line, "attendees")
        if found.value:
            take_people(walk.draft, found.value, line, walk.group)
    elif found.key == "agenda":
        open_agenda(walk, line)
        for text in split_inline(found.value) if found.value else ():
            mark = mark_of(fold(text))
            add_item(walk, line, text[mark.end :] if mark and mark.numbered else text, inline=True)
    elif found.key == "papers":
        walk.leave()
        walk.zone = "papers"
        walk.draft.use(line, "attachments")
        for part in _papers_in(found.value):
            take_paper(walk.draft, part, line)
    elif found.key == "aside":
        walk.leave()
        walk.draft.close_turn()
        walk.draft.note(line, "aside")
        walk.zone, walk.label_mark = "" if found.value else "aside", line.mark
    elif found.key == "decided":
        _put_decision(walk, line, found.value)
    else:
        _begin_body(walk, line, found)
    return True


def take_zone_line(walk: Walk, at: int) -> bool:
    """A line of the list that is open in the head; closes the list and returns False where it does not belong."""
    line = walk.lines[at]
    if walk.zone == "value":
        return _take_pending(walk, line)
    if walk.zone == "people":
        return _take_person_line(walk, at)
    if walk.zone == "papers":
        if (line.gap and not _after_label(walk, at) and not _listed(line)) or (
            is_prose(line.flat) and not _listed(line)
        ):
            walk.leave()
            return False
        take_paper(walk.draft, line.body, line)
        return True
    same = walk.label_mark is not None and line.mark is not None and walk.label_mark.sign == line.mark.sign
    if walk.zone in ("aside", "decided") and same and line.mark and line.mark.kind in ("square", "hash"):
        walk.leave()
        return False
    if walk.zone == "aside":
        if line.gap and not _after_label(walk, at):
            walk.leave()
            return False
        walk.draft.note(line, "aside")
        return True
    if walk.zone == "decided":
        if line.gap and not _after_label(walk, at):
            walk.leave()
            return False
        walk.draft.decisions.append(Decision(line.body, line.no))
        walk.draft.use(line, "decision")
        return True
    return False


def _fits(walk: Walk, line: Line, found: FieldLine) -> bool:
    """Whether a heading word means a field here: inside the body most of them are ordinary words."""
    numbered = line.mark is not None and (line.mark.numbered or line.mark.kind in ("hash", "square"))
    if found.key in ("opened", "closed") and not find_span(found.value):
        return False
    if found.key == "body" and found.value and not found.colon and not numbered:
        return False
    if walk.zone == "agenda" and walk.agenda_label is not None and line.mark and line.mark.numbered:
        return _leaves_agenda(walk, line, found)
    bulleted = line.mark is not None and line.mark.kind in ("bullet", "circle") and not found.value
    if walk.zone == "agenda" and bulleted and walk.zone_items and walk.zone_items[-1].kind == line.mark.kind:  # type: ignore[union-attr]
        return False
    if walk.zone == "agenda" and found.key == "staff" and re.search(r"(?:様|氏|君|殿)$", found.value):
        return False
    if not walk.in_body:
        return True
    if found.key == "agenda" and (walk.draft.agenda or (walk.draft.turns and not _closes_record(walk, line, found))):
        return False
    if found.key in VALUES:
        return walk.draft.facts.date is None and found.key in ("when", "where") and found.colon
    if found.key == "staff" and walk.zone == "people":
        return True
    later = found.colon and line.gap and found.key == "aside"
    if walk.draft.turn is not None and not (numbered or found.bracketed or later or (line.gap and not found.value)):
        return False
    return found.key in LATE and (numbered or found.bracketed or found.colon or (line.gap and not found.value))


def _closes_record(walk: Walk, line: Line, found: FieldLine) -> bool:
    """次第 on a line of its own after everything that was said, with nothing but numbered items below it."""
    rest = walk.lines[walk.lines.index(line) + 1 :]
    items = [one for one in rest if one.mark is not None and one.mark.numbered and not is_prose(one.flat)]
    return line.gap and not found.value and len(items) >= 1 and len(items) == len(rest)


def _leaves_agenda(walk: Walk, line: Line, found: FieldLine) -> bool:
    """A numbered heading word inside the agenda is an item, unless it counts on where the agenda's own label stands."""
    label = walk.agenda_label
    if label is None or line.mark is None:
        return True
    if found.value and found.key in ("when", "where", "people", "how", "decided"):
        return True
    if found.key == "agenda" and not found.value:
        return label.mark is not None and label.mark.kind == line.mark.kind and label.indent >= line.indent
    return label.mark is not None and label.mark.kind == line.mark.kind and label.indent >= line.indent


def _put_value(walk: Walk, line: Line, found: FieldLine) -> bool:
    if found.value:
        _keep_value(walk, line, found)
        if walk.zone != "value" and not (walk.zone == "agenda" and not walk.zone_items):
            walk.leave()
        return True
    if walk.zone != "value":
        walk.leave()
        walk.zone = "value"
    walk.pending.append(found)
    walk.draft.use(line, {"when": "date", "where": "place", "name": "title"}.get(found.key, "label"))
    return True


def _keep_value(walk: Walk, line: Line, found: FieldLine) -> None:
    draft = walk.draft
    if found.key in ("when", "hours"):
        take_when(draft, found.value, line)
    elif found.key == "opened":
        span = find_span(found.value)
        draft.facts.start = draft.facts.start or (span.start if span else None)
        take_when(draft, found.value, line)
    elif found.key == "closed":
        span = find_span(found.value)
        draft.facts.end = draft.facts.end or ((span.end or span.start) if span else None)
    elif found.key == "where":
        take_where(draft, found.value, line)
    elif found.key == "how":
        take_how(draft, found.value)
    elif found.key == "name":
        draft.facts.name = found.value
    draft.use(line, {"where": "place", "name": "title", "how": "format"}.get(found.key, "date"))


def _take_pending(walk: Walk, line: Line) -> bool:
    """A value below its label; where several labels wait, a date goes to 日時 and the rest in order."""
    if not walk.pending:
        walk.leave()
        return False
    dated = bool(find_dates(line.flat)) or find_span(line.flat) is not None
    fitting = [one for one in walk.pending if (one.key in ("when", "hours")) == dated] or walk.pending
    found = fitting[0]
    if is_prose(line.flat) and not dated and len(line.flat) > 40:
        walk.leave()
        return False
    walk.pending.remove(found)
    if found.key not in VALUES:
        walk.leave()
        put_field(walk, line, FieldLine(found.key, found.label, "" if found.key == "agenda" else line.body))
        if found.key == "agenda":
            add_item(walk, line, line.body, mark=line.mark)
        return True
    _keep_value(walk, line, FieldLine(found.key, found.label, line.body))
    if not walk.pending:
        walk.leave()
    return True


def _take_person_line(walk: Walk, at: int) -> bool:
    line = walk.lines[at]
    numbered = line.mark is not None and (line.mark.numbered or line.mark.kind in ("square", "hash"))
    if line.mark and (line.mark.kind == "topic" or (walk.label_mark and walk.label_mark.kind == line.mark.kind)):
        walk.leave()
        return False
    stray = (line.gap and not _after_label(walk, at)) or (line.mark is not None and line.mark.kind == "hash")
    if (
        is_prose(line.flat)
        and "、" not in line.flat[:12]
        or "。" in line.flat
        or (stray and (numbered or not _nameish(line)))
    ):
        walk.leave()
        return False
    take_people(walk.draft, line.body, line, walk.group)
    return True


def _nameish(line: Line) -> bool:
    return bool(line.cells) or (
        len(line.flat) <= 80 and bool(re.search(r"委員|会長|座長|長|氏|名|様|君|、|事務局|欠席|傍聴|職|:", line.flat))
    )


def _after_label(walk: Walk, at: int) -> bool:
    """Whether a heading word with nothing behind it stands on the line before."""
    before = read_field(walk.lines[at - 1]) if at else None
    return before is not None and not before.value


def _listed(line: Line) -> bool:
    return (line.mark is not None and line.mark.kind in ("bullet", "circle", "dot", "paren")) or looks_like_paper(
        line.body
    )


def _papers_in(value: str) -> list[str]:
    if not value:
        return []
    parts = re.split(r"[、,]", value) if "、" in value else fold(value).split() if len(value.split()) > 2 else [value]
    return [part for part in parts if squeeze(part) not in ("次第", "")]


def _put_decision(walk: Walk, line: Line, value: str) -> None:
    walk.leave()
    walk.draft.close_turn()
    walk.draft.use(line, "decision")
    if value:
        walk.draft.decisions.append(Decision(value, line.no))
    else:
        walk.zone, walk.label_mark = "decided", line.mark


def _among_headings(walk: Walk, mark: Mark) -> bool:
    """◇意見交換 below ◇町長あいさつ: the same sign made a heading before."""
    style = f"{mark.kind}{mark.level}"
    return mark.kind == "square" and any(one.style == style and one.turns for one in walk.draft.sections)


def _begin_body(walk: Walk, line: Line, found: FieldLine) -> None:
    """議事録, 主な内容, ２．議事内容: what follows is the meeting itself. Numbered, it may be a section of its own."""
    walk.leave()
    kind = type_alone(found.label)
    facts = walk.draft.facts
    if kind and facts.document_type in (None, "概要", "要旨", "結果", "記録"):
        facts.document_type = kind
    if found.key == "overview":
        walk.draft.note(line, "label")
        return
    walk.body_label = True
    walk.opinions = bool(SPEECH.search(found.label))
    if line.mark and (line.mark.numbered or _among_headings(walk, line.mark)):
        style = line.mark.kind if line.mark.numbered else f"{line.mark.kind}{line.mark.level}"
        walk.draft.open_section(SectionDraft(1, found.label.strip("：: "), line.no, frame=True, style=style), line)
    elif not found.bracketed or walk.draft.section is None or walk.draft.section.frame:
        walk.draft.close_turn()
        walk.draft.note(line, "label")
    else:
        walk.draft.close_turn()
        walk.draft.note(line, "label")
