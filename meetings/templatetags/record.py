"""Rooms, meetings: how a statement, its speaker and its address are written on a page."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from meetings.choices import AnswerState, MeetingStatus
from meetings.models import Meeting, Speaker, Statement, Turn
from search.parse import ParsedQuery
from search.text import highlight
from vocabulary.dates import wareki

register = template.Library()
COLOURS = {
    AnswerState.UNANSWERED: "yellow",
    AnswerState.ANSWERED: "green",
    AnswerState.PROMISED: "blue",
    MeetingStatus.WITHDRAWN: "red",
}


@register.filter
def marked(text: str, asked: ParsedQuery | None) -> SafeString:
    """The text as safe HTML, with <mark> round what was searched for."""
    return highlight(text, asked.spellings, asked.years) if asked else escape(text)


@register.filter
def said_by(turn: Turn | None) -> str:
    """C市町（匿名）, 県, or that the record names nobody."""
    if turn is None:
        return ""
    speaker: Speaker | None = turn.speaker
    if speaker is None:
        return "話者の記載なし"
    return f"{speaker.label}（匿名）" if speaker.is_pseudonym else speaker.label


@register.filter
def colour(state: str) -> str:
    """The colour of a state's chip; the word beside it says the same."""
    return COLOURS.get(state, "blue")


@register.filter
def record_name(meeting: Meeting) -> str:
    """第5回ひょうごスマートシティ推進検討会議事録: the title with the kind of document."""
    return f"{meeting.title}{meeting.document_type or '議事録'}"


@register.simple_tag(takes_context=True)
def citation(context, statement: Statement, meeting: Meeting) -> str:
    """「第5回…議事録」発言35、C市町（匿名）（令和6年3月22日（金））https://…/meetings/M-005/s/35/"""
    who = said_by(statement.turn)
    day = f"（{wareki(meeting.held_on).split('（')[0]}）" if meeting.held_on else ""
    address = context["request"].build_absolute_uri(statement.get_absolute_url())
    return f"「{record_name(meeting)}」発言{statement.number}{'、' + who if who else ''}{day}{address}"
