"""Rooms, meetings: what all acts on a record share: the lock, the trail, and when a record may be worked on."""

from accounts.models import User
from accounts.rules import require, why_not_secretariat
from accounts.visibility import Viewer
from meetings.choices import MeetingStatus, MeetingVerb
from meetings.models import Meeting, MeetingEvent

NOTE_LENGTH = 300


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked until the transaction ends. All acts on one record queue here."""
    found: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    return found


def record(meeting: Meeting, verb: MeetingVerb, by: User | None, note: str = "") -> None:
    """One line of the trail. It never holds words that were hidden."""
    MeetingEvent.objects.create(meeting=meeting, verb=verb, by=by, note=note[:NOTE_LENGTH])


def why_not_edit(meeting: Meeting, viewer: Viewer) -> str:
    """A record is worked on by the secretariat, and only while it is a draft."""
    if sentence := why_not_secretariat(viewer):
        return sentence
    match meeting.status:
        case MeetingStatus.DRAFT:
            return ""
        case MeetingStatus.IN_REVIEW | MeetingStatus.APPROVED:
            return "承認に回した記録は直せません。直すときは、先に差し戻してください。"
    return f"「{meeting.get_status_display()}」の記録は直せません。"


def lock_for_editing(meeting: Meeting, by: User) -> Meeting:
    """The locked meeting, if `by` may work on it; else Refused."""
    meeting = locked(meeting)
    require(why_not_edit(meeting, by))
    return meeting
