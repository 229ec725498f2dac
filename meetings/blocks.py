"""Rooms, meetings: a record laid out as it is read: parts of the agenda, headings, turns, statements. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from meetings.choices import AnswerState, SpeakerKind
from meetings.models import AgendaItem, Section, Statement, Turn
from search.text import norm


@dataclass(eq=False)
class Spoken:
    """A turn with its links both ways and the number of its first statement (where a link to it leads)."""

    turn: Turn
    first: int | None
    question: "Spoken | None" = None
    answers: "list[Spoken]" = field(default_factory=list)

    @property
    def is_voice(self) -> bool:
        """What a municipality said: the ledger keeps account of it."""
        return self.turn.speaker_kind == SpeakerKind.MUNICIPALITY

    @property
    def state(self) -> AnswerState:
        return AnswerState(self.turn.answer_state)


@dataclass
class Passage:
    """Statements in a row under one heading and of one turn, with the headings that begin here."""

    headings: list[Section]
    under_heading: bool
    spoken: Spoken | None
    statements: list[Statement]


@dataclass
class Part:
    """What belongs to one item of the agenda (None: the record names none here)."""

    item: AgendaItem | None
    anchor: str
    passages: list[Passage] = field(default_factory=list)


def spoken_turns(turns: Iterable[Turn], first_numbers: Mapping[int, int]) -> dict[int, Spoken]:
    """Turns by id, each tied to what it answers and to what answers it."""
    found = {turn.pk: Spoken(turn, first_numbers.get(turn.pk)) for turn in turns}
    for spoken in found.values():
        question = found.get(spoken.turn.reply_to_id or 0)
        if question:
            spoken.question = question
            question.answers.append(spoken)
    return found


def parts_of(
    statements: Iterable[Statement], sections: Mapping[int, Section], turns: Mapping[int, Spoken]
) -> list[Part]:
    """Statements in reading order as parts and passages. A heading stands once, before its first statement shown."""
    parts: list[Part] = []
    shown: set[int] = set()
    for statement in statements:
        spoken = turns.get(statement.turn_id or 0)
        if not parts or parts[-1].item != statement.agenda_item:
            parts.append(Part(statement.agenda_item, anchor(statement.agenda_item, parts)))
        part = parts[-1]
        path = headings_over(statement, spoken, sections, part)
        fresh = [section for section in path if section.pk not in shown]
        shown |= {section.pk for section in fresh}
        last = part.passages[-1] if part.passages else None
        if last is None or fresh or last.spoken is not spoken:
            part.passages.append(Passage(fresh, bool(path), spoken, [statement]))
        else:
            last.statements.append(statement)
    return parts


def anchor(item: AgendaItem | None, parts: list[Part]) -> str:
    """The id of the part's heading; "" when the record comes back to an item that already has one."""
    wanted = f"a{item.order}" if item else "a0"
    return "" if any(part.anchor == wanted for part in parts) else wanted


def headings_over(
    statement: Statement, spoken: Spoken | None, sections: Mapping[int, Section], part: Part
) -> list[Section]:
    """The headings above a statement, outermost first, without those that only repeat the agenda item."""
    above = statement.section_id or (spoken.turn.section_id if spoken else None)
    path: list[Section] = []
    while above and above in sections and sections[above] not in path:
        path.insert(0, sections[above])
        above = sections[above].parent_id
    title = norm(part.item.title) if part.item else ""
    return [section for section in path if section.heading and norm(section.heading) != title]
