"""Meetings' room, minutes reader: the record while it is being read: what was found, and what became of each line."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from meetings.importing.labels import Label
from meetings.importing.lines import Line
from meetings.importing.records import Attachment, Attendee, Decision, NoteLine
from meetings.importing.widths import squeeze


@dataclass(slots=True, eq=False)
class PassageDraft:
    """A passage that may still grow by wrapped lines; `hang` is the page column its words begin at."""

    no: int
    text: str
    line: int
    line_end: int
    column: int
    hang: int = 0
    indent: int = 0


@dataclass(slots=True, eq=False)
class AgendaDraft:
    """An item of business; `path` holds the marks above it, `parent` the item it hangs under."""

    no: str
    title: str
    line: int
    start: datetime.time | None = None
    end: datetime.time | None = None
    presenter: str | None = None
    minutes: int | None = None
    parent: "AgendaDraft | None" = None
    inline: bool = False
    kind: str = ""
    indent: int = 0
    level: int = 0

    @property
    def key(self) -> str:
        """The title without spaces, for finding it again in the body."""
        return squeeze(self.title)


@dataclass(slots=True, eq=False)
class SectionDraft:
    """A heading of the body; one such as 議事内容 (`frame`) counts only where something stands right under it."""

    level: int
    heading: str | None
    line: int
    parent: "SectionDraft | None" = None
    presenter: str | None = None
    agenda: AgendaDraft | None = None
    frame: bool = False
    style: str = ""
    items: list[PassageDraft] = field(default_factory=list)
    turns: int = 0
    id: str = ""


@dataclass(slots=True, eq=False)
class TurnDraft:
    """A turn being read."""

    section: SectionDraft | None
    label: Label | None
    kind: str
    line: int
    form: str
    paragraphs: list[PassageDraft] = field(default_factory=list)
    answers: bool = False


@dataclass(slots=True)
class Facts:
    """What the head of a record states about the meeting."""

    date: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    place: str | None = None
    format: str | None = None
    name: str | None = None
    title: str | None = None
    title_line: int = 0
    document_type: str | None = None
    weekday: int | None = None
    date_line: int = 0


class Draft:
    """Everything found so far. Each recogniser writes here and says which lines it used."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.facts = Facts()
        self.titles: list[tuple[int, Line]] = []
        self.agenda: list[AgendaDraft] = []
        self.sections: list[SectionDraft] = []
        self.turns: list[TurnDraft] = []
        self.attendees: list[Attendee] = []
        self.attachments: list[Attachment] = []
        self.decisions: list[Decision] = []
        self.notes: list[NoteLine] = []
        self.unread: list[Line] = []
        self.uses: dict[int, list[str]] = defaultdict(list)
        self.section: SectionDraft | None = None
        self.turn: TurnDraft | None = None
        self.passage: PassageDraft | None = None
        self.passages = 0
        self.body_begun = False

    def use(self, line: Line, what: str) -> None:
        """Records what became of the source lines of `line`."""
        for no in range(line.no, line.no_end + 1):
            if what not in self.uses[no]:
                self.uses[no].append(what)

    def note(self, line: Line, kind: str) -> None:
        """Keeps a line that is understood and is no content."""
        self.notes.append(NoteLine(line.no, line.text, kind))
        self.use(line, "mark" if kind in ("rule", "page", "end", "frame", "disclaimer", "stage") else "note")

    def open_section(self, section: SectionDraft, line: Line) -> None:
        """Begins a section; its parent is the nearest open one of a smaller level."""
        above = self.section
        while above is not None and above.level >= section.level:
            above = above.parent
        section.parent = above
        self.sections.append(section)
        self.section, self.turn, self.passage = section, None, None
        self.body_begun = True
        self.use(line, "section")

    def open_turn(self, turn: TurnDraft, line: Line) -> None:
        """Begins a turn in the section that is open."""
        self.turns.append(turn)
        self.turn, self.passage = turn, None
        self.body_begun = True
        if self.section is not None:
            self.section.turns += 1
        self.use(line, f"speaker:{len(self.turns)}")

    def close_turn(self) -> None:
        """What follows belongs to nobody in particular."""
        self.turn = self.passage = None

    def add(self, line: Line, text: str, hang: int | None = None) -> PassageDraft | None:
        """A new passage: a paragraph of the open turn, else an item of the open section."""
        text = text.strip()
        if not text:
            return None
        self.passages += 1
        passage = PassageDraft(self.passages, text, line.no, line.no_end, max(0, line.raw.find(text)),
                               line.column if hang is None else hang, line.indent)  # fmt: skip
        if self.turn is not None:
            self.turn.paragraphs.append(passage)
        else:
            if self.section is None:
                self.open_section(SectionDraft(1, None, line.no), line)
                self.uses[line.no].remove("section")
            if self.section is not None:
                self.section.items.append(passage)
        self.body_begun = True
        self.passage = passage
        self.use(line, f"passage:{passage.no}")
        return passage

    def extend(self, line: Line) -> None:
        """Joins a wrapped line to the passage before it: a space between Latin letters, nothing between Japanese."""
        if self.passage is None:
            return
        before, after = self.passage.text[-1:], line.text[:1]
        glue = " " if before.isascii() and after.isascii() and (before.isalnum() or before in ",.;:)") else ""
        self.passage.text += glue + line.text
        self.passage.line_end = max(self.passage.line_end, line.no_end)
        self.use(line, f"passage:{self.passage.no}")
