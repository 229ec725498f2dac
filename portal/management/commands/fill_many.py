"""Roof: fill a scratch database with many made-up rows, to measure how lists cost. Never in production."""

import datetime
import hashlib
from collections.abc import Iterator
from itertools import cycle, islice

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from accounts.choices import Role, Visibility
from accounts.models import Firm, Invitation, Municipality, User
from cases.choices import EXITS, AfterGrant, CaseStatus, CaseVerb, CostPhase, Payer, RolloutStage
from cases.models import CaseEvent, CaseObstacle, CaseSource, CaseStudy, CostLine, Effect, Rollout, RolloutEvent
from matching.choices import NeedStatus, NeedVerb
from matching.models import Need, NeedCase, NeedEvent, NeedSupport, StatementCase
from meetings.choices import IssueKind, MeetingStatus, MeetingVerb, ReplyBasis, SpeakerKind, StatementKind
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
from vocabulary.models import Field, Obstacle, Tool

BATCH = 500
PER_TURN = 5
TOPICS = ("窓口の申請", "子どもの見守り", "図書館の貸し出し", "橋の点検", "広報の多言語化", "児童相談の記録", "空き家の調べ")
FIRST_DAY = datetime.date(2026, 3, 20)
# Named and unnamed ones by turns, so that few rows show both.
STAGES = sorted(RolloutStage.values, key=["live", "interested", "sustained", "studying", "building", "paused", "budgeted", "declined", "ended"].index)
SIZES = {"cases": 300, "rollouts": 10, "cost-lines": 5, "sources": 3, "meetings": 300, "statements": 50, "needs": 300}


class Command(BaseCommand):
    help = "測るための架空のデータを、たくさん入れます（捨ててよいデータベースだけに使ってください）。"

    def add_arguments(self, parser):
        for name, number in SIZES.items():
            parser.add_argument(f"--{name}", type=int, default=number, help=f"既定は{number}")
        parser.add_argument("--drafts", type=int, default=30, help="公開前の事例・会議・困りごとの数（既定は30）")
        parser.add_argument("--people", type=int, default=300, help="企業・利用者・招待の数（既定は300）")

    @transaction.atomic
    def handle(self, **sizes):
        if not settings.DEMO:
            raise CommandError("本番（PORTAL_ENV=production）では、架空のデータを入れません。")
        if not Municipality.objects.at_home().exists():
            raise CommandError("先に manage.py prepare で、市町と共通の言葉を入れてください。")
        writer = clerk()
        fill_people(sizes["people"])
        cases = fill_cases(sizes, writer)
        meetings = fill_meetings(sizes, writer)
        fill_needs(sizes, writer, cases, meetings)
        call_command("rebuild_search", stdout=self.stdout)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"架空のデータを入れました：事例{len(cases)}件、会議{len(meetings)}件、困りごと{sizes['needs']}件")


def stored(model, rows):
    """Rows saved in batches, with their keys."""
    return model.objects.bulk_create(rows, BATCH)


def told(number: int) -> str:
    """A made-up title; the numbers keep them apart."""
    return f"【架空】{TOPICS[number % len(TOPICS)]}を見直す取り組み その{number + 1}"


def clerk() -> User:
    """Who did all this; cannot sign in."""
    found = User.objects.filter(email="fill-many@demo.example").first()
    return found or User.objects.create_user(
        "fill-many@demo.example", name="架空 記入係", role=Role.SECRETARIAT, is_demo=True
    )


def fill_people(number: int) -> None:
    """Firms, an account for each that cannot sign in, and invitations."""
    first = Firm.objects.count()
    names = [f"架空システム{first + n}" for n in range(number)]
    firms = stored(Firm, [Firm(name=name, is_fictional=True, is_confirmed=True) for name in names])
    users = [
        User(
            email=f"firm{firm.pk}@demo.example",
            name=f"架空 {firm.pk}",
            role=Role.FIRM,
            firm=firm,
            is_demo=True,
            password=make_password(None),
        )
        for firm in firms
    ]
    stored(User, users)
    soon = timezone.now() + datetime.timedelta(days=7)
    stored(
        Invitation,
        [
            Invitation(
                email=user.email,
                role=Role.FIRM,
                firm=user.firm,
                token_hash=hashlib.sha256(user.email.encode()).hexdigest(),
                expires_at=soon,
                invited_by=user,
            )
            for user in users
        ],
    )


def fill_cases(sizes: dict[str, int], writer: User) -> list[CaseStudy]:
    """Published cases and those in review, each with all that can hang on a case; the published ones are returned."""
    towns, fields = cycle(Municipality.objects.at_home()), cycle(Field.objects.all())
    statuses = [CaseStatus.PUBLISHED] * sizes["cases"] + [CaseStatus.IN_REVIEW] * sizes["drafts"]
    now = timezone.now()
    rows = []
    for number, status in enumerate(statuses):
        case = CaseStudy(
            municipality=next(towns),
            field=next(fields),
            title=told(number),
            summary="架空の事例です。紙で受けていた申請を、電子で受けるようにしました。",
            work_removed="転記と確認",
            after_grant=AfterGrant.values[number % len(AfterGrant.values)],
            contact="架空課",
            is_fictional=True,
            status=status,
            created_by=writer,
        )
        if status == CaseStatus.PUBLISHED:
            case.published_at, case.published_by = now - datetime.timedelta(hours=number), writer
        rows.append(case)
    cases = stored(CaseStudy, rows)
    fill_facts(sizes, cases, writer)
    fill_rollouts(sizes["rollouts"], cases, writer)
    return cases[: sizes["cases"]]


def fill_facts(sizes: dict[str, int], cases: list[CaseStudy], writer: User) -> None:
    """Costs, sources, effects, obstacles, tools and the history of each case."""
    costs, sources = range(sizes["cost_lines"]), range(sizes["sources"])
    phases, payers = CostPhase.values, Payer.values
    obstacles, tools = cycle(Obstacle.objects.all()), list(Tool.objects.all())
    stored(
        CostLine,
        [
            CostLine(case=case, order=n, phase=phases[n % 2], payer=payers[n % len(payers)], amount=100_000 * (n + 1))
            for case in cases
            for n in costs
        ],
    )
    stored(
        CaseSource,
        [
            CaseSource(case=case, order=n, title=f"架空の資料{n + 1}", url=f"https://example.com/{case.pk}/{n}")
            for case in cases
            for n in sources
        ],
    )
    stored(Effect, [Effect(case=c, indicator="処理時間", unit="分", before=60, after=25, volume=1440) for c in cases])
    stored(CaseObstacle, [CaseObstacle(case=c, obstacle=next(obstacles), how_passed="架空の工夫") for c in cases])
    uses = CaseStudy.tools.through
    stored(uses, [uses(casestudy=c, tool=tool) for c in cases for tool in islice(cycle(tools), min(2, len(tools)))])
    stored(CaseEvent, [CaseEvent(case=c, verb=CaseVerb.PUBLISHED, by=writer) for c in cases if c.published_at])


def fill_rollouts(number: int, cases: list[CaseStudy], writer: User) -> None:
    """`number` towns for each case (fewer where the prefecture has fewer), through all stages, with their history."""
    towns, obstacle = list(Municipality.objects.at_home()), Obstacle.objects.first()
    stages = cycle(STAGES)
    now = timezone.now()
    rollouts = []
    for at, case in enumerate(cases):
        for town in islice(cycle(towns), at, at + min(number, len(towns))):
            stage = next(stages)
            rollouts.append(
                Rollout(
                    case=case,
                    municipality=town,
                    stage=stage,
                    fiscal_year=2025,
                    reason=obstacle if stage in EXITS else None,
                    updated_at=now - datetime.timedelta(days=at),
                )
            )
    rows = stored(Rollout, rollouts)
    stored(RolloutEvent, [RolloutEvent(rollout=r, new_stage=r.stage, reason=r.reason, by=writer) for r in rows])


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
    stored(AgendaItem, [AgendaItem(meeting=m, order=n, number=str(n), title="意見交換") for m in meetings for n in (1, 2)])
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
    """Turns of five statements: seven voices by turns, every second one answered; a promise and a doubt each."""
    labels = [(f"{letter}市町", SpeakerKind.MUNICIPALITY, True) for letter in "ABCDEFG"]
    labels.append(("県", SpeakerKind.PREFECTURE, False))
    people = [Speaker(meeting=m, label=label, kind=kind, is_pseudonym=p) for m in meetings for label, kind, p in labels]
    speakers: dict[int, list[Speaker]] = {}
    for speaker in stored(Speaker, people):
        speakers.setdefault(speaker.meeting_id, []).append(speaker)
    spoken = [turn for m in meetings for turn in turns(m, speakers[m.pk], -(-statements // PER_TURN))]
    by_meeting: dict[int, list[Turn]] = {}
    for turn in stored(Turn, spoken):
        by_meeting.setdefault(turn.meeting_id, []).append(turn)
    for said in by_meeting.values():
        for voice, answer in zip(said[::3], said[1::3], strict=False):
            answer.reply_to, answer.reply_basis = voice, ReplyBasis.RULE
    Turn.objects.bulk_update([t for t in spoken if t.reply_to], ["reply_to", "reply_basis"], BATCH)
    agenda = dict(AgendaItem.objects.filter(order=1, meeting__in=meetings).values_list("meeting_id", "pk"))
    lines = [s for m in meetings for s in lines_of(by_meeting.get(m.pk, []), statements, agenda[m.pk])]
    firsts = {s.meeting_id: s for s in reversed(stored(Statement, lines))}
    doubts = [
        ReviewIssue(meeting_id=pk, statement=s, kind=IssueKind.SUSPECTED_SLIP, rule="homophone", excerpt="架空")
        for pk, s in firsts.items()
    ]
    stored(ReviewIssue, doubts)
    promises = [
        Commitment(meeting_id=pk, turn=said[0], text="架空の約束", owner="架空課", created_by=writer)
        for pk, said in by_meeting.items()
    ]
    stored(Commitment, promises)


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


def fill_needs(sizes: dict[str, int], writer: User, cases: list[CaseStudy], meetings: list[Meeting]) -> None:
    """Needs of towns, every third from a statement, with うちも and links; and drafts."""
    towns, fields = list(Municipality.objects.at_home()), cycle(Field.objects.all())
    firsts = list(Statement.objects.filter(meeting__in=meetings, number=1))
    links = [StatementCase(statement=s, case=c, by=writer) for s, c in zip(firsts, cases, strict=False)]
    stored(StatementCase, links)
    now = timezone.now()
    rows = []
    for number in range(sizes["needs"] + sizes["drafts"]):
        is_posted = number < sizes["needs"]
        statement = firsts[number % len(firsts)] if firsts and is_posted and number % 3 == 0 else None
        rows.append(
            Need(
                title=told(number),
                today="紙の申請を手で転記している（架空）。",
                field=next(fields),
                statement=statement,
                municipality=None if statement or not is_posted else towns[number % len(towns)],
                visibility=Visibility.PUBLIC,
                is_fictional=True,
                status=NeedStatus.OPEN if is_posted else NeedStatus.DRAFT,
                posted_at=now - datetime.timedelta(hours=number) if is_posted else None,
                created_by=writer,
            )
        )
    needs = stored(Need, rows)
    stored(NeedEvent, [NeedEvent(need=need, verb=NeedVerb.CREATED, by=writer) for need in needs])
    posted = needs[: sizes["needs"]]
    stored(NeedSupport, [NeedSupport(need=n, municipality=t, by=writer) for n in posted for t in towns[:3]])
    stored(NeedCase, [NeedCase(need=n, case=c, by=writer) for n, c in zip(posted, cycle(cases), strict=False)])
    stops = Need.obstacles.through
    stored(stops, [stops(need=n, obstacle=o) for n in posted for o in Obstacle.objects.all()[:2]])
