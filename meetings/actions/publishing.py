"""Rooms, meetings: a record on its way to the public: submit, approve, send back, publish, withdraw, discard."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import require, why_not_secretariat
from accounts.visibility import Viewer
from meetings.actions.trail import locked, record
from meetings.choices import EDITING_VERBS, MOVES, IssueDecision, MeetingStatus, MeetingVerb, StatementCheck
from meetings.models import Meeting, Speaker, Statement
from search import index


def missing_for_publication(meeting: Meeting) -> list[str]:
    """What the facts of the meeting still lack before anybody else may read the record (product.md §8.10)."""
    missing = []
    provenance = (meeting.source_url, meeting.publisher, meeting.retrieved_on, meeting.terms_of_use)
    if not meeting.is_own_record and not all(provenance):
        missing.append("出典（アドレス・公表した団体・入手した日・利用の条件。当県の記録なら「作成: 当県」）")
    if not meeting.anonymity_reason.strip() and Speaker.objects.filter(meeting=meeting, is_pseudonym=True).exists():
        missing.append("匿名にした理由")
    return missing


def why_not_complete(meeting: Meeting) -> str:
    """The facts that readers are owed."""
    missing = missing_for_publication(meeting)
    return f"会議の情報に{'と、'.join(missing)}を入力してください。" if missing else ""


def why_not_move(meeting: Meeting, to: MeetingStatus, viewer: Viewer, done: str) -> str:
    """Only the secretariat moves a record, and only along MOVES. `done`: the act in words, as in 〜できません."""
    if sentence := why_not_secretariat(viewer):
        return sentence
    if to not in MOVES[MeetingStatus(meeting.status)]:
        return f"この記録はいま「{meeting.get_status_display()}」なので、{done}できません。"
    return ""


def why_not_submit(meeting: Meeting, viewer: Viewer) -> str:
    """Every doubt decided, every statement confirmed, every fact in."""
    if sentence := why_not_move(meeting, MeetingStatus.IN_REVIEW, viewer, "承認に回すことは"):
        return sentence
    doubts = meeting.issues.filter(decision=IssueDecision.OPEN).count()
    pending = meeting.statements.filter(check_state=StatementCheck.PENDING).count()
    left = [f"要対応があと{doubts}件"] * bool(doubts) + [f"未確認の発言があと{pending}件"] * bool(pending)
    return f"{'、'.join(left)}あります。すべて済ませてください。" if left else why_not_complete(meeting)


def why_not_approve(meeting: Meeting, viewer: Viewer) -> str:
    """The second person: nobody who worked on the text approves it (product.md §8.7)."""
    if sentence := why_not_move(meeting, MeetingStatus.APPROVED, viewer, "承認"):
        return sentence
    if meeting.events.filter(by_id=viewer.pk, verb__in=EDITING_VERBS).exists():
        return "この記録の作業をした人は承認できません。事務局の別の人に承認を頼んでください。"
    return ""


def why_not_send_back(meeting: Meeting, viewer: Viewer) -> str:
    """Anybody of the secretariat may send a record back before it is published."""
    return why_not_move(meeting, MeetingStatus.DRAFT, viewer, "差し戻し")


def why_not_publish(meeting: Meeting, viewer: Viewer) -> str:
    """Approved, with provenance and, where labels hide somebody, the reason for it."""
    return why_not_move(meeting, MeetingStatus.PUBLISHED, viewer, "公開") or why_not_complete(meeting)


def why_not_withdraw(meeting: Meeting, viewer: Viewer) -> str:
    """What was published can be withdrawn; its numbers are never given again."""
    return why_not_move(meeting, MeetingStatus.WITHDRAWN, viewer, "取り下げ")


def why_not_discard(meeting: Meeting, viewer: Viewer) -> str:
    """Only a draft that nobody outside has ever read may vanish."""
    if sentence := why_not_secretariat(viewer):
        return sentence
    if meeting.status != MeetingStatus.DRAFT or meeting.published_at:
        return f"この記録はいま「{meeting.get_status_display()}」です。破棄できるのは「確認中」の記録だけです。"
    return ""


def why_not_reason(reason: str, what: str) -> str:
    """Some acts owe a reason to those who come after."""
    return "" if reason.strip() else f"{what}の理由を入力してください。"


@transaction.atomic
def submit(meeting: Meeting, *, by: User) -> Meeting:
    """draft → in_review: the text stands still from here on."""
    meeting = allowed(meeting, by, why_not_submit)
    return move(meeting, MeetingStatus.IN_REVIEW, MeetingVerb.SUBMITTED, by)


@transaction.atomic
def approve(meeting: Meeting, *, by: User) -> Meeting:
    """in_review → approved, by a second person."""
    meeting = allowed(meeting, by, why_not_approve)
    meeting.approved_at, meeting.approved_by = timezone.now(), by
    return move(meeting, MeetingStatus.APPROVED, MeetingVerb.APPROVED, by)


@transaction.atomic
def send_back(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """in_review or approved → draft, with a reason; an approval given is void."""
    meeting = allowed(meeting, by, why_not_send_back)
    require(why_not_reason(reason, "差し戻し"))
    meeting.approved_at = meeting.approved_by = None
    return move(meeting, MeetingStatus.DRAFT, MeetingVerb.RETURNED, by, reason)


@transaction.atomic
def publish(meeting: Meeting, *, by: User) -> Meeting:
    """approved → published: numbers are fixed from now on, and the search box finds the record."""
    meeting = allowed(meeting, by, why_not_publish)
    meeting.published_at = timezone.now()
    meeting = move(meeting, MeetingStatus.PUBLISHED, MeetingVerb.PUBLISHED, by)
    statements = Statement.objects.for_search().filter(meeting=meeting)
    index.put([*meeting.search_entries(), *(entry for row in statements for entry in row.search_entries())])
    return meeting


@transaction.atomic
def withdraw(meeting: Meeting, *, by: User, reason: str) -> Meeting:
    """published → withdrawn: only the secretariat reads it from now on, and nobody finds it."""
    meeting = allowed(meeting, by, why_not_withdraw)
    require(why_not_reason(reason, "取り下げ"))
    meeting.withdrawn_reason = reason.strip()
    meeting = move(meeting, MeetingStatus.WITHDRAWN, MeetingVerb.WITHDRAWN, by, reason)
    index.forget("meeting", [meeting.pk])
    index.forget_under(meeting.code)
    return meeting


@transaction.atomic
def discard(meeting: Meeting, *, by: User) -> None:
    """Deletes a draft wholly, its original too. Its code is not given again."""
    allowed(meeting, by, why_not_discard).delete()


def allowed(meeting: Meeting, by: User, why_not: Callable[[Meeting, Viewer], str]) -> Meeting:
    """The locked meeting, if the rule has nothing against it; else Refused."""
    meeting = locked(meeting)
    require(why_not(meeting, by))
    return meeting


def move(meeting: Meeting, to: MeetingStatus, verb: MeetingVerb, by: User, note: str = "") -> Meeting:
    """Saves the new state with what belongs to it, and notes it in the trail. `reach` is as the database sees it."""
    meeting.status = to
    meeting.save(update_fields=["status", "approved_at", "approved_by", "published_at", "withdrawn_reason"])
    record(meeting, verb, by, note)
    meeting.refresh_from_db(fields=["reach"])
    return meeting
