"""Meetings' room, minutes reader: table rows: fields in cells, questions with answers, names, items of business."""

import re

from meetings.importing.agenda_list import add_item, open_agenda, promote
from meetings.importing.draft import TurnDraft
from meetings.importing.facts import take_people
from meetings.importing.fields import pairs_in_cells
from meetings.importing.head import put_field
from meetings.importing.labels import Label, label_of
from meetings.importing.lines import Line
from meetings.importing.spoken import is_prose
from meetings.importing.walk import Columns, Walk
from meetings.importing.widths import fold, squeeze

_WHO = re.compile(
    r"^(?:委員名?|発言者|質問者|構成員|氏名|団体名?|市町名?|提出者|意見者|議員名?|発言者名|委員等|回答者|機関名?|所属)$"
)
_ASKED = re.compile(r"質問|意見|質疑|提案|内容|発言|要旨|コメント|指摘")
_ANSWERED = re.compile(r"考え方|回答|答弁|対応|見解|応答")
_THEME = re.compile(r"^(?:項目|議題|テーマ|区分|該当箇所|分類|件名)$")
_PLAIN_HEAD = re.compile(r"^(?:項目|内容|区分|事項|詳細|No\.?|番号|items?|details?|contents?)$", re.I)
_ITEM = re.compile(r"^(?:議題|議事|案件|件名|議案|題名|内容|次第)$")
_PRESENTER = re.compile(r"^(?:説明者?|発表者?|報告者?|提案者?|担当者?|講師)$")
_WHEN = re.compile(r"^(?:時間|時刻|開始|予定時刻)$")
_NOTHING = re.compile(r"^(?:(?:特に)?(?:意見|質問|質疑)?(?:は)?(?:なし|無し|ありません)。?|特になし|[-―－ー—–]*)$")


def take_row(walk: Walk, at: int) -> bool:
    """Reads a table row as what its table is; False where no table recogniser knows it."""
    line = walk.lines[at]
    if not line.cells:
        walk.columns = None
        return False
    if walk.columns is not None:
        return _take_exchange(walk, line, walk.columns)
    if walk.zone == "agenda" and walk.agenda_columns is not None:
        return _take_agenda_row(walk, line, walk.agenda_columns)
    columns = _columns_of(line.cells)
    if columns is not None:
        walk.leave()
        walk.columns = columns
        walk.draft.close_turn()
        walk.draft.note(line, "table-head")
        return True
    if not walk.in_body and _take_agenda_head(walk, line):
        return True
    begun = walk.in_body or walk.body_label or "。" in line.flat
    fields = [] if begun and _spoken_cells(line) else pairs_in_cells(line.cells)
    if fields and not walk.draft.turns and not any(section.items for section in walk.draft.sections):
        for found in fields:
            put_field(walk, line, found)
        return True
    if walk.zone == "people" and _spoken_cells(line) is None:
        return _take_person_row(walk, line)
    return _take_spoken_row(walk, at)


def _spoken_cells(line: Line) -> tuple[Label, str] | None:
    """A label in one cell and a sentence in the last; numbers and times may stand before them."""
    filled = [cell for cell in line.cells if cell and not re.fullmatch(r"[0-9:.()]{1,8}", fold(cell))]
    label = label_of(filled[0]) if len(filled) == 2 else None
    return (label, filled[1]) if label is not None and is_prose(fold(filled[1])) else None


def _take_spoken_row(walk: Walk, at: int) -> bool:
    """会長 ⇥ 本文 without a header row, where such rows come again; an empty first cell goes on with the turn."""
    line = walk.lines[at]
    found = _spoken_cells(line)
    if found is None:
        if len(line.cells) == 2 and not line.cells[0] and walk.draft.turn is not None:
            walk.draft.add(line, line.cells[1])
            return True
        return False
    if walk.spoken_rows < 0:
        walk.spoken_rows = sum(1 for one in walk.lines if one.cells and _spoken_cells(one) is not None)
    if walk.spoken_rows < 2:
        return False
    if walk.zone == "agenda" and walk.zone_items and walk.lines[at - 1].no == walk.zone_items[-1].line:
        promote(walk)
    walk.leave()
    label, words = found
    walk.draft.open_turn(TurnDraft(walk.draft.section, label, label.kind, line.no, "table"), line)
    walk.draft.add(line, words)
    return True


def _columns_of(cells: tuple[str, ...]) -> Columns | None:
    """The meaning of a header row (No.｜委員｜質問・意見｜市の考え方), or None where it is no such header."""
    tight = [squeeze(cell) for cell in cells]
    if any(len(cell) > 20 or "。" in cell for cell in tight):
        return None
    who = next((at for at, cell in enumerate(tight) if _WHO.match(cell)), None)
    answered = next((at for at, cell in enumerate(tight) if _ANSWERED.search(cell)), None)
    asked = next((at for at, cell in enumerate(tight) if at not in (who, answered) and _ASKED.search(cell)), None)
    if asked is None or (who is None and answered is None):
        return None
    theme = next((at for at, cell in enumerate(tight) if at not in (who, answered, asked) and _THEME.match(cell)), None)
    answerer = None
    if answered is not None:
        match = re.match(
            r"^(?P<who>.{1,12}?)(?:として)?の?(?:基本的な)?(?:考え方|回答|答弁|対応|見解)", tight[answered]
        )
        answerer = match["who"] if match and not _ASKED.search(match["who"]) else None
    return Columns(who, asked, answered, answerer, theme)


def _take_agenda_head(walk: Walk, line: Line) -> bool:
    """番号｜議題｜説明者: the rows below are items of business. 項目｜内容 only says that fields follow."""
    tight = [squeeze(cell) for cell in line.cells]
    if all(_PLAIN_HEAD.match(cell) for cell in tight):
        walk.draft.note(line, "table-head")
        return True
    title = next((at for at, cell in enumerate(tight) if _ITEM.match(cell)), None)
    who = next((at for at, cell in enumerate(tight) if _PRESENTER.match(cell)), None)
    when = next((at for at, cell in enumerate(tight) if _WHEN.match(cell)), None)
    if title is None or (who is None and when is None) or len(tight) < 2:
        return False
    open_agenda(walk, line)
    walk.agenda_columns = (title, who, when)
    return True


def _take_agenda_row(walk: Walk, line: Line, columns: tuple[int, int | None, int | None]) -> bool:
    title, who, when = (line.cells[at].strip() if at is not None and at < len(line.cells) else "" for at in columns)
    if not title:
        return False
    add_item(walk, line, f"{when}\t{title}" if when else title)
    if who and who not in ("-", "－", "―"):
        walk.zone_items[-1].presenter = who
    return True


def _take_exchange(walk: Walk, line: Line, columns: Columns) -> bool:
    """One row of questions and answers: a turn each, the second answering the first. 意見なし is no speech."""
    cells = line.cells

    def cell(at: int | None) -> str:
        return cells[at].strip() if at is not None and at < len(cells) else ""

    asked, answered = cell(columns.asked), cell(columns.answered)
    if not asked or _NOTHING.match(fold(asked)):
        if asked or not answered:
            walk.draft.note(line, "no-opinion")
            return True
    else:
        name = cell(columns.speaker)
        label = (label_of(name) or Label(name, "member", firm=False)) if name else None
        _add(walk, line, label, label.kind if label else "member", asked, answers=False)
    if answered and not _NOTHING.match(fold(answered)):
        who = columns.answerer
        label = label_of(who) or Label(who, "official", firm=False) if who else None
        _add(walk, line, label, label.kind if label else "official", answered, answers=True)
    walk.draft.turn = None
    return True


def _add(walk: Walk, line: Line, label: Label | None, kind: str, text: str, answers: bool) -> None:
    turn = TurnDraft(walk.draft.section, label, kind, line.no, "table", answers=answers)
    walk.draft.open_turn(turn, line)
    walk.draft.add(line, text)


def _take_person_row(walk: Walk, line: Line) -> bool:
    """所属・役職名 | 氏名 | 備考."""
    if any(
        re.fullmatch(r"氏名|名前|所属.*|役職.*|備考|区分|職名|出欠|No\.?|番号", squeeze(cell)) for cell in line.cells
    ):
        walk.draft.use(line, "attendees")
        walk.draft.note(line, "table-head")
        return True
    cells = [cell for cell in line.cells if cell]
    name = cells[1] if len(cells) > 1 else cells[0]
    role = f"（{squeeze(cells[2])}）" if len(cells) > 2 else ""
    take_people(walk.draft, squeeze(name) + role, line, cells[0] if len(cells) > 1 else walk.group)
    return True
