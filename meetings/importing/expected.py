"""Meetings' room, minutes reader: the neutral record as plain JSON values in the shape minutes-expected/1."""

from datetime import time
from typing import Any

from meetings.importing.records import MinutesRecord, SectionBlock, SpokenTurn

SCHEMA = "minutes-expected/1"


def as_expected(record: MinutesRecord) -> dict[str, Any]:
    """The record as dicts, lists and strings: ISO dates, HH:MM times, None for what is unknown."""
    return {
        "schema": SCHEMA,
        "title": record.title,
        "document_type": record.document_type,
        "body_name": record.body_name,
        "ordinal": record.ordinal,
        "fiscal_year": record.fiscal_year,
        "date": record.date.isoformat() if record.date else None,
        "start": _clock(record.start),
        "end": _clock(record.end),
        "place": record.place,
        "format": record.format,
        "attendees": [{"name": one.name, "role": one.role, "group": one.group} for one in record.attendees],
        "agenda": [
            {
                "no": item.no, "title": item.title, "start": _clock(item.start), "end": _clock(item.end),
                "presenter": item.presenter, "minutes": item.minutes,
            }
            for item in record.agenda
        ],
        "sections": [_section(section) for section in record.sections],
        "statements": [_statement(turn) for turn in record.turns],
        "decisions": [decision.text for decision in record.decisions],
        "attachments": [{"label": one.label, "title": one.title} for one in record.attachments],
    }  # fmt: skip


def _clock(moment: time | None) -> str | None:
    return moment.strftime("%H:%M") if moment else None


def _section(section: SectionBlock) -> dict[str, Any]:
    return {
        "id": section.id, "level": section.level, "heading": section.heading, "parent": section.parent,
        "presenter": section.presenter, "agenda_no": section.agenda_no, "line": section.line,
        "items": [item.text for item in section.items],
    }  # fmt: skip


def _statement(turn: SpokenTurn) -> dict[str, Any]:
    return {
        "no": turn.no, "section": turn.section, "speaker": turn.speaker, "person": turn.person, "role": turn.role,
        "kind": turn.kind, "paragraphs": [paragraph.text for paragraph in turn.paragraphs],
        "reply_to": turn.reply_to, "line": turn.line,
    }  # fmt: skip
