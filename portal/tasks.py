"""Roof: 今日のやること. What waits for each role, as a table of questions to the rooms."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from accounts.visibility import Viewer
from cases.choices import CaseStatus
from cases.models import CaseStudy, Rollout
from matching.choices import NeedStatus
from matching.models import Need
from meetings.choices import MeetingStatus
from meetings.models import Meeting

SHOWN = 5


class Task(NamedTuple):
    """One thing to do: what it is, how it stands, where it is done."""

    title: str
    state: str
    url: str


def own_drafts(user: User) -> QuerySet[CaseStudy]:
    return CaseStudy.objects.visible_to(user).filter(
        municipality=user.municipality, status__in=[CaseStatus.DRAFT, CaseStatus.RETURNED]
    )


def own_stale(user: User) -> QuerySet[Rollout]:
    return Rollout.objects.stale_for(user).select_related("case", "municipality")


def cases_to_check(user: User) -> QuerySet[CaseStudy]:
    return CaseStudy.objects.visible_to(user).filter(status=CaseStatus.IN_REVIEW)


def records_in_work(user: User) -> QuerySet[Meeting]:
    unfinished = [MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW, MeetingStatus.APPROVED]
    return Meeting.objects.visible_to(user).filter(status__in=unfinished)


def needs_to_sort(user: User) -> QuerySet[Need]:
    return Need.objects.visible_to(user).filter(status=NeedStatus.OPEN)


class Question[Row: Model](NamedTuple):
    """What to ask for a role, and how an answer is told and reached."""

    rows: Callable[[User], QuerySet[Row]]
    tell: Callable[[Row], Task]


def case_task(case: CaseStudy) -> Task:
    return Task(case.title, case.get_status_display(), case.get_absolute_url())


def rollout_task(rollout: Rollout) -> Task:
    return Task(f"「{rollout.case.title}」の段階", "確認待ち", rollout.get_absolute_url())


def record_task(meeting: Meeting) -> Task:
    return Task(meeting.title, meeting.get_status_display(), reverse("meetings:review", args=[meeting.code]))


def need_task(need: Need) -> Task:
    return Task(need.title, need.get_status_display(), need.get_absolute_url())


QUESTIONS: dict[str, tuple[Question[Any], ...]] = {
    Role.TOWN: (Question(own_drafts, case_task), Question(own_stale, rollout_task)),
    Role.SECRETARIAT: (Question(records_in_work, record_task), Question(cases_to_check, case_task)),
    Role.LIAISON: (Question(needs_to_sort, need_task), Question(cases_to_check, case_task)),
    Role.ADMIN: (),
    Role.FIRM: (),
}


def tasks_for(viewer: Viewer) -> list[Task]:
    """What waits for `viewer`, at most five of each sort. Nothing for a visitor."""
    if not viewer.is_authenticated:
        return []
    return [question.tell(row) for question in QUESTIONS[viewer.role] for row in question.rows(viewer)[:SHOWN]]
