"""Rooms, cases: how a rollout is begun, moved and confirmed. Each leaves one event; nothing else writes a rollout."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from accounts.choices import Basis, Role
from accounts.models import Municipality, User
from accounts.rules import require, why_not_of_town, why_not_signed_in
from accounts.visibility import Viewer
from cases.choices import ROLLOUT_MOVES, CaseStatus, RolloutStage, needs_reason
from cases.models import CaseStudy, Rollout, RolloutEvent
from vocabulary.dates import fiscal_year
from vocabulary.models import Obstacle


class Facts(TypedDict, total=False):
    """What may be told beside the stage. A key that is left out stays as it is, except `since` on a move."""

    since: datetime.date | None  # since when the town is at this stage
    fiscal_year: int | None
    section: str  # 担当の課
    grant_ends_on: datetime.date | None
    remark: str  # ひとこと, read by everybody who reads the rollout
    source_url: str
    source_date: str


def why_not_speak_for(viewer: Viewer, municipality_id: str) -> str:
    """A town speaks for itself; the secretariat may enter what is public, or stand in. Firms never (product.md §3)."""
    if not viewer.is_authenticated:
        return why_not_signed_in(viewer)
    if viewer.is_firm:
        return "市町の段階は、企業には入れられません。その市町が自分で入れます。"
    if viewer.is_town:
        return why_not_of_town(viewer, municipality_id)
    if viewer.role != Role.SECRETARIAT:
        return "段階を入れられるのは、その市町の職員と県事務局です。"
    return ""


def why_not_basis(viewer: Viewer, municipality_id: str, basis: str, facts: Facts) -> str:
    """Whose word the secretariat enters, and what that takes (product.md §8.3). A town's word needs nothing more."""
    if viewer.is_authenticated and viewer.is_town:
        return "" if basis == Basis.TOWN else "市町の職員は、自分の町の入力として入れてください。"
    if basis == Basis.TOWN:
        return "県が入れるときは、「公開資料から」か「市町に代わって」を選んでください。"
    if basis == Basis.PUBLIC_SOURCE and not (facts.get("source_url") and facts.get("source_date")):
        return "公開資料から入れるときは、出典のアドレスと時点を入力してください。"
    staff = User.objects.filter(municipality=municipality_id, is_active=True)
    if basis == Basis.ON_BEHALF and staff.exists():
        return "この市町には利用者がいます。段階は、市町が自分で入れます。"
    return ""


def why_not_told(old: str, new: str, reason: Obstacle | None, note: str, facts: Facts) -> str:
    """Going back and leaving need an obstacle and a sentence."""
    if needs_reason(old, new) and not (reason and note.strip()):
        return "前の段階へ戻すときと、見送り・中断・終了のときは、理由を選び、説明を入力してください。"
    return why_not_day(facts)


def why_not_record(
    case: CaseStudy,
    municipality: Municipality,
    stage: str,
    viewer: Viewer,
    *,
    basis: str = Basis.TOWN,
    reason: Obstacle | None = None,
    note: str = "",
    **facts: Unpack[Facts],
) -> str:
    """Why `viewer` may not enter the first stage of this town with this case; "" if he may."""
    if why := why_not_speak_for(viewer, municipality.pk) or why_not_basis(viewer, municipality.pk, basis, facts):
        return why
    if case.status == CaseStatus.WITHDRAWN:
        return "取り下げた事例には、段階を入れられません。"
    if stage not in RolloutStage.values:
        return "段階を選んでください。"
    if Rollout.objects.filter(case=case, municipality=municipality).exists():
        return "この市町の段階は、もう入っています。その画面で段階を変えてください。"
    return why_not_told("", stage, reason, note, facts)


def why_not_change(rollout: Rollout, viewer: Viewer) -> str:
    """What moving and confirming have in common. What a town has stated is the town's alone."""
    if why := why_not_speak_for(viewer, rollout.municipality_id):
        return why
    if viewer.is_authenticated and viewer.is_secretariat and rollout.basis == Basis.TOWN:
        return "この段階は、市町が自分で入れたものです。県は変えられません。"
    return ""


def why_not_word(rollout: Rollout, viewer: Viewer, facts: Facts) -> str:
    """Whose word a change would be, and whether that takes a source."""
    sourced = with_source(rollout, facts)
    return why_not_basis(viewer, rollout.municipality_id, basis_of(rollout, viewer), sourced)


def why_not_move(
    rollout: Rollout,
    to: str,
    viewer: Viewer,
    *,
    reason: Obstacle | None = None,
    note: str = "",
    was: str | None = None,
    **facts: Unpack[Facts],
) -> str:
    """Why `viewer` may not move this rollout to that stage; "" if he may. `was`: the stage he saw when he began."""
    if why := why_not_change(rollout, viewer) or why_not_word(rollout, viewer, facts):
        return why
    now = RolloutStage(rollout.stage)
    if why := why_not_as_seen(now, was):
        return why
    if to == now:
        return f"いまの段階と同じ「{now.label}」です。変わりがなければ「確かめました」を押してください。"
    if to not in ROLLOUT_MOVES[now]:
        label = RolloutStage(to).label if to in RolloutStage.values else to
        return f"「{now.label}」から「{label}」へは変えられません。"
    return why_not_told(now, to, reason, note, facts)


def why_not_confirm(rollout: Rollout, viewer: Viewer, *, was: str | None = None, **facts: Unpack[Facts]) -> str:
    """Why `viewer` may not say that the stage still holds; "" if he may. `was`: the stage that he saw."""
    if why := why_not_change(rollout, viewer) or why_not_word(rollout, viewer, facts):
        return why
    return why_not_as_seen(RolloutStage(rollout.stage), was) or why_not_day(facts)


def why_not_as_seen(now: RolloutStage, was: str | None) -> str:
    """Somebody else was quicker: a change is decided on what is there, not on what was there."""
    if was and was != now:
        return f"いまの段階は「{now.label}」に変わっています。内容を確かめて、もう一度送ってください。"
    return ""


def why_not_day(facts: Facts) -> str:
    """A day that is still to come is no beginning."""
    since = facts.get("since")
    if since and since > timezone.localdate():
        return "「いつから」には、今日までの日付を入力してください。"
    return ""


def basis_of(rollout: Rollout, viewer: Viewer) -> Basis:
    """Whose word a change is: a town makes the row its own; for the secretariat it stays what it was."""
    own = viewer.is_authenticated and viewer.is_town
    return Basis.TOWN if own else Basis(rollout.basis)


def with_source(rollout: Rollout, facts: Facts) -> Facts:
    """The facts, with the source that the row already has where none is given."""
    kept: Facts = {"source_url": rollout.source_url, "source_date": rollout.source_date}
    return {**kept, **facts}


@transaction.atomic
def record(
    case: CaseStudy,
    municipality: Municipality,
    stage: str,
    *,
    by: User,
    basis: str | None = None,
    reason: Obstacle | None = None,
    note: str = "",
    evidence: str = "",
    **facts: Unpack[Facts],
) -> Rollout:
    """The first word about this town and this case. Refuses a second one.

    basis: left out, it is the town's own word for a town and `public_source` for the secretariat.
    note and evidence go into the history; `remark` is what stands on the rollout itself.
    """
    CaseStudy.objects.select_for_update().get(pk=case.pk)  # two first words at once: the second is told so
    if basis is None:
        basis = Basis.TOWN if by.is_town else Basis.PUBLIC_SOURCE
    require(why_not_record(case, municipality, stage, by, basis=basis, reason=reason, note=note, **facts))
    rollout = Rollout(case=case, municipality=municipality)
    write(rollout, stage, basis, reason, facts)
    remember(rollout, "", reason, note, evidence, by)
    return rollout


@transaction.atomic
def move(
    rollout: Rollout,
    to: str,
    *,
    by: User,
    reason: Obstacle | None = None,
    note: str = "",
    evidence: str = "",
    was: str | None = None,
    **facts: Unpack[Facts],
) -> Rollout:
    """Another stage, with its event. A town that moves a public_source row takes it over."""
    rollout = Rollout.objects.select_for_update().get(pk=rollout.pk)
    require(why_not_move(rollout, to, by, reason=reason, note=note, was=was, **facts))
    old = rollout.stage
    rollout.since = None  # the day belonged to the old stage
    write(rollout, to, basis_of(rollout, by), reason, facts)
    remember(rollout, old, reason, note, evidence, by)
    return rollout


@transaction.atomic
def confirm(
    rollout: Rollout, *, by: User, note: str = "", evidence: str = "", was: str | None = None, **facts: Unpack[Facts]
) -> Rollout:
    """The stage still holds: an event of its own. A town thereby takes over what the prefecture had entered."""
    rollout = Rollout.objects.select_for_update().get(pk=rollout.pk)
    require(why_not_confirm(rollout, by, was=was, **facts))
    write(rollout, rollout.stage, basis_of(rollout, by), rollout.reason, facts)
    remember(rollout, rollout.stage, None, note, evidence, by)
    return rollout


def write(rollout: Rollout, stage: str, basis: str, reason: Obstacle | None, facts: Facts) -> None:
    """Put the new state on the row and save it. A day gives the fiscal year where none is told."""
    rollout.stage, rollout.basis, rollout.reason = stage, basis, reason
    for name, value in facts.items():
        setattr(rollout, name, value)
    if rollout.fiscal_year is None and rollout.since:
        rollout.fiscal_year = fiscal_year(rollout.since)
    rollout.updated_at = timezone.now()
    if basis == Basis.TOWN:
        rollout.confirmed_at = rollout.updated_at
    rollout.full_clean(exclude=["case", "municipality", "reason"], validate_unique=False)
    rollout.save()


def remember(
    rollout: Rollout, old_stage: str, reason: Obstacle | None, note: str, evidence: str, by: User
) -> RolloutEvent:
    """One line of the history: who, when, from, to, why, evidence. A public source is its own evidence."""
    if not evidence and rollout.basis == Basis.PUBLIC_SOURCE:
        evidence = f"{rollout.source_url}（{rollout.source_date}）"[:500]
    event = RolloutEvent(
        rollout=rollout,
        old_stage=old_stage,
        new_stage=rollout.stage,
        basis=rollout.basis,
        reason=reason,
        note=note.strip(),
        evidence=evidence.strip(),
        by=by,
    )
    event.clean_fields(exclude=["rollout", "reason", "by"])
    event.save()
    return event
