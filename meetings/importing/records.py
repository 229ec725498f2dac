"""Meetings' room, minutes reader: the neutral record that a source becomes: plain values, no database."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence-bearing piece (a section item or a paragraph of a turn), word for word as in the source.

    `no` is the reading order over the whole record from 1; `line`…`line_end` are source lines; `column` is where
    the piece begins on its first line (several pieces may share one line).
    """

    no: int
    text: str
    line: int
    line_end: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of business: its number as printed, times, presenter and planned minutes where the source has them."""

    no: str
    title: str
    line: int
    start: datetime.time | None = None
    end: datetime.time | None = None
    presenter: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A heading of the body with the items under it that nobody in particular speaks."""

    id: str
    level: int
    heading: str | None
    line: int
    parent: str | None = None
    presenter: str | None = None
    agenda_no: str | None = None
    items: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """What one speaker says in one go. `speaker` is the label as printed, `kind` who speaks (schema kinds)."""

    no: int
    section: str | None
    speaker: str | None
    kind: str
    paragraphs: tuple[Passage, ...]
    line: int
    person: str | None = None
    role: str | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody named as present or absent, under the heading `group`."""

    name: str
    role: str | None
    group: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper of the meeting: 資料1 and its title."""

    label: str | None
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, as printed."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line that is understood and is no content of the meeting: a stage direction, a rule, a page number."""

    line: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class UnparsedLine:
    """A line that no recogniser claims; a person decides about it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A spot for a person to decide: `kind` of issue, the `rule` that saw it, the words, and why.

    `passage` is the number of the passage it stands in, None where it concerns a line or the record as a whole.
    """

    kind: str
    rule: str
    line: int
    excerpt: str
    note: str
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class LineUse:
    """What became of one source line: `uses` names the parts that took it (see docs/minutes-reader.md)."""

    line: int
    text: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinutesRecord:
    """A whole meeting record. Unknown facts are None; nothing is guessed without saying so in `doubts`."""

    title: str | None = None
    document_type: str | None = None
    body_name: str | None = None
    ordinal: int | None = None
    fiscal_year: int | None = None
    date: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    place: str | None = None
    format: str | None = None
    attendees: tuple[Attendee, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    sections: tuple[SectionBlock, ...] = ()
    turns: tuple[SpokenTurn, ...] = ()
    decisions: tuple[Decision, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    unparsed: tuple[UnparsedLine, ...] = ()
    line_uses: tuple[LineUse, ...] = field(default=())
    doubts: tuple[Doubt, ...] = ()

    def passages(self) -> list[Passage]:
        """All passages in reading order."""
        of_sections = [passage for section in self.sections for passage in section.items]
        of_turns = [passage for turn in self.turns for passage in turn.paragraphs]
        return sorted(of_sections + of_turns, key=lambda passage: passage.no)
