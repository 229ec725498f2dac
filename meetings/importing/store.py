"""Meetings' room, minutes import: the neutral record becomes rows. Called inside one transaction: all rows or none."""

import hashlib
from dataclasses import dataclass

from accounts.models import User
from documents.readers import SourceText
from meetings.choices import ReplyBasis
from meetings.importing.issues import issues_of, shortened
from meetings.importing.kinds import kind_of_item, kind_of_spoken
from meetings.importing.records import MinutesRecord, Passage, SectionBlock, SpokenTurn
from meetings.models import (
    AgendaItem,
    Attachment,
    Attendee,
    Council,
    Decision,
    Meeting,
    ReviewIssue,
    Section,
    SourceDocument,
    Speaker,
    Statement,
    Turn,
)
from meetings.pseudonyms import is_pseudonym

UNTITLED = "（表題を読み取れませんでした）"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A source that was read: its bytes as they came, its lines, and the record they make."""

    name: str
    data: bytes
    source: SourceText
    record: MinutesRecord

    @property
    def sha256(self) -> str:
        """By which the same bytes are known again."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_fictional(self) -> bool:
        """True when the source itself says so in a line of its own (架空の例文 …)."""
        return any(note.kind == "disclaimer" for note in self.record.notes)


def store(incoming: Incoming, council: Council, received_by: User | None) -> Meeting:
    """A draft with everything the record has, its original beside it, and a doubt for each unsure spot."""
    record = incoming.record
    meeting = store_meeting(incoming, council)
    agenda = store_agenda(meeting, record)
    sections = store_sections(meeting, record, agenda)
    turns = store_turns(meeting, record, sections)
    statements = store_statements(meeting, record, sections, turns)
    store_lists(meeting, record)
    SourceDocument.objects.create(
        meeting=meeting,
        name=shortened(incoming.name, 200),
        media=incoming.source.media,
        encoding=incoming.source.encoding,
        size=len(incoming.data),
        sha256=incoming.sha256,
        content=incoming.data,
        line_uses=[[use.text, list(use.uses)] for use in record.line_uses],
        received_by=received_by,
    )
    ReviewIssue.objects.bulk_create(
        ReviewIssue(
            meeting=meeting,
            statement=statements.get(issue.passage or 0),
            kind=issue.kind,
            rule=issue.rule,
            line=issue.line or None,
            excerpt=shortened(issue.excerpt, 200),
            note=shortened(issue.note, 300),
        )
        for issue in issues_of(record)
    )
    return meeting


def store_meeting(incoming: Incoming, council: Council) -> Meeting:
    """The facts as the record has them; what it does not have stays empty (記載なし)."""
    record = incoming.record
    return Meeting.objects.create(
        council=council,
        title=shortened(record.title or record.body_name or UNTITLED, 200),
        document_type=shortened(record.document_type or "", 20),
        ordinal=record.ordinal,
        held_on=record.date,
        fiscal_year=record.fiscal_year,
        starts_at=record.start,
        ends_at=record.end,
        place=shortened(record.place or "", 200),
        format=record.format or "",
        is_fictional=incoming.is_fictional or council.is_fictional,
    )


def store_agenda(meeting: Meeting, record: MinutesRecord) -> dict[str, AgendaItem]:
    """The agenda by its printed numbers; of equal numbers the first is the one that sections name."""
    rows = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            order=order,
            number=shortened(item.no, 10),
            title=shortened(item.title, 300),
            starts_at=item.start,
            ends_at=item.end,
            minutes=item.minutes,
            presenter=shortened(item.presenter or "", 200),
            line=item.line,
        )
        for order, item in enumerate(record.agenda, 1)
    )
    return {item.no: row for item, row in reversed(list(zip(record.agenda, rows, strict=True)))}


def store_sections(meeting: Meeting, record: MinutesRecord, agenda: dict[str, AgendaItem]) -> dict[str, Section]:
    """Headings by their ids, each under its parent and with the agenda item that it or a heading above it names."""
    above = {section.id: path_of(section, record) for section in record.sections}
    rows = Section.objects.bulk_create(
        Section(
            meeting=meeting,
            order=order,
            key=shortened(section.id, 20),
            level=section.level,
            heading=shortened(section.heading or "", 300),
            agenda_item=next((agenda[one.agenda_no] for one in above[section.id] if one.agenda_no in agenda), None),
            line=section.line,
        )
        for order, section in enumerate(record.sections, 1)
    )
    found = {section.id: row for section, row in zip(record.sections, rows, strict=True)}
    for section in record.sections:
        if section.parent in found:
            found[section.id].parent = found[section.parent]
    Section.objects.bulk_update(rows, ["parent"])
    return found


def path_of(section: SectionBlock, record: MinutesRecord) -> list[SectionBlock]:
    """A heading and those above it, the innermost first."""
    by_id = {one.id: one for one in record.sections}
    path = [section]
    while path[-1].parent in by_id and by_id[path[-1].parent] not in path:
        path.append(by_id[path[-1].parent])
    return path


def store_speakers(meeting: Meeting, record: MinutesRecord) -> dict[str, Speaker]:
    """Speakers by their label as printed: one label is one speaker in the whole meeting, of the kind it first has."""
    kinds: dict[str, str] = {}
    for turn in record.turns:
        if turn.speaker:
            kinds.setdefault(shortened(turn.speaker, 100), turn.kind)
    rows = Speaker.objects.bulk_create(
        Speaker(meeting=meeting, label=label, kind=kind, is_pseudonym=is_pseudonym(label))
        for label, kind in kinds.items()
    )
    return {row.label: row for row in rows}


def store_turns(meeting: Meeting, record: MinutesRecord, sections: dict[str, Section]) -> dict[int, Turn]:
    """Turns by number with their speakers and, where a rule proposes one, what they answer."""
    speakers = store_speakers(meeting, record)
    rows = []
    for turn in record.turns:
        speaker = speakers.get(shortened(turn.speaker or "", 100))
        rows.append(
            Turn(
                meeting=meeting,
                number=turn.no,
                speaker=speaker,
                speaker_kind=speaker.kind if speaker else turn.kind,
                section=section_of(turn, sections),
                line=turn.line,
            )
        )
    Turn.objects.bulk_create(rows)
    found = {row.number: row for row in rows}
    for turn in record.turns:
        if turn.reply_to in found:
            found[turn.no].reply_to = found[turn.reply_to]
            found[turn.no].reply_basis = ReplyBasis.RULE
    Turn.objects.bulk_update(rows, ["reply_to", "reply_basis"])
    return found


def store_statements(
    meeting: Meeting, record: MinutesRecord, sections: dict[str, Section], turns: dict[int, Turn]
) -> dict[int, Statement]:
    """Statements by number, in reading order, word for word."""
    made = [
        statement_row(meeting, passage, kind_of_item(path_of(section, record)), sections[section.id], None)
        for section in record.sections
        for passage in section.items
    ] + [
        statement_row(meeting, passage, kind_of_spoken(turn, passage.text), section_of(turn, sections), turns[turn.no])
        for turn in record.turns
        for passage in turn.paragraphs
    ]
    rows = Statement.objects.bulk_create(sorted(made, key=lambda row: row.number))
    return {row.number: row for row in rows}


def section_of(turn: SpokenTurn, sections: dict[str, Section]) -> Section | None:
    """The heading that a turn stands under, if it has one."""
    return sections.get(turn.section or "")


def statement_row(
    meeting: Meeting, passage: Passage, kind: str, section: Section | None, turn: Turn | None
) -> Statement:
    """One passage as a row. A statement of a turn stands under the turn's heading, not under one of its own."""
    return Statement(
        meeting=meeting,
        number=passage.no,
        kind=kind,
        text=passage.text,
        source_text=passage.text,
        agenda_item=section.agenda_item if section else None,
        section=None if turn else section,
        turn=turn,
        line=passage.line,
        line_end=passage.line_end,
    )


def store_lists(meeting: Meeting, record: MinutesRecord) -> None:
    """Attendance, decisions and papers."""
    Attendee.objects.bulk_create(
        Attendee(
            meeting=meeting,
            order=order,
            group=shortened(one.group or "", 100),
            name=shortened(one.name, 100),
            role=shortened(one.role or "", 100),
        )
        for order, one in enumerate(record.attendees, 1)
    )
    Decision.objects.bulk_create(
        Decision(meeting=meeting, order=order, text=one.text) for order, one in enumerate(record.decisions, 1)
    )
    Attachment.objects.bulk_create(
        Attachment(meeting=meeting, order=order, label=shortened(one.label or "", 50), title=shortened(one.title, 300))
        for order, one in enumerate(record.attachments, 1)
    )
