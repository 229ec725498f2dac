"""Meetings' room, minutes reader: the draft made final: kept, numbered, linked, every line accounted for."""

import re
from collections import defaultdict

from documents.readers import SourceText
from meetings.importing.agenda import is_business, is_container, is_procedural
from meetings.importing.clocks import find_span
from meetings.importing.dates import find_dates, fiscal_year_of
from meetings.importing.doubts import find_doubts
from meetings.importing.draft import AgendaDraft, Draft, PassageDraft, SectionDraft
from meetings.importing.facts import ROOM, take_when
from meetings.importing.lines import Line
from meetings.importing.records import (
    AgendaLine,
    LineUse,
    MinutesRecord,
    NoteLine,
    Passage,
    SectionBlock,
    SpokenTurn,
    UnparsedLine,
)
from meetings.importing.replies import link_replies
from meetings.importing.titles import Heading, body_name_of, read_title
from meetings.importing.walk import Walk
from meetings.importing.widths import fold, squeeze

_ORDINAL = re.compile(r"第\s*[0-9一二三四五六七八九十百]+\s*[回号]|[0-9]{1,3}(?:st|nd|rd|th)\b", re.I)
_ONLY_OPENS = re.compile(r"開会|閉会|開議|散会|閉議|休憩|再開")


def finish(walk: Walk, source: SourceText) -> MinutesRecord:
    """The record out of the draft."""
    draft = walk.draft
    heading, heading_text = _heading(draft)
    _late_times(draft)
    _drop_empty_frames(draft)
    agenda = _kept_agenda(draft)
    sections = _sections(draft, agenda)
    turns = link_replies(_turns(draft), frozenset(no for no, turn in enumerate(draft.turns, 1) if turn.answers))
    facts = draft.facts
    if facts.format is None and heading is not None:
        facts.format = "onsite" if facts.place is None or ROOM.search(facts.place) or facts.date else None
    record = MinutesRecord(
        title=heading.title if heading else None,
        document_type=_document_type(draft, heading),
        body_name=heading.body_name if heading else None,
        ordinal=heading.ordinal if heading else None,
        fiscal_year=(heading.fiscal_year if heading else None) or (fiscal_year_of(facts.date) if facts.date else None),
        date=facts.date, start=facts.start, end=facts.end, place=facts.place, format=facts.format,
        attendees=tuple(draft.attendees), agenda=tuple(_agenda_line(item) for item in agenda),
        sections=sections, turns=turns, decisions=tuple(draft.decisions), attachments=tuple(draft.attachments),
        notes=tuple(sorted(draft.notes, key=lambda note: note.line)),
        unparsed=_unparsed(draft, source), line_uses=_line_uses(draft, source),
    )  # fmt: skip
    return find_doubts(record, heading_text, facts.weekday, source)


def _heading(draft: Draft) -> tuple[Heading | None, str]:
    """The best title line, or the name field, or the first line that nobody understood."""
    if draft.facts.name:
        return read_title(draft.facts.name), draft.facts.name
    if (
        not draft.titles
        and draft.unread
        and not draft.turns[:1]
        or not draft.titles
        and draft.unread
        and draft.turns
        and draft.unread[0].no < draft.turns[0].line
    ):
        draft.titles.append((0, draft.unread[0]))
    if not draft.titles:
        return None, ""
    best = max(draft.titles, key=lambda pair: pair[0])[1]
    if best in draft.unread:
        draft.unread.remove(best)
        draft.use(best, "title")
    text = _joined_title(draft, best)
    heading = read_title(text)
    for _, line in draft.titles:
        other = read_title(line.body)
        if draft.facts.date is None and other.day is not None:
            take_when(draft, line.body, line)
            draft.facts.date = draft.facts.date or other.day
        if heading.body_name is None or (line is not best and other.body_name and other.body_name.endswith("議会")):
            heading = Heading(
                heading.title, heading.document_type, other.body_name, heading.ordinal, heading.fiscal_year, heading.day
            )
    return heading, text


def _joined_title(draft: Draft, best: Line) -> str:
    """A title broken over two lines: 第３回 on the line right above or below the name of the body."""
    if _ORDINAL.search(best.flat) and body_name_of(best.body):
        return best.body
    for _, other in draft.titles:
        if abs(draft.lines.index(other) - draft.lines.index(best)) != 1 or find_dates(other.flat):
            continue
        pair = sorted((best, other), key=lambda line: line.no)
        if bool(_ORDINAL.search(best.flat)) != bool(_ORDINAL.search(other.flat)):
            nameless = other if _ORDINAL.search(other.flat) else best
            if not body_name_of(nameless.body):
                return " ".join(line.body for line in pair)
    return best.body


def _document_type(draft: Draft, heading: Heading | None) -> str | None:
    kind = (heading.document_type if heading else None) or draft.facts.document_type
    if kind:
        return kind
    if heading and re.search(r"議会|定例会|委員会$", f"{heading.title}{heading.body_name}") and draft.turns:
        return "会議録"
    return "議事録" if draft.turns else "概要" if draft.sections else None


def _late_times(draft: Draft) -> None:
    """Times that stand in the body: on an item 閉会（20時05分閉会）, or in brackets behind 開会 and 閉会 in speech."""
    facts = draft.facts
    if facts.start and facts.end:
        return
    for turn in draft.turns:
        for passage in turn.paragraphs:
            flat = fold(passage.text)
            for match in re.finditer(r"\(\s*([0-9]{1,2}[:時][0-9]{0,2}分?)\s*\)", flat):
                span = find_span(match[1])
                before = flat[: match.start()]
                if span and span.start and facts.start is None and re.search(r"開会|開議|始め", before):
                    facts.start = span.start
                elif span and span.start and re.search(r"閉会|散会|終了|終わ", before):
                    facts.end = span.start
    for item in draft.agenda:
        if is_procedural(item.title) and item.key.startswith(("閉", "散")) and facts.end is None:
            facts.end = item.end or item.start
        elif is_procedural(item.title) and facts.start is None:
            facts.start = item.start


def _drop_empty_frames(draft: Draft) -> None:
    """Headings that only hold others (議事内容) or only close the meeting, with nothing right below, become notes."""
    below: dict[SectionDraft, list[SectionDraft]] = defaultdict(list)
    for section in draft.sections:
        if section.parent is not None:
            below[section.parent].append(section)
    dropped: set[SectionDraft] = set()
    for section in draft.sections:
        empty = not section.items and not section.turns
        children = below[section]
        name = section.heading if section.agenda is None else None
        closing = name is not None and _ONLY_OPENS.fullmatch(squeeze(name)) is not None and not children
        holder = name is not None and is_container(name) and bool(children)
        if empty and (section.frame or closing or holder):
            dropped.add(section)
            for child in children:
                child.parent = section.parent
            draft.notes.append(NoteLine(section.line, section.heading or "", "label"))
            uses = draft.uses[section.line]
            uses[:] = ["note" if use == "section" else use for use in uses]
    draft.sections = [section for section in draft.sections if section not in dropped]


def _kept_agenda(draft: Draft) -> list[AgendaDraft]:
    """Items of business. Opening, closing and holders stay only where the body has them too, or in a one-line list."""
    if not draft.agenda:
        found = [
            section
            for section in draft.sections
            if section.style[:-1] in ("dot", "plain", "kanji", "topic", "paren", "chapter")
        ]
        draft.agenda = [
            AgendaDraft(str(no), section.heading or "", section.line, presenter=section.presenter)
            for no, section in enumerate(
                (one for one in found if is_business(one.heading or "") or one.style[:-1] == "topic"), 1
            )
        ]
        for section in found:
            section.agenda = next((item for item in draft.agenda if item.line == section.line), None)
        return draft.agenda
    _add_siblings(draft)
    whole = any(
        section.agenda is not None and section.line != section.agenda.line and is_procedural(section.agenda.title)
        for section in draft.sections
    )
    kept: list[AgendaDraft] = []
    for item in draft.agenda:
        holds = [one for one in draft.agenda if one.parent is item]
        beside = item.parent is not None and not is_container(item.parent.title)
        idle = is_procedural(item.title) or (is_container(item.title) and bool(holds))
        if beside or (idle and not whole and not item.inline):
            draft.notes.append(NoteLine(item.line, item.title, "detail" if beside else "procedure"))
            uses = draft.uses[item.line]
            uses[:] = ["note" if use.startswith("agenda:") else use for use in uses]
        else:
            kept.append(item)
    return kept


def _add_siblings(draft: Draft) -> None:
    """Where an item of the list turned out to be a heading with its content below, headings beside it are items too."""
    listed = set(draft.agenda)
    turned = [
        one for one in draft.sections if one.agenda in listed and one.agenda is not None and one.line == one.agenda.line
    ]
    for section in draft.sections:
        beside = next((one for one in turned if one.style == section.style and one.parent is section.parent), None)
        if beside is None or beside.agenda is None or section.agenda is not None or section.line < beside.line:
            continue
        if section.heading is None or is_procedural(section.heading):
            continue
        last = sum(1 for item in draft.agenda if item.parent is beside.agenda.parent)
        section.agenda = AgendaDraft(str(last + 1), section.heading, section.line, parent=beside.agenda.parent)
        draft.agenda.append(section.agenda)


def _agenda_line(item: AgendaDraft) -> AgendaLine:
    return AgendaLine(item.no, item.title, item.line, item.start, item.end, item.presenter, item.minutes)


def _sections(draft: Draft, agenda: list[AgendaDraft]) -> tuple[SectionBlock, ...]:
    """Ids count per level: s1, s1.1, s1.2, s2 … A section under an agenda item belongs to it."""
    counts: dict[str, int] = {}
    made: list[SectionBlock] = []
    for section in draft.sections:
        above = section.parent.id if section.parent else ""
        counts[above] = counts.get(above, 0) + 1
        section.id = f"{above}.{counts[above]}" if above else f"s{counts[above]}"
        holder: SectionDraft | None = section
        while holder is not None and (holder.agenda is None or holder.agenda not in agenda):
            holder = holder.parent
        no = holder.agenda.no if holder and holder.agenda else None
        items = tuple(_passage(item) for item in section.items)
        made.append(
            SectionBlock(
                section.id, section.level, section.heading, section.line, above or None, section.presenter, no, items
            )
        )
        uses = draft.uses[section.line]
        uses[:] = [f"section:{section.id}" if use == "section" else use for use in uses]
    return tuple(made)


def _turns(draft: Draft) -> tuple[SpokenTurn, ...]:
    made = []
    kept = set(draft.sections)
    for no, turn in enumerate(draft.turns, 1):
        section = turn.section if turn.section in kept else None
        label = turn.label
        made.append(
            SpokenTurn(
                no,
                section.id if section else None,
                label.text if label and label.text else None,
                turn.kind,
                tuple(_passage(paragraph) for paragraph in turn.paragraphs),
                turn.line,
                label.person if label else None,
                label.role if label else None,
            )  # fmt: skip
        )
    return tuple(made)


def _passage(draft: PassageDraft) -> Passage:
    return Passage(draft.no, draft.text, draft.line, draft.line_end, draft.column)


def _unparsed(draft: Draft, source: SourceText) -> tuple[UnparsedLine, ...]:
    found: dict[int, str] = {}
    unread = draft.unread + [line for line in draft.lines if not draft.uses.get(line.no)]
    for line in unread:
        for no in range(line.no, line.no_end + 1):
            found[no] = line.raw if line.no == line.no_end else source.lines[no - 1].strip()
    for no, text in enumerate(source.lines, 1):
        if text.strip() and not draft.uses.get(no) and no not in found and not source.blocks:
            found[no] = text.strip()
    return tuple(UnparsedLine(no, text) for no, text in sorted(found.items()) if text)


def _line_uses(draft: Draft, source: SourceText) -> tuple[LineUse, ...]:
    unread = {one.line for one in _unparsed(draft, source)}
    made = []
    for no, text in enumerate(source.lines, 1):
        uses = list(draft.uses.get(no, [])) if text.strip() else []
        if no in unread and text.strip():
            uses.append("unparsed")
        if not uses:
            uses = ["blank"] if not text.strip() else ["mark"] if source.blocks else ["unparsed"]
        made.append(LineUse(no, text, tuple(uses)))
    return tuple(made)
