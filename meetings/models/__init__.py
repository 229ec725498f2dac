"""Rooms, meetings: one file per idea."""

from meetings.models.commitment import Commitment
from meetings.models.council import Council, CouncilName
from meetings.models.meeting import AgendaItem, Attachment, Attendee, Decision, Meeting, MeetingEvent, Section
from meetings.models.review import ReviewIssue
from meetings.models.source import SourceDocument
from meetings.models.statement import Speaker, Statement, Turn

__all__ = [
    "AgendaItem",
    "Attachment",
    "Attendee",
    "Commitment",
    "Council",
    "CouncilName",
    "Decision",
    "Meeting",
    "MeetingEvent",
    "ReviewIssue",
    "Section",
    "SourceDocument",
    "Speaker",
    "Statement",
    "Turn",
]
