"""Roof, demo: two made-up meeting records. One went all the way to the public, one still waits for its review."""

import datetime
from pathlib import Path

from accounts.models import User
from meetings.actions.answering import promise
from meetings.actions.deciding import decide
from meetings.actions.describing import describe
from meetings.actions.importing import import_minutes, read_minutes
from meetings.actions.publishing import approve, publish, submit
from meetings.actions.reviewing import accept
from meetings.choices import IssueDecision
from meetings.models import Council, CouncilName, Meeting, Turn

FOLDER = Path(__file__).parent / "minutes"
FIRST, SECOND = "01-kakuu-smart.txt", "02-kakuu-chiiki.md"
OLD_NAME, NEW_NAME = "架空スマート連携検討会", "架空地域DX検討会"


def load_council() -> Council:
    """One made-up council with the two names it had."""
    council, is_new = Council.objects.get_or_create(
        slug="kakuu-dx",
        defaults={"purpose": "見本のための架空の会議体です。", "is_fictional": True},
    )
    if is_new:
        renamed = datetime.date(2025, 4, 1)
        CouncilName.objects.create(council=council, name=OLD_NAME, valid_to=renamed - datetime.timedelta(days=1))
        CouncilName.objects.create(council=council, name=NEW_NAME, valid_from=renamed)
    return council


def take(name: str, council: Council, by: User) -> Meeting:
    """The record as a draft; it is 架空 because its council is."""
    return import_minutes(read_minutes((FOLDER / name).read_bytes(), name), by=by, council=council)


def review(meeting: Meeting, by: User) -> None:
    """Every doubt decided, every statement looked at, every fact in."""
    meeting.refresh_from_db()
    describe(
        meeting,
        by=by,
        seen=meeting.stamp,
        is_own_record=True,
        anonymity_reason="見本のための記録です。市町が率直に話せるように、発言した市町の名前を出していません。",
    )
    for issue in meeting.issues.all():
        slip = issue.statement is not None
        decision = IssueDecision.KEEP if slip else IssueDecision.NO_PROBLEM
        decide(issue, by=by, decision=decision, reason="" if slip else "見本の断り書きなど、記録の本文ではない行です。")
    accept(meeting, by=by, seen={row.number: row.stamp for row in meeting.statements.select_related("turn")})


def promise_first(meeting: Meeting, by: User) -> None:
    """The prefecture's promise to A市町, as the record tells it."""
    voice = Turn.objects.filter(meeting=meeting, speaker__label="A市町").first()
    promise(
        meeting,
        by=by,
        turn=voice,
        text="表計算だけで転記をなくした例を紹介する",
        owner="県 情報政策課（架空）",
        due_on=datetime.date(2025, 3, 31),
    )


def load_records(editor: User, second: User) -> list[Meeting]:
    """The published record and the one in review; nothing when they are there already."""
    council = load_council()
    if council.meetings.exists():
        return list(council.meetings.order_by("pk"))
    published = take(FIRST, council, editor)
    review(published, editor)
    submit(published, by=editor)
    approve(published, by=second)
    publish(published, by=second)
    promise_first(published, editor)
    return [published, take(SECOND, council, editor)]
