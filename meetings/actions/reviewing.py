"""Rooms, meetings: work on a draft, statement by statement: confirm, correct, hide, name the speaker.

Every act carries the stamp of what its author saw (meetings/stamps.py). When somebody else has written since, it is
refused with both texts and nothing is overwritten. `source_text` never changes.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.rules import Refused, require
from meetings.actions.trail import lock_for_editing, record
from meetings.choices import REDACTED, IssueDecision, IssueKind, MeetingVerb, SpeakerKind, StatementCheck, StatementKind
from meetings.models import AgendaItem, Meeting, ReviewIssue, Speaker, Statement, Turn
from meetings.pseudonyms import is_pseudonym


def why_not_fresh(statement: Statement, seen: str, mine: str = "") -> str:
    """ "" while the statement is as its reader saw it; else what it says now beside what the reader wanted."""
    if statement.stamp == seen:
        return ""
    wanted = f"あなたの入力は「{mine}」です。" if mine else ""
    return (
        f"発言{statement.number}は、画面を開いたあとでほかの人が直しました。いまの文は「{statement.text}」です。{wanted}"
        "何も変えていません。いまの内容を確かめて、もう一度直してください。"
    )


def why_not_text(statement: Statement, text: str, reason: str) -> str:
    """A statement is never empty, and a change of its words has a reason."""
    if not text.strip():
        return "発言を空にはできません。消したい言葉は「伏せる」で伏せてください。"
    if text != statement.text and not reason.strip():
        return "文を直す理由を入力してください。"
    return ""


def why_not_redact(statement: Statement, words: str, reason: str) -> str:
    """Hidden is what stands in the text word for word, for a reason."""
    if not words.strip():
        return "伏せる言葉を入力してください。"
    if words not in statement.text or words in REDACTED:
        return f"「{words}」は、いまの文にありません。伏せる言葉を、文にあるとおりに入力してください。"
    return "" if reason.strip() else "伏せる理由を入力してください。"


def statement_of(meeting: Meeting, number: int) -> Statement:
    """A statement of the locked meeting with its turn."""
    found: Statement = Statement.objects.select_related("turn__speaker").get(meeting=meeting, number=number)
    return found


def pending(statement: Statement) -> None:
    """Changed words need a new confirmation."""
    statement.check_state, statement.checked_at, statement.checked_by = StatementCheck.PENDING, None, None


@transaction.atomic
def accept(meeting: Meeting, *, by: User, seen: Mapping[int, str]) -> tuple[int, int]:
    """Confirm the statements with these numbers (number → stamp). Those with an open doubt stay unconfirmed.

    Returns how many were confirmed and how many stayed. Refuses when one of them was changed meanwhile.
    """
    meeting = lock_for_editing(meeting, by)
    rows = list(
        Statement.objects.filter(meeting=meeting, number__in=seen, check_state=StatementCheck.PENDING)
        .select_related("turn")
        .order_by("number")
    )
    for row in rows:
        require(why_not_fresh(row, seen[row.number]))
    ready = confirm_ready(meeting, rows, by)
    if rows and not ready:
        raise Refused(f"発言{rows[0].number}には要対応が残っています。先に判断してください。")
    return ready, len(rows) - ready


def confirm_ready(meeting: Meeting, rows: list[Statement], by: User) -> int:
    """Confirms those of the rows that have no open doubt; how many that were."""
    doubts = ReviewIssue.objects.filter(statement__in=rows, decision=IssueDecision.OPEN)
    doubtful = set(doubts.values_list("statement", flat=True))
    ready = [row for row in rows if row.pk not in doubtful]
    if ready:
        Statement.objects.filter(pk__in=[row.pk for row in ready]).update(
            check_state=StatementCheck.ACCEPTED, checked_at=timezone.now(), checked_by=by
        )
        record(meeting, MeetingVerb.CHECKED, by, f"発言{'・'.join(str(row.number) for row in ready)}")
    return len(ready)


@transaction.atomic
def edit_statement(
    statement: Statement,
    *,
    by: User,
    seen: str,
    text: str,
    kind: StatementKind | str,
    agenda_item: AgendaItem | None,
    whole_section: bool = False,
    reason: str = "",
    confirm: bool = False,
) -> Statement:
    """Correct a statement. Changed words need a reason.

    whole_section: the other statements under its heading move to the same agenda item; confirm: it is right now,
    which counts only when it has no open doubt.
    """
    meeting = lock_for_editing(statement.meeting, by)
    statement = statement_of(meeting, statement.number)
    require(why_not_fresh(statement, seen, text))
    require(why_not_text(statement, text, reason))
    require("" if agenda_item is None or agenda_item.meeting_id == meeting.pk else "この会議の次第を選んでください。")
    note = f"：{reason.strip()}" if text != statement.text else ""
    statement.text, statement.kind, statement.agenda_item = text, StatementKind(kind), agenda_item
    pending(statement)
    statement.save(update_fields=["text", "kind", "agenda_item", "check_state", "checked_at", "checked_by"])
    record(meeting, MeetingVerb.EDITED, by, f"発言{statement.number}{note}")
    if whole_section:
        neighbours(statement).update(agenda_item=agenda_item)
    if agenda_item is not None:
        matched = ReviewIssue.objects.filter(meeting=meeting, statement=statement, kind=IssueKind.AGENDA_UNMATCHED)
        settle(matched, by, f"次第「{agenda_item}」にした")
    if confirm:
        confirm_ready(meeting, [statement], by)
    return statement_of(meeting, statement.number)


def neighbours(statement: Statement) -> QuerySet[Statement]:
    """The statements under the same heading, itself included; without a heading, all that have none."""
    section = statement.turn.section_id if statement.turn else statement.section_id
    under = Q(section=section) | Q(turn__section=section)
    nowhere = Q(section=None) & (Q(turn=None) | Q(turn__section=None))
    return Statement.objects.filter(under if section else nowhere, meeting=statement.meeting_id)


@transaction.atomic
def redact(statement: Statement, *, by: User, seen: str, words: str, reason: str) -> Statement:
    """Hide words: everywhere in the shown text they become REDACTED. Only the original still has them."""
    meeting = lock_for_editing(statement.meeting, by)
    statement = statement_of(meeting, statement.number)
    require(why_not_fresh(statement, seen))
    require(why_not_redact(statement, words, reason))
    hide(statement, words)
    record(meeting, MeetingVerb.EDITED, by, f"発言{statement.number}の一部を伏せた：{reason.strip()}")
    return statement


def hide(statement: Statement, words: str) -> None:
    """The words leave the shown text; neighbouring marks become one."""
    text = statement.text.replace(words, REDACTED)
    while REDACTED + REDACTED in text:
        text = text.replace(REDACTED + REDACTED, REDACTED)
    statement.text = text
    pending(statement)
    statement.save(update_fields=["text", "check_state", "checked_at", "checked_by"])


@transaction.atomic
def set_speaker(turn: Turn, *, by: User, seen: str, label: str, kind: SpeakerKind | str, confirm: bool = False) -> Turn:
    """Say who speaks in a turn: a label of this meeting or a new one, "" for nobody named.

    A label has one kind in the whole meeting: another kind changes all its turns. Open doubts about the speaker of
    this turn are settled by it. Its statements wait for a new confirmation unless `confirm` says that they are right
    (an open doubt keeps them waiting).
    """
    meeting = lock_for_editing(turn.meeting, by)
    turn = Turn.objects.select_related("speaker").get(pk=turn.pk)
    require(why_not_same_turn(turn, seen))
    old, label, kind = turn.speaker, label.strip(), SpeakerKind(kind)
    turn.speaker = speaker_named(meeting, label, kind) if label else None
    turn.speaker_kind = kind
    turn.save(update_fields=["speaker", "speaker_kind"])
    if old and old != turn.speaker and not Turn.objects.filter(speaker=old).exists():
        old.delete()
    said = turn.statements.all()
    said.update(check_state=StatementCheck.PENDING, checked_at=None, checked_by=None)
    record(meeting, MeetingVerb.EDITED, by, f"発言のまとまり{turn.number}の話者を「{label or '記載なし'}」にした")
    if label:
        unknown = ReviewIssue.objects.filter(statement__turn=turn, kind=IssueKind.SPEAKER_UNKNOWN)
        settle(unknown, by, f"話者を「{label}」にした")
    if confirm:
        confirm_ready(meeting, list(said), by)
    return turn


def why_not_same_turn(turn: Turn, seen: str) -> str:
    """ "" while the turn has the speaker that its reader saw."""
    if turn.stamp == seen:
        return ""
    return (
        f"この話者は、画面を開いたあとでほかの人が直しました。いまは「{turn.speaker or '記載なし'}」"
        f"（{turn.get_speaker_kind_display()}）です。何も変えていません。確かめて、もう一度直してください。"
    )


def speaker_named(meeting: Meeting, label: str, kind: SpeakerKind) -> Speaker:
    """The speaker of the meeting with this label, made if new; its kind holds for all its turns."""
    speaker, is_new = Speaker.objects.get_or_create(
        meeting=meeting, label=label, defaults={"kind": kind, "is_pseudonym": is_pseudonym(label)}
    )
    if not is_new and speaker.kind != kind:
        speaker.kind = kind
        speaker.save(update_fields=["kind"])
        Turn.objects.filter(speaker=speaker).update(speaker_kind=kind)
    return speaker


def settle(issues: QuerySet[ReviewIssue], by: User, reason: str) -> None:
    """Open doubts that an act has answered by itself."""
    issues.filter(decision=IssueDecision.OPEN).update(
        decision=IssueDecision.CORRECT, reason=reason[:200], decided_at=timezone.now(), decided_by=by
    )
