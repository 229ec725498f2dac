"""Rooms, meetings: one decision for each doubtful spot: keep 〔ママ〕, correct, hide, no problem; or take it back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import require
from meetings.actions.reviewing import hide, pending, statement_of, why_not_fresh, why_not_redact
from meetings.actions.trail import lock_for_editing, record
from meetings.choices import IssueDecision, IssueKind, MeetingVerb
from meetings.models import Meeting, ReviewIssue, Statement


def why_not_decide(issue: ReviewIssue, decision: IssueDecision, reason: str) -> str:
    """One decision for each doubt; what changes the text needs a text to change and a reason."""
    if not issue.is_open:
        return f"「{issue.excerpt}」は、もう「{issue.get_decision_display()}」と判断されています。"
    if decision == IssueDecision.OPEN:
        return "判断を選んでください。"
    if decision == IssueDecision.REDACT and issue.statement_id is None:
        return "発言の外にある行は公開されないので、伏せる必要はありません。「問題なし」を選んでください。"
    if decision == IssueDecision.CORRECT and not reason.strip():
        return "修正の理由を入力してください。"
    return ""


def why_not_replace(statement: Statement, words: str, replacement: str) -> str:
    """A correction names words that stand in the text exactly once."""
    places = statement.text.count(words) if words else 0
    if places != 1:
        where = f"{places}か所あります" if places else "ありません"
        return f"「{words}」は、いまの文に{where}。発言{statement.number}の画面で、文を直してください。"
    if not replacement.strip():
        return "直したあとの言葉を入力してください。消すだけのときは、発言の画面で文を直してください。"
    if replacement == words:
        return "直したあとの言葉が、いまの言葉と同じです。直した形で入力してください。"
    return ""


@transaction.atomic
def decide(
    issue: ReviewIssue,
    *,
    by: User,
    decision: IssueDecision | str,
    reason: str = "",
    words: str = "",
    replacement: str = "",
    seen: str = "",
) -> ReviewIssue:
    """Decide one doubt.

    words: what to correct or hide, as it stands in the text (normally the excerpt of the doubt); replacement: what
    it becomes; seen: the stamp of the statement. The source stays; a changed text waits for confirmation again.
    """
    meeting = lock_for_editing(issue.meeting, by)
    issue, decision = ReviewIssue.objects.get(pk=issue.pk), IssueDecision(decision)
    require(why_not_decide(issue, decision, reason))
    statement = statement_under(issue, meeting)
    if statement and decision in (IssueDecision.CORRECT, IssueDecision.REDACT):
        words = words or issue.excerpt
        require(why_not_fresh(statement, seen, replacement))
        if decision == IssueDecision.REDACT:
            require(why_not_redact(statement, words, reason))
            hide(statement, words)
        else:
            require(why_not_replace(statement, words, replacement))
            replace(statement, words, replacement)
    issue.decision, issue.reason = decision, reason.strip()
    issue.decided_at, issue.decided_by = timezone.now(), by
    issue.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    note_sic(statement)
    record(meeting, MeetingVerb.DECIDED, by, trail_note(issue, statement))
    return issue


@transaction.atomic
def reopen(issue: ReviewIssue, *, by: User) -> ReviewIssue:
    """Take a decision back. Words that were corrected or hidden stay so until somebody edits the statement."""
    meeting = lock_for_editing(issue.meeting, by)
    issue = ReviewIssue.objects.get(pk=issue.pk)
    require("まだ判断されていません。" if issue.is_open else "")
    issue.decision, issue.reason, issue.decided_at, issue.decided_by = IssueDecision.OPEN, "", None, None
    issue.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    statement = statement_under(issue, meeting)
    note_sic(statement)
    if statement:
        pending(statement)
        statement.save(update_fields=["check_state", "checked_at", "checked_by"])
    record(meeting, MeetingVerb.DECIDED, by, f"{issue.get_kind_display()}の判断をやり直す")
    return issue


@transaction.atomic
def dismiss_alike(meeting: Meeting, *, by: User, kind: IssueKind | str, reason: str) -> int:
    """問題なし for all open doubts of one kind at once, with one reason. Returns how many."""
    meeting = lock_for_editing(meeting, by)
    require("" if reason.strip() else "まとめて「問題なし」にする理由を入力してください。")
    alike = meeting.issues.filter(kind=IssueKind(kind), decision=IssueDecision.OPEN)
    number = alike.update(
        decision=IssueDecision.NO_PROBLEM, reason=reason.strip()[:200], decided_at=timezone.now(), decided_by=by
    )
    if number:
        note = f"{IssueKind(kind).label}{number}件をまとめて問題なし：{reason.strip()}"
        record(meeting, MeetingVerb.DECIDED, by, note)
    return number


def statement_under(issue: ReviewIssue, meeting: Meeting) -> Statement | None:
    """The statement that a doubt is about."""
    return statement_of(meeting, issue.statement.number) if issue.statement else None


def replace(statement: Statement, words: str, replacement: str) -> None:
    """Put the correction into the text; the statement waits for confirmation again."""
    statement.text = statement.text.replace(words, replacement)
    pending(statement)
    statement.save(update_fields=["text", "check_state", "checked_at", "checked_by"])


def note_sic(statement: Statement | None) -> None:
    """〔ママ〕 stands as long as one doubt of the statement is decided そのまま."""
    if statement is not None:
        statement.sic = statement.issues.filter(decision=IssueDecision.KEEP).exists()
        statement.save(update_fields=["sic"])


def trail_note(issue: ReviewIssue, statement: Statement | None) -> str:
    """What the trail keeps: which kind, where, what was decided and why; not the words."""
    where = f"発言{statement.number}の" if statement else ""
    why = f"：{issue.reason}" if issue.reason else ""
    return f"{where}{issue.get_kind_display()} → {issue.get_decision_display()}{why}"
