"""Rooms, meetings: how a statement, its speaker and its address are written on a page."""

import datetime

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.choices import REDACTED, AnswerState, MeetingStatus
from meetings.models import Council, Meeting, Speaker, Statement, Turn
from search.parse import ParsedQuery
from search.text import highlight
from vocabulary.dates import wareki

register = template.Library()
COLOURS: dict[str, str] = {
    AnswerState.UNANSWERED: "yellow",
    AnswerState.ANSWERED: "green",
    AnswerState.PROMISED: "blue",
    MeetingStatus.WITHDRAWN: "red",
}


@register.filter
def marked(text: str, asked: ParsedQuery | None) -> SafeString:
    """The text as safe HTML, with <mark> round what was searched for and hidden words painted over."""
    pieces = [highlight(piece, asked.spellings, asked.years) if asked else escape(piece) for piece in shown(text)]
    return mark_safe('<span class="redacted">伏せた部分</span>'.join(pieces))  # noqa: S308  each piece was escaped above


def shown(text: str) -> list[str]:
    """The text without its hidden words: what stands between them."""
    return text.split(REDACTED)


@register.filter
def is_redacted(text: str) -> bool:
    """True when words of this statement were hidden."""
    return REDACTED in text


@register.filter
def state_word(state: str) -> str:
    """未回答, 回答あり, 約束あり."""
    return AnswerState(state).label


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


@register.filter
def called_on(council: Council, day: datetime.date | None) -> str:
    """The name that a council had on a day; None: its name now."""
    return council.name_on(day or datetime.date.max)


@register.simple_tag(takes_context=True)
def citation(context: Context, statement: Statement, meeting: Meeting) -> str:
    """「第5回…議事録」発言35、C市町（匿名）（令和6年3月22日（金））https://…/meetings/M-005/s/35/"""
    who = said_by(statement.turn)
    day = f"（{wareki(meeting.held_on).split('（')[0]}）" if meeting.held_on else ""
    address: str = context["request"].build_absolute_uri(statement.get_absolute_url())
    return f"「{record_name(meeting)}」発言{statement.number}{'、' + who if who else ''}{day}{address}"
