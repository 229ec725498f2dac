"""Rooms, meetings: the review page laid out: the source line by line, the statements block by block. Reads only."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from meetings.choices import IssueDecision, IssueKind
from meetings.models import AgendaItem, Meeting, ReviewIssue, Section, SourceDocument, Statement, Turn

# What became of a source line, by the first part of the reader's word for it.
USES = {
    "title": "表題",
    "document_type": "文書の種類",
    "date": "日時",
    "times": "日時",
    "when": "日時",
    "start": "日時",
    "how": "開き方",
    "format": "開き方",
    "place": "場所",
    "where": "場所",
    "name": "会議の名前",
    "attendees": "出席者",
    "agenda": "次第",
    "section": "見出し",
    "speaker": "話者",
    "passage": "発言",
    "decision": "決まったこと",
    "attachment": "資料",
    "attachments": "資料",
    "blank": "空行",
    "mark": "書式",
    "rule": "書式",
    "page": "ページ番号",
    "end": "終わりの印",
    "frame": "サイトの部品",
    "label": "項目名",
    "table-head": "表の見出し",
    "disclaimer": "断り書き",
    "unparsed": "読み取れなかった行",
}
ASIDE = "注記"
MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A source line, what became of it, and where that stands on the page ("" where nothing of it does)."""

    no: int
    text: str
    use: str
    anchor: str
    is_unread: bool


@dataclass(slots=True)
class Item:
    """A statement with its doubts, the open ones first."""

    statement: Statement
    issues: list[ReviewIssue]

    @property
    def open_issues(self) -> list[ReviewIssue]:
        return [issue for issue in self.issues if issue.is_open]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces: (words, whether an open doubt is about them)."""
        doubtful = [re.escape(issue.excerpt) for issue in self.open_issues if issue.excerpt]
        if not doubtful:
            return [(self.statement.text, False)]
        parts = re.split(f"({'|'.join(doubtful)})", self.statement.text)
        return [(part, bool(place % 2)) for place, part in enumerate(parts) if part]

    @property
    def is_ready(self) -> bool:
        """Nothing but a look is missing."""
        return not self.statement.is_accepted and not self.open_issues


@dataclass(slots=True)
class Block:
    """Statements in a row of one turn, or under one heading."""

    turn: Turn | None
    section: Section | None
    items: list[Item] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The anchor of the block: its first statement."""
        return f"b{self.items[0].statement.number}"

    @property
    def agenda_item(self) -> AgendaItem | None:
        """That of its first statement; a statement with another one says so itself."""
        return self.items[0].statement.agenda_item

    @property
    def ready(self) -> list[Item]:
        return [item for item in self.items if item.is_ready]

    @property
    def seen(self) -> str:
        """number:stamp pairs of what can be confirmed in one go."""
        return ",".join(f"{item.statement.number}:{item.statement.stamp}" for item in self.ready)


@dataclass(slots=True)
class Board:
    """The whole page: counts of everything, blocks and lines of what is shown."""

    blocks: list[Block]
    lines: list[Line]
    outside: list[ReviewIssue]
    total: int
    accepted: int
    open_issues: int

    many_alike: list[tuple[str, str, int]]  # kinds with so many open doubts that one reason may do for all


def board_of(meeting: Meeting, only_rest: bool = False) -> Board:
    """Statements, doubts and source of a record in three queries. `only_rest` leaves out what is done."""
    issues = list(meeting.issues.select_related("decided_by"))
    of_statement: dict[int, list[ReviewIssue]] = defaultdict(list)
    for issue in sorted(issues, key=lambda issue: not issue.is_open):
        of_statement[issue.statement_id or 0].append(issue)
    with_turns = meeting.statements.select_related("section", "agenda_item", "turn__speaker", "turn__reply_to__speaker")
    statements = list(with_turns.order_by("number"))
    items = [Item(statement, of_statement[statement.pk]) for statement in statements]
    shown = [item for item in items if not only_rest or not item.statement.is_accepted or item.open_issues]
    source = source_of(meeting)
    return Board(
        blocks=blocks_of(shown),
        lines=lines_of(source, {item.statement.number for item in shown}),
        outside=[issue for issue in of_statement[0] if not only_rest or issue.is_open],
        total=len(statements),
        accepted=sum(statement.is_accepted for statement in statements),
        open_issues=sum(issue.is_open for issue in issues),
        many_alike=many_alike(issues),
    )


def many_alike(issues: list[ReviewIssue]) -> list[tuple[str, str, int]]:
    """(kind, its word, how many open) for kinds with three open doubts or more."""
    of_kind = Counter(issue.kind for issue in issues if issue.is_open)
    return [(kind, IssueKind(kind).label, number) for kind, number in of_kind.items() if number >= MANY]


def source_of(meeting: Meeting) -> list[tuple[str, list[str]]]:
    """Each line of the original with what became of it; none for a record that was not imported."""
    uses = SourceDocument.objects.filter(meeting=meeting).values_list("line_uses", flat=True).first()
    return [(text, words) for text, words in uses or []]


def blocks_of(items: list[Item]) -> list[Block]:
    """A new block begins with another turn or heading."""
    blocks: list[Block] = []
    for item in items:
        turn, section = item.statement.turn, item.statement.section
        if not blocks or (blocks[-1].turn, blocks[-1].section) != (turn, section):
            blocks.append(Block(turn, section))
        blocks[-1].items.append(item)
    return blocks


def lines_of(source: list[tuple[str, list[str]]], shown: set[int]) -> list[Line]:
    """Every line of the source with its number: none is left out."""
    return [line_of(no, text, uses, shown) for no, (text, uses) in enumerate(source, 1)]


def line_of(no: int, text: str, uses: list[str], shown: set[int]) -> Line:
    """A line and where it went. Passages are statement numbers."""
    passages = [int(use.removeprefix("passage:")) for use in uses if use.startswith("passage:")]
    anchors = [number for number in passages if number in shown]
    if passages:
        use = f"発言{passages[0]}" if len(passages) == 1 else f"発言{passages[0]}–{passages[-1]}"
    else:
        use = "・".join(dict.fromkeys(word_for(use) for use in uses))
    return Line(no, text, use, f"i{anchors[0]}" if anchors else "", "unparsed" in uses)


def word_for(use: str) -> str:
    """The Japanese word for what the reader says a line became; agenda items with their number."""
    kind, _, which = use.partition(":")
    word = USES.get(kind, ASIDE)
    return f"{word}{which}" if kind == "agenda" and which else word


def around(lines: list[Line], statement: Statement, margin: int = 2) -> list[Line]:
    """The source lines of one statement with a few before and after."""
    first = statement.line or 1
    last = statement.line_end or first
    return [line for line in lines if first - margin <= line.no <= last + margin]


def open_issues_of(statement: Statement) -> list[ReviewIssue]:
    """Doubts of one statement, the open ones first."""
    return sorted(statement.issues.select_related("decided_by"), key=lambda one: one.decision != IssueDecision.OPEN)
