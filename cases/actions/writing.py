"""Rooms, cases: writing a case, step by step. Two editors never overwrite each other unseen."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.choices import Basis, Visibility
from accounts.models import Municipality, User
from accounts.rules import require, why_not_of_town, why_not_secretariat, why_not_signed_in
from accounts.visibility import Viewer
from cases.choices import EDITABLE, CaseKind, CaseStatus, CaseVerb, FundingSource
from cases.comparing import ROWS, given_rows, is_same
from cases.facts import label_of, missing
from cases.models import CaseEvent, CaseStudy, Effect
from search import index

Values = Mapping[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class Saved(NamedTuple):
    """What became of a save. `is_stale`: somebody saved after `revision`, nothing was written. `refused`: sentences
    that say what a published case may not lose, nothing was written."""

    case: CaseStudy
    is_stale: bool = False
    refused: tuple[str, ...] = ()


def why_not_create(viewer: Viewer, municipality_id: str | None = None) -> str:
    """Towns write their own cases; the secretariat may write for any town."""
    if not viewer.is_authenticated:
        return why_not_signed_in(viewer)
    if viewer.is_secretariat or (viewer.is_town and municipality_id in (None, viewer.municipality_id)):
        return ""
    return "事例を書けるのは、その市町の職員と県事務局です。"


def why_not_writer(case: CaseStudy, viewer: Viewer) -> str:
    """Whose case it is to write: the own town's always; the secretariat's only where it entered the case itself."""
    own_entry = viewer.is_authenticated and viewer.is_secretariat and case.basis != Basis.TOWN
    return "" if own_entry else why_not_of_town(viewer, case.municipality_id)


def why_not_edit(case: CaseStudy, viewer: Viewer) -> str:
    """Its writers, but nobody while the prefecture checks."""
    if why := why_not_writer(case, viewer):
        return why
    if case.status == CaseStatus.IN_REVIEW:
        return "県が確認しています。直したいときは、県事務局に差し戻しを頼んでください。"
    if case.status not in EDITABLE:
        return f"「{case.get_status_display()}」の事例は直せません。"
    return ""


def why_not_funding(chosen: Sequence[str]) -> str:
    """What cost nothing was paid by nobody."""
    if FundingSource.NONE in chosen and len(set(chosen)) > 1:
        return "「費用なし」は、ほかの財源と一緒に選べません。どちらかにしてください。"
    return ""


def why_not_confirm(case: CaseStudy, viewer: Viewer) -> str:
    """Only the town itself can say that what the prefecture entered is right."""
    if why := why_not_of_town(viewer, case.municipality_id):
        return why
    return "" if case.needs_confirmation else "この事例は、もう確かめてあります。"


@transaction.atomic
def create(
    *, by: User, municipality: Municipality, kind: str, values: Values, rows: Rows | None = None, basis: str = ""
) -> CaseStudy:
    """A new draft with what was typed on the first page. A town's own word unless the secretariat enters it."""
    require(why_not_create(by, municipality.pk) or why_not_funding(values.get("funding", ())))
    if by.is_town:
        basis = Basis.TOWN
    elif basis not in (Basis.PUBLIC_SOURCE, Basis.ON_BEHALF):
        basis = Basis.ON_BEHALF
    plain = {name: value for name, value in values.items() if name != "tools"}
    case = CaseStudy.objects.create(
        municipality=municipality,
        kind=CaseKind(kind),
        basis=basis,
        needs_confirmation=basis != Basis.TOWN,
        created_by=by,
        **plain,
    )
    case.tools.set(values.get("tools", []))
    for name, given in (rows or {}).items():
        replace_rows(case, name, given)
    return record(case, CaseVerb.CREATED, by=by)


@transaction.atomic
def create_once(*, by: User, municipality: Municipality, kind: str, values: Values, basis: str = "") -> CaseStudy:
    """`create` for a page whose button may be pressed twice: the same draft of the last minute is given back."""
    User.objects.select_for_update().get(pk=by.pk)  # one of two presses waits for the other
    since = timezone.now() - datetime.timedelta(minutes=1)
    mine = CaseStudy.objects.filter(created_by=by, municipality=municipality, kind=kind, status=CaseStatus.DRAFT)
    twin: CaseStudy
    for twin in mine.filter(created_at__gte=since, title=values["title"]):
        if is_same(twin, values, {}):
            return twin
    return create(by=by, municipality=municipality, kind=kind, values=values, basis=basis)


@transaction.atomic
def save(case: CaseStudy, *, by: User, revision: int | None, values: Values, rows: Rows | None = None) -> Saved:
    """Write some facts. `revision` is the one the writer has seen (None = whichever is stored).

    A published case stays published, and may not lose a fact that publishing needs. Saving the same again is no change.
    """
    stored = locked(case)
    require(why_not_edit(stored, by) or why_not_funding(values.get("funding", ())))
    if is_same(stored, values, rows or {}):
        return Saved(stored)
    if revision is not None and revision != stored.revision:
        return Saved(stored, is_stale=True)
    for name, value in values.items():
        if name != "tools":
            setattr(stored, name, value)
    stored.revision += 1
    stored.save()
    if "tools" in values:
        stored.tools.set(values["tools"])
    for name, given in (rows or {}).items():
        replace_rows(stored, name, given)
    if stored.status != CaseStatus.PUBLISHED:
        return Saved(indexed(stored))
    if refused := lost_by_publication(stored):
        transaction.set_rollback(True)
        return Saved(case, refused=refused)
    return Saved(record(stored, CaseVerb.UPDATED, by=by))


@transaction.atomic
def confirm(case: CaseStudy, *, by: User) -> CaseStudy:
    """The town says that what the prefecture entered about it is right: 要確認 goes."""
    stored = locked(case)
    require(why_not_confirm(stored, by))
    stored.needs_confirmation = False
    stored.revision += 1
    stored.save(update_fields=["needs_confirmation", "revision", "updated_at"])
    return record(stored, CaseVerb.CONFIRMED, by=by)


@transaction.atomic
def follow_up(case: CaseStudy, *, by: User, is_new: bool) -> CaseStudy:
    """What a save at the desk of the admin still needs: rule, revision, history, search. A refusal undoes the save."""
    stored = locked(case)
    require(why_not_edit(stored, by))
    if is_new:
        return record(stored, CaseVerb.CREATED, by=by)
    stored.revision += 1
    stored.save(update_fields=["revision", "updated_at"])
    if stored.status != CaseStatus.PUBLISHED:
        return indexed(stored)
    require("".join(lost_by_publication(stored)))
    return record(stored, CaseVerb.UPDATED, by=by)


@transaction.atomic
def verify_effect(effect: Effect, *, by: User) -> Effect:
    """The prefecture has checked how an effect was measured. A later change of its numbers takes the mark away."""
    require(why_not_secretariat(by))
    stored: Effect = Effect.objects.select_for_update().get(pk=effect.pk)
    require("" if stored.before is not None and stored.after is not None else "前と後の数字がそろっていません。")
    stored.is_verified = True
    stored.save(update_fields=["is_verified"])
    return stored


def locked(case: CaseStudy) -> CaseStudy:
    """The row as it stands now, locked until the transaction ends."""
    stored: CaseStudy = CaseStudy.objects.select_for_update().get(pk=case.pk)
    return stored


def lost_by_publication(case: CaseStudy) -> tuple[str, ...]:
    """Sentences for what a published case would miss."""
    sentences = [
        f"公開している事例では、「{label_of(fact, case)}」を空にできません。入力してください。"
        for fact in missing(case)
    ]
    if case.visibility == Visibility.PRIVATE:
        sentences.append("公開している事例は「自分の団体だけ」にできません。見せないときは、取り下げてください。")
    if case.basis == Basis.PUBLIC_SOURCE and not case.sources.exists():
        sentences.append("公開資料から入れた事例には、出典が1つ以上要ります。")
    return tuple(sentences)


def replace_rows(case: CaseStudy, name: str, given: Sequence[Mapping[str, Any]]) -> None:
    """Put the rows of one relation anew, in the order given. What the prefecture verified stays so where unchanged."""
    model, columns = ROWS[name]
    relation = getattr(case, name)
    verified = {row_key(row) for row in relation.all() if row.is_verified} if name == "effects" else set()
    relation.all().delete()
    rows: list[Model] = []
    for order, values in enumerate(given_rows(name, given), 1):
        row = model(case=case, **dict(zip(columns, values, strict=True)))
        if name != "case_obstacles":
            row.order = order  # type: ignore[attr-defined]
        if name == "effects":
            row.is_verified = row_key(row) in verified  # type: ignore[attr-defined]
        rows.append(row)
    model._default_manager.bulk_create(rows)


def row_key(row: Any) -> tuple[Any, ...]:
    """What an effect says, without who measured it."""
    return row.indicator, row.unit, row.before, row.after, row.volume


def indexed(case: CaseStudy) -> CaseStudy:
    """The case as the database now has it, known to the search box."""
    fresh: CaseStudy = CaseStudy.objects.for_search().get(pk=case.pk)
    index.put(fresh.search_entries())
    return fresh


def record(case: CaseStudy, verb: CaseVerb, *, by: User, note: str = "") -> CaseStudy:
    """Add a line to the history and tell the search box."""
    CaseEvent.objects.create(case=case, verb=verb, by=by, note=note)
    return indexed(case)
