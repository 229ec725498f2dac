"""Roof, demo: many made-up records of meetings with every kind of row, for measuring."""

import datetime
import hashlib
from collections.abc import Iterator
from itertools import cycle

from django.utils import timezone

from accounts.models import User
from meetings.choices import (
    IssueDecision,
    IssueKind,
    MeetingStatus,
    MeetingVerb,
    ReplyBasis,
    SpeakerKind,
    StatementKind,
)
from meetings.models import (
    AgendaItem,
    Attachment,
    Attendee,
    Commitment,
    Council,
    CouncilName,
    Decision,
    Meeting,
    MeetingEvent,
    ReviewIssue,
    Section,
    SourceDocument,
    Speaker,
    Statement,
    Turn,
)
from portal.demo.many import BATCH, TOPICS, stored

PER_TURN = 5
FIRST_DAY = datetime.date(2026, 3, 20)


def fill_meetings(sizes: dict[str, int], writer: User) -> list[Meeting]:
    """Published records and drafts, each with every kind of row; the published ones are returned."""
    statuses = [MeetingStatus.PUBLISHED] * sizes["meetings"] + [MeetingStatus.DRAFT] * sizes["drafts"]
    first = Council.objects.count()
    councils = stored(
        Council, [Council(slug=f"kakuu-{first + n}", is_fictional=True) for n in range(len(statuses) // 30 + 1)]
    )
    names = [("架空の検討会", None), ("架空の地域DX検討会", datetime.date(2024, 4, 1))]
    stored(CouncilName, [CouncilName(council=c, name=name, valid_from=day) for c in councils for name, day in names])
    now = timezone.now()
    rows = []
    for number, status in enumerate(statuses):
        done = {"approved_at": now, "approved_by": writer, "published_at": now}
        rows.append(
            Meeting(
                council=councils[number % len(councils)],
                title=f"【架空】第{number + 1}回の検討会",
                held_on=FIRST_DAY - datetime.timedelta(days=7 * number),
                fiscal_year=2025 - number // 52,
                is_own_record=True,
                is_fictional=True,
                status=status,
                **(done if status == MeetingStatus.PUBLISHED else {}),
            )
        )
    meetings = stored(Meeting, rows)
    fill_papers(meetings, writer)
    fill_records(sizes["statements"], meetings, writer)
    return meetings[: sizes["meetings"]]


def fill_papers(meetings: list[Meeting], writer: User) -> None:
    """What lies around a record: agenda, attendance, decisions, papers, doubts, the original and the trail."""
    stored(
        AgendaItem, [AgendaItem(meeting=m, order=n, number=str(n), title="意見交換") for m in meetings for n in (1, 2)]
    )
    stored(Section, [Section(meeting=m, order=1, key="s1", heading="報告") for m in meetings])
    stored(Attendee, [Attendee(meeting=m, order=n, name=f"架空 出席者{n}") for m in meetings for n in (1, 2)])
    stored(Decision, [Decision(meeting=m, order=1, text="架空の決定") for m in meetings])
    stored(Attachment, [Attachment(meeting=m, order=1, label="資料1", title="架空の資料") for m in meetings])
    stored(MeetingEvent, [MeetingEvent(meeting=m, verb=MeetingVerb.IMPORTED, by=writer) for m in meetings])
    originals = [(m, f"架空の記録 {m.pk}".encode()) for m in meetings]
    stored(
        SourceDocument,
        [
            SourceDocument(
                meeting=m,
                name="kakuu.txt",
                media="text",
                encoding="utf-8",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
            )
            for m, content in originals
        ],
    )


def fill_records(statements: int, meetings: list[Meeting], writer: User) -> None:
    """What was said; the first voice of each record was promised something, its first statement was doubted."""
    said = fill_turns(-(-statements // PER_TURN), meetings)
    agenda = dict(AgendaItem.objects.filter(order=1, meeting__in=meetings).values_list("meeting_id", "pk"))
    stored(Statement, [s for m in meetings for s in lines_of(said[m.pk], statements, agenda[m.pk])])
    decided = {"decision": IssueDecision.NO_PROBLEM, "decided_at": timezone.now(), "decided_by": writer}
    doubts = [
        ReviewIssue(
            meeting=first.meeting,
            statement=first,
            kind=IssueKind.SUSPECTED_SLIP,
            rule="homophone",
            excerpt="架空",
            **(decided if first.meeting.published_at else {}),
        )
        for first in Statement.objects.filter(meeting__in=meetings, number=1).select_related("meeting")
    ]
    stored(ReviewIssue, doubts)
    promises = [
        Commitment(meeting=m, turn=said[m.pk][0], text="架空の約束", owner="架空課", created_by=writer)
        for m in meetings
    ]
    stored(Commitment, promises)


def fill_turns(number: int, meetings: list[Meeting]) -> dict[int, list[Turn]]:
    """Meeting id -> its turns: seven towns and the prefecture, which answers every second voice."""
    labels = [(f"{letter}市町", SpeakerKind.MUNICIPALITY, True) for letter in "ABCDEFG"]
    labels.append(("県", SpeakerKind.PREFECTURE, False))
    people = [Speaker(meeting=m, label=label, kind=kind, is_pseudonym=p) for m in meetings for label, kind, p in labels]
    speakers: dict[int, list[Speaker]] = {}
    for speaker in stored(Speaker, people):
        speakers.setdefault(speaker.meeting_id, []).append(speaker)
    said: dict[int, list[Turn]] = {meeting.pk: [] for meeting in meetings}
    for turn in stored(Turn, [turn for m in meetings for turn in turns(m, speakers[m.pk], number)]):
        said[turn.meeting_id].append(turn)
    answers = []
    for spoken in said.values():
        for voice, answer in zip(spoken[::3], spoken[1::3], strict=False):
            answer.reply_to, answer.reply_basis = voice, ReplyBasis.RULE
            answers.append(answer)
    Turn.objects.bulk_update(answers, ["reply_to", "reply_basis"], BATCH)
    return said


def turns(meeting: Meeting, speakers: list[Speaker], number: int) -> Iterator[Turn]:
    """Voice, answer, voice, voice, answer, voice, …: the prefecture speaks second of three."""
    voices, prefecture = cycle(speakers[:-1]), speakers[-1]
    for n in range(number):
        speaker = prefecture if n % 3 == 1 else next(voices)
        yield Turn(meeting=meeting, number=n + 1, speaker=speaker, speaker_kind=speaker.kind)


def lines_of(said: list[Turn], number: int, agenda_item: int) -> Iterator[Statement]:
    """`number` statements, five in each turn."""
    for n in range(number):
        turn = said[n // PER_TURN]
        text = f"{TOPICS[n % len(TOPICS)]}について、職員の入力作業が多く困っている（架空の発言{n + 1}）。"
        answers = turn.speaker_kind == SpeakerKind.PREFECTURE
        yield Statement(
            meeting_id=turn.meeting_id,
            number=n + 1,
            kind=StatementKind.ANSWER if answers else StatementKind.OPINION,
            text=text,
            source_text=text,
            agenda_item_id=agenda_item,
            turn=turn,
        )
