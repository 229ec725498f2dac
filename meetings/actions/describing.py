"""Rooms, meetings: the facts about a meeting: when, where, whose record it is, and why labels hide somebody."""

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import require
from meetings.actions.trail import lock_for_editing, record
from meetings.choices import MeetingVerb
from meetings.models import Meeting
from meetings.models.meeting import FACTS
from vocabulary.dates import fiscal_year


def why_not_same_facts(meeting: Meeting, seen: str) -> str:
    """ "" while the facts are as their reader saw them."""
    if meeting.stamp == seen:
        return ""
    return "会議の情報は、画面を開いたあとでほかの人が直しました。何も変えていません。いまの内容と見比べてください。"


@transaction.atomic
def describe(meeting: Meeting, *, by: User, seen: str, **facts: Any) -> Meeting:
    """Save facts of a draft. `facts` are fields of FACTS; the fiscal year follows the date."""
    meeting = lock_for_editing(meeting, by)
    require(why_not_same_facts(meeting, seen))
    known = {name.removesuffix("_id") for name in FACTS}
    changed = [name for name in facts if name in known and getattr(meeting, name) != facts[name]]
    for name in changed:
        setattr(meeting, name, facts[name])
    if "held_on" in changed:
        meeting.fiscal_year = fiscal_year(meeting.held_on) if meeting.held_on else None
    meeting.full_clean(exclude=["status"])
    if changed:
        meeting.save(update_fields=[*changed, "fiscal_year"])
        names = "・".join(str(getattr(Meeting._meta.get_field(name), "verbose_name", name)) for name in changed)
        record(meeting, MeetingVerb.EDITED, by, f"会議の情報（{names}）")
    return meeting
