"""Meetings' room, minutes reader: who speaks: from a line that begins a turn to the turn in the draft."""

import re
from dataclasses import replace

from meetings.importing.agenda_list import promote
from meetings.importing.draft import TurnDraft
from meetings.importing.facts import kind_of_attendee
from meetings.importing.fields import key_of, read_field
from meetings.importing.headings import open_heading
from meetings.importing.labels import label_of
from meetings.importing.lines import Line
from meetings.importing.marks import mark_of, wordless_kind
from meetings.importing.signatures import signature_of, signed_below
from meetings.importing.spoken import Spoken, is_prose
from meetings.importing.walk import Walk
from meetings.importing.widths import fold, squeeze, width


def take_turn(walk: Walk, at: int) -> int:
    """Begins a turn at line `at`; the number of lines it took, 0 where nobody begins to speak here."""
    line = walk.lines[at]
    spoken = walk.spoken(at) or _by_legend(walk, line) or _unnamed(walk, at)
    if spoken is None or not _believable(walk, at, spoken):
        return 0
    if walk.zone == "agenda" and _right_below_item(walk, at):
        promote(walk)
    walk.leave()
    rest_line = walk.lines[at + spoken.spans - 1]
    heading = _heading_in_cell(walk, spoken)
    if heading:
        walk.draft.close_turn()
        open_heading(walk, line, heading, mark_of(fold(spoken.rest)))
        spoken = replace(spoken, rest="")
    turn = TurnDraft(walk.draft.section, spoken.label, _kind(walk, spoken), line.no, spoken.form)
    turn.answers = spoken.form in ("arrow", "answered")
    walk.draft.open_turn(turn, line)
    if spoken.spans > 1:
        walk.draft.use(rest_line, f"speaker:{len(walk.draft.turns)}")
    if spoken.rest:
        add_words(walk, rest_line, spoken.rest, _hang(rest_line, spoken.rest))
    return spoken.spans


def _right_below_item(walk: Walk, at: int) -> bool:
    """Whether the line before is the last item of the open list: then that item is a heading of what is said here."""
    items = walk.zone_items
    return (
        bool(items)
        and at > 0
        and (not walk.lines[at].gap or _lists_content(walk))
        and walk.lines[at - 1].no == items[-1].line
        and not items[-1].inline
    )


def _lists_content(walk: Walk) -> bool:
    """４　内容: what is listed below is the meeting itself, whether or not an empty line stands before the words."""
    label = walk.agenda_label
    return label is not None and re.fullmatch(r"(?:会議|協議|審議)?の?内容", squeeze(label.body)) is not None


def add_words(walk: Walk, line: Line, text: str, hang: int | None = None) -> None:
    """Adds passages; bullets that follow a full stop on the same line begin new ones, 中黒 inside words do not."""
    pieces = re.split(r"(?:(?<=。)|(?<=^))\s*・\s*(?=\S)", text) if "・" in text else [text]
    for piece in pieces:
        walk.draft.add(line, piece, hang)


def unsign(walk: Walk, line: Line) -> None:
    """Takes the signature off the end of a wrapped statement that is now complete; the statement ends there."""
    turn, passage = walk.draft.turn, walk.draft.passage
    found = signature_of(passage.text) if turn and passage and turn.form in ("signed", "arrow") else None
    if found is not None and turn is not None and passage is not None and turn.label == found[1]:
        passage.text = found[0]
        walk.draft.use(line, f"speaker:{len(walk.draft.turns)}")
        walk.draft.close_turn()


def _heading_in_cell(walk: Walk, spoken: Spoken) -> str | None:
    """会長 3 計画の策定方針について: a numbered item of business behind the label is a heading, not speech."""
    mark = mark_of(fold(spoken.rest)) if spoken.rest else None
    if mark is None or not mark.numbered or spoken.form not in ("column", "mark", "colon"):
        return None
    words = spoken.rest[mark.end :].strip()
    return words if walk.agenda_item(squeeze(words)) or not is_prose(words) else None


def _believable(walk: Walk, at: int, spoken: Spoken) -> bool:
    """A label alone needs words below it: not another label, not a heading word, not a list of names."""
    line = walk.lines[at]
    if line.cells or _names_people(walk, line):
        return False
    if spoken.form == "arrow" and not walk.in_body and not walk.body_label:
        return False
    if spoken.form == "colon-name" and not walk.in_body and not walk.body_label and walk.profile.named:
        return False
    if spoken.rest:
        return True
    below = walk.lines[at + spoken.spans :]
    following = next((one for one in below if wordless_kind(one.flat) not in ("stage", "page", "rule")), None)
    if following is None or following.cells or wordless_kind(following.flat) == "end":
        return False
    if label_of(following.text) is not None or key_of(following.text) is not None:
        return False
    other = walk.profile.spoken.get(walk.lines.index(following, at))
    if other is not None and (spoken.label is None or (other.form == spoken.form and not other.rest)):
        return False
    names = following.flat.count("、") + following.flat.count(" ") >= 1 and not is_prose(following.flat)
    return not (walk.zone == "people" and names)


def _names_people(walk: Walk, line: Line) -> bool:
    """■参加者：谷口、本庄 in the head is the list of those present, though 参加者 may speak later on."""
    found = None if walk.draft.turns or walk.body_label else read_field(line)
    return found is not None and found.key in ("people", "absent") and "。" not in found.value


def _by_legend(walk: Walk, line: Line) -> Spoken | None:
    """A sign that the legend explains (○：委員、●：事務局)."""
    legend = walk.profile.legend
    if not legend or line.mark is None or line.no in walk.profile.legend_lines or not line.body:
        return None
    label = legend.get(line.mark.sign)
    return Spoken("legend", label, line.body, label.kind) if label else None


def _unnamed(walk: Walk, at: int) -> Spoken | None:
    """Questions and opinions behind a circle or bullet where the record names nobody."""
    line, profile = walk.lines[at], walk.profile
    mark = line.mark
    if profile.signed and not line.cells and (signed := _signed(walk, at)) is not None:
        return signed
    if mark is None or not line.body or profile.named or not (walk.in_body or walk.body_label):
        return None
    if mark.kind == "circle" and profile.circle == "statement" and is_prose(line.flat):
        return Spoken("circle", None, line.body, "member")
    if mark.sign == "●" and profile.dot_answers and is_prose(line.flat):
        return Spoken("answered", None, line.body, "official")
    if mark.kind not in ("bullet", "square", "note", "double", "circle"):
        return None
    if _answered_below(walk, at) or (mark.kind == "bullet" and walk.opinions and is_prose(line.flat)):
        return Spoken("circle", None, line.body, "member")
    return None


def _signed(walk: Walk, at: int) -> Spoken | None:
    """…と思う。（Ａ委員）, also where the statement and its signature are wrapped over several lines."""
    line, open_turn, passage = walk.lines[at], walk.draft.turn, walk.draft.passage
    if open_turn and passage and open_turn.form == "signed" and line.mark is None and not line.gap:
        return None  # the end of the statement above
    own = signature_of(line.body, line.mark is not None)
    if own is not None:
        return Spoken("signed", own[1], own[0], own[1].kind)
    if line.mark is None or line.mark.numbered or not (walk.in_body or walk.body_label):
        return None
    rows = [(one.text, one.mark is None and not one.gap and not one.cells) for one in walk.lines[at + 1 : at + 6]]
    label = signed_below(rows)
    return Spoken("signed", label, line.body, label.kind) if label else None


def _answered_below(walk: Walk, at: int) -> bool:
    """Whether an arrow answers this line before another mark comes."""
    for later in range(at + 1, min(at + 4, len(walk.lines))):
        spoken = walk.profile.spoken.get(later)
        if spoken is not None:
            return spoken.form == "arrow"
        if walk.lines[later].mark is not None:
            return False
    return False


def _kind(walk: Walk, spoken: Spoken) -> str:
    """The speaker's kind; where the label alone is vague (理事, さん, a bare name) the attendance list decides."""
    label = spoken.label
    if label is None:
        return spoken.kind
    vague = spoken.kind == "other" or (spoken.kind == "member" and not label.bare) or not label.firm
    if vague and label.person:
        return kind_of_attendee(walk.draft, label.person) or spoken.kind
    return spoken.kind


def _hang(line: Line, rest: str) -> int:
    """The page column where the words of an inline turn begin: wrapped lines may be indented as far."""
    begin = line.text.find(rest[:10])
    return line.indent + width(line.text[: max(0, begin)])
