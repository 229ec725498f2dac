"""Rooms, meetings: which turn answers which voice, and what was promised to it."""

import datetime

from django.db import transaction

from accounts.models import User
from accounts.rules import require, why_not_secretariat
from accounts.visibility import Viewer
from meetings.actions.trail import locked, record
from meetings.choices import MeetingStatus, MeetingVerb, ReplyBasis
from meetings.models import Commitment, Meeting, Turn
from meetings.stamps import stamp_of

# What a second person approves stays as it is until he decided; what was taken back stays as it was.
LEDGER_OPEN = (MeetingStatus.DRAFT, MeetingStatus.PUBLISHED)


def why_not_keep_ledger(meeting: Meeting, viewer: Viewer) -> str:
    """Links and commitments of a record: the secretariat's, on a draft or a published record."""
    if why_not := why_not_secretariat(viewer):
        return why_not
    if meeting.status in LEDGER_OPEN:
        return ""
    if meeting.status == MeetingStatus.WITHDRAWN:
        return "取り下げた議事録の台帳は変えられません。"
    return f"「{meeting.get_status_display()}」の間は台帳を変えられません。差し戻すか、公開してから直してください。"


def why_not_answer(answer: Turn, question: Turn | None) -> str:
    """A turn can answer only what was said before it, in the same meeting. None: it answers nothing."""
    if question is None:
        return ""
    if answer.meeting_id != question.meeting_id:
        return "同じ会議の発言を選んでください。"
    if answer.number <= question.number:
        return "答えは、その声よりあとの発言から選んでください。"
    return ""


def why_not_fulfil(done_on: datetime.date | None, result: str) -> str:
    """A done commitment says when and with what result; both or neither."""
    if done_on and not result:
        return "終えた日を入れるときは、結果も入力してください。"
    if result and not done_on:
        return "結果を入れるときは、終えた日も入力してください。"
    return ""


def stamp(commitment: Commitment) -> str:
    """What a form about this commitment was based on."""
    facts = (commitment.text, commitment.owner, commitment.due_on, commitment.done_on, commitment.result)
    return stamp_of(commitment.pk, *facts)


def why_not_same(commitment: Commitment, seen: str) -> str:
    """ "" while the commitment is as the person saw it."""
    if stamp(commitment) == seen:
        return ""
    return f"宿題{commitment.code}は、画面を開いたあとでほかの人が直しました。内容を確かめて、もう一度直してください。"


@transaction.atomic
def link_answer(answer: Turn, *, question: Turn | None, by: User) -> Turn:
    """Say which turn `answer` answers, or that it answers none. Either way a person has decided it.

    Refuses anybody but the secretariat, a record under approval, another meeting and a later turn.
    """
    meeting = locked(answer.meeting)
    answer = Turn.objects.get(pk=answer.pk)
    require(why_not_keep_ledger(meeting, by))
    require(why_not_answer(answer, question))
    answer.reply_to, answer.reply_basis = question, ReplyBasis.REVIEWER
    answer.save(update_fields=["reply_to", "reply_basis"])
    to = f"発言のまとまり{question.number}への答え" if question else "どの声への答えでもない"
    note = f"発言のまとまり{answer.number}は、{to}"
    record(meeting, MeetingVerb.EDITED, by, note)
    return answer


@transaction.atomic
def promise(
    meeting: Meeting, *, by: User, text: str, owner: str, turn: Turn | None = None, due_on: datetime.date | None = None
) -> Commitment:
    """Record what the prefecture will do, for one voice (`turn`) or for the meeting as a whole."""
    meeting = locked(meeting)
    require(why_not_keep_ledger(meeting, by))
    require("" if turn is None or turn.meeting_id == meeting.pk else "同じ会議の発言を選んでください。")
    commitment = Commitment(meeting=meeting, turn=turn, text=text, owner=owner, due_on=due_on, created_by=by)
    commitment.full_clean()
    commitment.save()
    record(meeting, MeetingVerb.EDITED, by, f"宿題{commitment.code}を登録した")
    return commitment


@transaction.atomic
def keep(
    commitment: Commitment,
    *,
    by: User,
    seen: str,
    text: str,
    owner: str,
    due_on: datetime.date | None = None,
    done_on: datetime.date | None = None,
    result: str = "",
) -> Commitment:
    """Change a commitment as a whole, or say that it is done: `done_on` and `result` come together.

    seen: `stamp` of the commitment when its form was opened; refused when somebody wrote since.
    """
    meeting = locked(commitment.meeting)
    commitment = Commitment.objects.get(pk=commitment.pk)
    require(why_not_keep_ledger(meeting, by))
    require(why_not_same(commitment, seen))
    require(why_not_fulfil(done_on, result))
    was_done = commitment.done_on is not None
    commitment.text, commitment.owner, commitment.due_on = text, owner, due_on
    commitment.done_on, commitment.result = done_on, result
    commitment.full_clean()
    commitment.save(update_fields=["text", "owner", "due_on", "done_on", "result"])
    did = "済みにした" if done_on and not was_done else "直した"
    record(meeting, MeetingVerb.EDITED, by, f"宿題{commitment.code}を{did}")
    return commitment
