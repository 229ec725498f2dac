"""Meetings' room, minutes reader: from numbered lines to the neutral record, by recognisers asked in turn."""

import re
from collections.abc import Callable

from documents.readers import SourceText
from meetings.importing.agenda_list import take_agenda_line
from meetings.importing.draft import Draft
from meetings.importing.facts import take_announced
from meetings.importing.finish import finish
from meetings.importing.front import take_loose_fact, take_title
from meetings.importing.head import take_field, take_zone_line
from meetings.importing.headings import take_heading, take_repeated
from meetings.importing.lines import Line, lines_of
from meetings.importing.marks import wordless_kind
from meetings.importing.profile import profile_of
from meetings.importing.records import Decision, MinutesRecord
from meetings.importing.spoken import is_prose
from meetings.importing.tables import take_row
from meetings.importing.turns import add_words, take_turn, unsign
from meetings.importing.walk import Walk
from meetings.importing.widths import squeeze

_STAGE_ALONE = re.compile(r"(?:\S{1,12}\s+)?\([^()。]{1,24}\)")
_EXPLAINED = re.compile(r"\([^()]{1,12}\)\s*[^。、]{0,16}(?:説明|報告)")
_PERSON_LINE = re.compile(r"^(?:講師|会長|委員長|座長|説明者?|報告者?|発表者?|司会|記録|文責)\s*(?::|\s)\s*\S.*$")
_RESOLVED = re.compile(
    r"\s*[→⇒]\s*(?P<what>(?:原案(?:の)?(?:とおり|どおり))?\s*(?:可決|承認|了承|決定|否決|採択|不採択|継続審査|継続審議|同意)\S{0,6})\s*$"
)


_RESOLVED_ALONE = re.compile(
    r"[(<【\[]\s*(?:原案)?\s*(?:全会一致で?|全員一致で?)?\s*(?:可決|承認|了承|決定|否決|採択|同意)\s*[)>】\]]"
)


def parse(source: SourceText) -> MinutesRecord:
    """The neutral record of a source. Never raises on any text, loses no line: what no recogniser claims is listed."""
    lines = lines_of(source)
    draft = Draft(lines)
    walk = Walk(lines, draft, profile_of(lines))
    at = 0
    while at < len(lines):
        at += _step(walk, at)
    return finish(walk, source)


def _step(walk: Walk, at: int) -> int:
    """Reads line `at` with the first recogniser that claims it; how many lines were read."""
    line = walk.lines[at]
    if _take_wordless(walk, line):
        return 1
    if walk.zone == "agenda" and take_announced(walk.draft, line):
        return 1
    if take_row(walk, at):
        return 1
    if not line.cells and (take_repeated(walk, at)):
        return 1
    spans = take_turn(walk, at)
    if spans:
        return spans
    for take in _RECOGNISERS:
        if take(walk, at):
            return 1
    walk.draft.unread.append(line)
    return 1


def _take_wordless(walk: Walk, line: Line) -> bool:
    if not line.text:
        walk.draft.use(line, "mark")
        return True
    if line.no in walk.profile.legend_lines:
        walk.draft.note(line, "legend")
        return True
    if _ELSEWHERE.fullmatch(line.flat):
        walk.draft.note(line, "reference")
        return True
    kind = wordless_kind(line.flat)
    if (
        kind is None
        and walk.in_body
        and any(squeeze(title.text) == squeeze(line.text) for _, title in walk.draft.titles)
    ):
        kind = "page"  # the running head of a later page
    if kind is None:
        return False
    if kind == "stage":
        take_announced(walk.draft, line)
        if walk.zone == "agenda" and walk.zone_items and re.search(r"説明|報告|質疑", line.flat):
            take_agenda_line(walk, walk.lines.index(line))
    if kind == "end":
        walk.draft.close_turn()
        walk.leave()
    walk.draft.note(line, kind)
    return True


def _take_announced(walk: Walk, at: int) -> bool:
    line = walk.lines[at]
    if is_prose(line.flat) and walk.draft.turn is not None and not (line.gap and line.flat.isascii()):
        return False
    if take_announced(walk.draft, line):
        walk.draft.close_turn()
        return True
    return False


def _take_agenda(walk: Walk, at: int) -> bool:
    return walk.zone == "agenda" and take_agenda_line(walk, at)


def _take_aside(walk: Walk, at: int) -> bool:
    """Lines that explain: ※, （記録：…）, 講師：…, the chair's name under 挨拶."""
    line = walk.lines[at]
    if re.fullmatch(r"\([^()]*[:：][^()]*\)", line.flat):
        walk.draft.note(line, "aside")
        return True
    if walk.in_body and (_STAGE_ALONE.fullmatch(line.flat) or _EXPLAINED.fullmatch(line.flat)):
        if not line.flat.startswith("(") or not line.flat.endswith(
            ")"
        ):  # 事務局（資料により説明）: somebody else had the floor
            walk.draft.close_turn()
        walk.draft.note(line, "stage")
        return True
    if _PERSON_LINE.match(line.flat) and not is_prose(line.flat) and len(line.flat) <= 50:
        if walk.zone == "agenda":
            take_agenda_line(walk, at)
        walk.draft.note(line, "person")
        return True
    if (
        line.mark
        and line.mark.kind == "note"
        and (walk.draft.turn is None and not (walk.draft.section and walk.draft.section.items))
    ):
        walk.draft.note(line, "aside")
        return True
    return False


def _take_decision(walk: Walk, at: int) -> bool:
    """→可決 on a line of its own."""
    line = walk.lines[at]
    if not (_RESOLVED.fullmatch(line.flat) or (walk.in_body and _RESOLVED_ALONE.fullmatch(line.flat))):
        return False
    walk.draft.decisions.append(Decision(line.text, line.no))
    walk.draft.use(line, "decision")
    return True


def _take_words(walk: Walk, at: int) -> bool:
    """Items and paragraphs, and the wrapped lines that belong to them."""
    line, draft = walk.lines[at], walk.draft
    if draft.passage is not None and _wraps(walk, line):
        draft.extend(line)
        unsign(walk, line)
        return True
    if not _belongs(walk, line):
        return False
    text = line.body if line.mark is not None and _is_list_mark(line) else line.text
    resolved = _RESOLVED.search(line.flat)
    if resolved:
        draft.decisions.append(Decision(line.text[resolved.start() :].strip(), line.no))
        draft.use(line, "decision")
        text = text[: len(text) - len(line.text[resolved.start() :])]
    add_words(walk, line, text)
    return True


def _is_list_mark(line: Line) -> bool:
    return line.mark is not None and (
        line.mark.kind not in ("arrow", "topic", "chapter", "deep", "note") or line.mark.kind == "note"
    )


def _belongs(walk: Walk, line: Line) -> bool:
    """Whether words without a speaker have a place: an open turn or section, or a record in which nobody is named."""
    draft = walk.draft
    if draft.turn is not None:
        return True
    if draft.section is not None and (line.mark is not None or is_prose(line.flat) or not draft.section.frame):
        return True
    silent = not walk.profile.named and walk.profile.circle != "statement" and not walk.profile.forms.get("arrow")
    if silent and is_prose(line.flat):
        return bool(draft.titles or walk.body_label)
    return line.mark is not None and walk.body_label


def _wraps(walk: Walk, line: Line) -> bool:
    """Whether a line goes on with the passage before it: no mark, and an unfinished sentence or a hanging indent."""
    passage = walk.draft.passage
    if passage is None or line.gap or (line.mark is not None and line.mark.kind in _BREAKING_MARKS) or line.cells:
        return False
    if not re.search(r"[。．.!?！？][)）」』】]*$|[)）]$", passage.text):
        return walk.draft.turn is not None or passage.hang > 0 or bool(re.search(r"[、,ぁ-ん]$", passage.text))
    return (
        passage.hang > passage.indent + 1 and abs(line.indent - passage.hang) <= 2 and line.indent > passage.indent + 2
    )


_BREAKING_MARKS = (
    "bullet",
    "circle",
    "double",
    "square",
    "arrow",
    "note",
    "hash",
    "paren",
    "ring",
    "topic",
    "dot",
    "half",
)


_ELSEWHERE = re.compile(
    r"\(?\s*(?:別紙|別添|別記|下記|以下|次|裏面)(?:資料)?の?(?:[0-9]{1,2}の?)?(?:とおり|通り|参照)?\s*\)?[。.]?"
)
_INTRODUCES = re.compile(
    r"(?:以下|次|下記|別紙)の?(?:とおり|通り)(?:です|である|であった|でした)?。$"
    r"|(?:質疑|質疑応答|意見交換)(?:が|を)?(?:行った|行われた|行いました|した|あった)。$"
)


def _take_introduction(walk: Walk, at: int) -> bool:
    """主な発言は以下のとおり。 under a heading: it only leads to what is said below."""
    line, section = walk.lines[at], walk.draft.section
    if section is None or section.items or section.turns or walk.draft.turn is not None or line.mark is not None:
        return False
    spoken = walk.profile.named or walk.profile.signed or walk.profile.circle == "statement"
    if not spoken or not _INTRODUCES.search(line.flat):
        return False
    walk.draft.note(line, "narration")
    return True


def _take_narration(walk: Walk, at: int) -> bool:
    """A sentence about the meeting before anybody speaks (説明を受け、質疑応答を行った。) is kept as a note."""
    line = walk.lines[at]
    if is_prose(line.flat) and (walk.draft.titles or walk.body_label or walk.draft.facts.date) and not walk.in_body:
        walk.draft.note(line, "narration")
        return True
    return False


_RECOGNISERS: tuple[Callable[[Walk, int], bool], ...] = (
    take_field,
    _take_announced,
    take_title,
    _take_agenda,
    take_zone_line,
    take_loose_fact,
    _take_decision,
    _take_aside,
    take_heading,
    _take_introduction,
    _take_words,
    _take_narration,
)
