"""Meetings' room, minutes reader: where the reading stands: which list is open, what waits for a value."""

from dataclasses import dataclass, field

from meetings.importing.draft import AgendaDraft, Draft
from meetings.importing.fields import FieldLine
from meetings.importing.lines import Line
from meetings.importing.marks import Mark
from meetings.importing.profile import Profile
from meetings.importing.spoken import Spoken


@dataclass(slots=True)
class Columns:
    """The columns of a question-and-answer table: who asks, what, and who answers with what."""

    speaker: int | None
    asked: int
    answered: int | None
    answerer: str | None
    theme: int | None


@dataclass(slots=True)
class Walk:
    """The state of one reading. `zone` is the list that is open: people, agenda, papers, value, decided or none."""

    lines: list[Line]
    draft: Draft
    profile: Profile
    zone: str = ""
    group: str | None = None
    agenda_columns: tuple[int, int | None, int | None] | None = None
    label_mark: Mark | None = None
    pending: list[FieldLine] = field(default_factory=list)
    agenda_label: Line | None = None
    zone_items: list[AgendaDraft] = field(default_factory=list)
    loose: bool = False
    columns: Columns | None = None
    body_label: bool = False
    opinions: bool = False
    spoken_rows: int = -1  # rows of cells that hold a speaker and a sentence; -1 while they are not counted

    def leave(self) -> None:
        """Closes the open list."""
        self.zone = ""
        self.group = None
        self.label_mark = None
        self.agenda_columns = None
        self.pending = []
        self.columns = None

    @property
    def in_body(self) -> bool:
        """Whether a turn or a section has begun."""
        return bool(self.draft.turns or self.draft.sections)

    def spoken(self, at: int) -> Spoken | None:
        """The believed turn that line `at` begins, or None."""
        found = self.profile.spoken.get(at)
        return found if found is not None and self.profile.trusts(found) else None

    def agenda_item(self, key: str) -> AgendaDraft | None:
        """The item of business whose title is `key` (squeezed), or None."""
        if not key:
            return None
        return next((item for item in self.draft.agenda if item.key == key), None)
