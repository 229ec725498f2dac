"""Rooms, cases: the way of a case between its town and the prefecture. A town submits, the prefecture decides."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.choices import Basis, Visibility
from accounts.models import User
from accounts.rules import require, why_not_of_town, why_not_secretariat
from accounts.visibility import Viewer
from cases.actions.writing import locked, record, why_not_writer
from cases.choices import MOVES, CaseStatus, CaseVerb
from cases.facts import completeness, missing
from cases.models import CaseStudy

NO_REASON = "理由を入力してください。"


def why_not_move(case: CaseStudy, to: CaseStatus) -> str:
    """The table of moves (cases/choices.py) as a sentence."""
    if to in MOVES[CaseStatus(case.status)]:
        return ""
    doing = {
        CaseStatus.IN_REVIEW: "県に出す",
        CaseStatus.RETURNED: "差し戻す",
        CaseStatus.PUBLISHED: "公開する",
        CaseStatus.WITHDRAWN: "取り下げる",
    }[to]
    return f"「{case.get_status_display()}」の事例を{doing}ことはできません。"


def why_not_ready(case: CaseStudy) -> str:
    """What publishing needs: the needed facts, a visibility wider than home, sources for what public papers told."""
    if missing(case):
        left = completeness(case)
        return f"{left.to_publish}です：{'、'.join(left.missing)}"
    if case.visibility == Visibility.PRIVATE:
        return "公開の範囲が「自分の団体だけ」です。県に出すには、範囲を広げてください。"
    if case.basis == Basis.PUBLIC_SOURCE and not case.sources.exists():
        return "公開資料から入れた事例には、出典が1つ以上要ります。出典を入力してください。"
    return ""


def why_not_submit(case: CaseStudy, viewer: Viewer) -> str:
    """Its writers, when nothing needed is missing."""
    return why_not_writer(case, viewer) or why_not_move(case, CaseStatus.IN_REVIEW) or why_not_ready(case)


def why_not_return(case: CaseStudy, viewer: Viewer) -> str:
    """The secretariat gives back what it was handed."""
    return why_not_secretariat(viewer) or why_not_move(case, CaseStatus.RETURNED)


def why_not_publish(case: CaseStudy, viewer: Viewer) -> str:
    """The secretariat opens what it was handed, while nothing needed is missing."""
    return why_not_secretariat(viewer) or why_not_move(case, CaseStatus.PUBLISHED) or why_not_ready(case)


def why_not_withdraw(case: CaseStudy, viewer: Viewer) -> str:
    """Secretariat or own town."""
    if why_not_secretariat(viewer) and why_not_of_town(viewer, case.municipality_id):
        return "取り下げられるのは、この市町の職員と県事務局です。"
    return why_not_move(case, CaseStatus.WITHDRAWN)


def why_not_decided_on(day: datetime.date | None, viewer: Viewer) -> str:
    """A town says on which day it decided internally; the day is not in the future. The secretariat has none to say."""
    if day is None:
        return "" if viewer.is_authenticated and viewer.is_secretariat else "庁内で決裁した日を入力してください。"
    return "" if day <= timezone.localdate() else "庁内で決裁した日が先の日付です。決裁のあとに出してください。"


@transaction.atomic
def submit(case: CaseStudy, *, by: User, internal_decision_on: datetime.date | None = None) -> CaseStudy:
    """Hand the case to the prefecture. Refuses while a needed fact is missing, and without the day of the decision."""
    stored = locked(case)
    require(why_not_submit(stored, by))
    require(why_not_decided_on(internal_decision_on, by))
    stored.internal_decision_on = internal_decision_on
    return moved(stored, CaseStatus.IN_REVIEW, CaseVerb.SUBMITTED, by=by)


@transaction.atomic
def return_case(case: CaseStudy, *, by: User, reason: str) -> CaseStudy:
    """Give the case back to its town, with the reason."""
    stored = locked(case)
    require(why_not_return(stored, by))
    require("" if reason.strip() else NO_REASON)
    stored.returned_reason = reason.strip()
    return moved(stored, CaseStatus.RETURNED, CaseVerb.RETURNED, by=by, note=reason)


@transaction.atomic
def publish(case: CaseStudy, *, by: User) -> CaseStudy:
    """Open the case as far as its visibility says."""
    stored = locked(case)
    require(why_not_publish(stored, by))
    stored.published_at, stored.published_by = timezone.now(), by
    return moved(stored, CaseStatus.PUBLISHED, CaseVerb.PUBLISHED, by=by)


@transaction.atomic
def withdraw(case: CaseStudy, *, by: User, reason: str) -> CaseStudy:
    """Take the case out of sight; its town and the prefecture still read it. The code is never given again."""
    stored = locked(case)
    require(why_not_withdraw(stored, by))
    require("" if reason.strip() else NO_REASON)
    return moved(stored, CaseStatus.WITHDRAWN, CaseVerb.WITHDRAWN, by=by, note=reason)


def moved(case: CaseStudy, status: CaseStatus, verb: CaseVerb, *, by: User, note: str = "") -> CaseStudy:
    """Save the new state, write the history, tell the search box."""
    case.status = status
    if status == CaseStatus.IN_REVIEW:
        case.returned_reason = ""
    case.revision += 1
    case.save()
    return record(case, verb, by=by, note=note.strip()[:500])
