"""Roof: fill a scratch database with many made-up rows, to measure how lists cost. Never in production."""

import datetime
import hashlib
from itertools import cycle

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from accounts.choices import Role, Visibility
from accounts.models import Firm, Invitation, Municipality, User
from cases.models import CaseStudy
from matching.choices import NeedStatus, NeedVerb
from matching.models import Need, NeedCase, NeedEvent, NeedSupport, StatementCase
from meetings.models import Meeting, Statement
from portal.demo.many import stored, told
from portal.demo.many_cases import fill_cases
from portal.demo.many_meetings import fill_meetings
from vocabulary.models import Field, Obstacle

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
        self.stdout.write(
            f"架空のデータを入れました：事例{len(cases)}件、会議{len(meetings)}件、困りごと{sizes['needs']}件"
        )


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
    invitations = [
        Invitation(
            email=user.email,
            role=Role.FIRM,
            firm=user.firm,
            token_hash=hashlib.sha256(user.email.encode()).hexdigest(),
            expires_at=soon,
            invited_by=user,
        )
        for user in users
    ]
    stored(Invitation, invitations)


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
