"""Meetings' room, minutes reader: the list of business in the head, and its items that turn out to be headings."""

import re

from meetings.importing.agenda import is_business, is_container, is_procedural, read_item
from meetings.importing.draft import AgendaDraft, SectionDraft
from meetings.importing.labels import label_of
from meetings.importing.lines import Line
from meetings.importing.marks import Mark
from meetings.importing.spoken import is_prose
from meetings.importing.walk import Walk
from meetings.importing.widths import fold, squeeze

_TIMED = re.compile(r"^[(\[]?\s*(?:午前|午後)?\s*[0-9]{1,2}\s*(?:[:：][0-9]{2}|時)")


def open_agenda(walk: Walk, line: Line) -> None:
    """Begins a list of business under `line`."""
    nested = walk.zone == "agenda"
    walk.leave()
    walk.draft.close_turn()
    walk.zone, walk.agenda_label = "agenda", line
    if not nested:
        walk.zone_items = []
        walk.loose = False
    walk.draft.use(line, "agenda")


def add_item(walk: Walk, line: Line, text: str, inline: bool = False, mark: Mark | None = None) -> None:
    """Adds an item to the open list; its parent is the nearest item before it with a mark of a higher level."""
    parent = _parent(walk, line, mark)
    number = mark.number if mark and mark.number is not None else None
    siblings = [item for item in walk.zone_items if item.parent is parent]
    own = str(number if number is not None else len(siblings) + 1)
    item = read_item(f"{parent.no}.{own}" if parent else own, text, line.no)
    item.parent, item.inline = parent, inline
    item.kind, item.indent, item.level = mark.kind if mark else "", line.indent, mark.level if mark else 0
    walk.draft.agenda.append(item)
    walk.zone_items.append(item)
    walk.draft.use(line, f"agenda:{item.no}")


def take_agenda_line(walk: Walk, at: int) -> bool:
    """A line of the open list; closes the list and returns False where the line is something else."""
    line = walk.lines[at]
    mark = line.mark
    first = not walk.zone_items
    if line.cells:
        return _take_row(walk, line)
    if not first and walk.zone_items[-1].inline and not (mark and mark.numbered):
        return _to_body(walk, line)
    if mark and mark.numbered and not (is_prose(line.flat) and line.flat.endswith("。")):
        return _take_numbered(walk, line, mark)
    if mark and mark.kind in ("bullet", "circle") and not is_prose(line.flat):
        if first or walk.zone_items[-1].kind == mark.kind:
            add_item(walk, line, line.body, mark=mark)
            return True
        return _to_body(walk, line)
    if _TIMED.match(line.flat) or (mark is None and not is_prose(line.flat) and (first or _goes_on(walk, line))):
        add_item(walk, line, line.text)
        return True
    return _to_body(walk, line)


def promote(walk: Walk) -> None:
    """The last item of the list has its content right below it: it and what it hangs under are headings of the body."""
    items, walk.zone_items = walk.zone_items, []
    walk.leave()
    if not items:
        return
    chain: list[AgendaDraft] = []
    item: AgendaDraft | None = items[-1]
    while item is not None:
        chain.insert(0, item)
        item = item.parent
    for one in chain:
        if (is_procedural(one.title) and one is not chain[-1]) or (is_container(one.title) and len(chain) > 1):
            continue
        line = next(line for line in walk.lines if line.no == one.line)
        above = walk.draft.section
        level = above.level + 1 if above is not None and not above.frame and above.agenda in chain else 1
        walk.draft.open_section(
            SectionDraft(
                level, one.title, one.line, presenter=one.presenter, agenda=one, style=f"{one.kind}{one.level}"
            ),
            line,
        )
        if not is_business(one.title):
            walk.draft.agenda.remove(one)


def _parent(walk: Walk, line: Line, mark: Mark | None) -> AgendaDraft | None:
    """By mark: the same mark at the same indent is a sibling, a new mark or a deeper indent a child."""
    if mark is None or not mark.numbered or not walk.zone_items:
        return None
    item: AgendaDraft | None = walk.zone_items[-1]
    while item is not None:
        if item.kind == mark.kind and abs(item.indent - line.indent) < 2:
            return item.parent
        above = item.parent
        while above is not None and not (above.kind == mark.kind and abs(above.indent - line.indent) < 2):
            above = above.parent
        if above is not None:
            return above.parent
        return item if item.kind != "" else None
    return None


def _take_row(walk: Walk, line: Line) -> bool:
    filled = [cell for cell in line.cells if cell]
    if _TIMED.match(fold(filled[0])) or re.fullmatch(r"\(?[0-9]{1,2}[).]?", fold(filled[0])):
        add_item(walk, line, "\t".join(filled) if _TIMED.match(fold(filled[0])) else " ".join(filled[1:]))
        return True
    walk.leave()
    return False


def _take_numbered(walk: Walk, line: Line, mark: Mark) -> bool:
    label = walk.agenda_label
    key = read_item("", line.body, 0).key
    if any(item.key == key for item in walk.draft.agenda):
        walk.leave()
        return False
    if (
        label is not None
        and label.mark is not None
        and label.mark.numbered
        and label.mark.kind == mark.kind
        and label.indent >= line.indent
    ):
        walk.leave()
        return False
    if walk.zone_items and line.gap:
        walk.loose = True
    add_item(walk, line, line.body, mark=mark)
    return True


def _goes_on(walk: Walk, line: Line) -> bool:
    """Another line without a number directly under such lines."""
    if line.gap or walk.zone_items[-1].kind:
        return False
    return label_of(line.text) is None and len(squeeze(line.text)) <= 60


def _to_body(walk: Walk, line: Line) -> bool:
    """Something that is no item: content of the last item where it follows directly, else the list just ends."""
    inline = any(item.inline for item in walk.zone_items) or (line.mark is not None and line.mark.kind == "note")
    if not inline and walk.zone_items and walk.zone_items[-1].kind and (not line.gap or walk.loose):
        promote(walk)
    else:
        walk.leave()
    return False
