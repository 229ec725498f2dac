"""Bridge: every write of needs, うちも and links that has a rule."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Municipality, User
from accounts.rules import require, why_not_role, why_not_signed_in
from accounts.visibility import Viewer
from cases.models import CaseStudy
from matching.choices import KNOWS_ANONYMOUS, NEED_MOVES, NeedStatus, NeedVerb
from matching.models import Need, NeedCase, NeedEvent, NeedSupport, StatementCase
from meetings.choices import MeetingStatus
from meetings.models import Statement
from search import index
from vocabulary.models import Obstacle

SORTERS = KNOWS_ANONYMOUS  # those who look after needs for the prefecture


def locked(need: Need) -> Need:
    """The row as it stands now, locked until the transaction ends."""
    stored: Need = Need.objects.select_for_update().get(pk=need.pk)
    return stored


def saved(need: Need, verb: NeedVerb, by: User, note: str = "") -> Need:
    """What follows every write: the trail and the search index. The reach is read back from the database."""
    NeedEvent.objects.create(need=need, verb=verb, note=note, by=by)
    need.refresh_from_db(fields=["reach"])
    index.put(need.search_entries())
    return need


def why_not_write(viewer: Viewer) -> str:
    """Needs are written by towns, for themselves, and by those who look after them for the prefecture."""
    return why_not_signed_in(viewer) or why_not_role(viewer, Role.TOWN, *SORTERS)


def why_not_edit(need: Need, viewer: Viewer) -> str:
    """A need is changed by its own town; the prefecture changes only its own needs, never the words of a town."""
    if sentence := why_not_write(viewer):
        return sentence
    own = viewer.is_authenticated and viewer.municipality_id == need.municipality_id
    return "" if own else "直せるのは、この困りごとを書いた団体の人です。"


def why_not_post(need: Need, viewer: Viewer) -> str:
    """Its writer posts it, once."""
    if sentence := why_not_edit(need, viewer):
        return sentence
    return "" if need.status == NeedStatus.DRAFT else "この困りごとは、もう出しています。"


def why_not_move_at_all(need: Need, viewer: Viewer) -> str:
    """Its own town and those who look after needs move a need, once it is posted."""
    if not need.is_own_of(viewer) and why_not_role(viewer, *SORTERS):
        return "状態を変えられるのは、この困りごとを書いた市町の職員と、リエゾン・県事務局です。"
    return "先に、この困りごとを出してください。" if need.status == NeedStatus.DRAFT else ""


def why_not_move(need: Need, to: str, viewer: Viewer) -> str:
    """Moves go along NEED_MOVES."""
    if sentence := why_not_move_at_all(need, viewer):
        return sentence
    if to not in NEED_MOVES[NeedStatus(need.status)]:
        return f"「{need.get_status_display()}」から「{NeedStatus(to).label}」には変えられません。"
    return ""


def why_not_support(need: Need, viewer: Viewer) -> str:
    """うちも is for other municipalities that can read the need, once."""
    if not viewer.is_authenticated or not viewer.is_town:
        return why_not_role(viewer, Role.TOWN)
    if need.status == NeedStatus.DRAFT:
        return "この困りごとは、まだ下書きです。"
    if need.municipality_id == viewer.municipality_id:
        return "これは、わが町の困りごとです。"
    if need.supports.filter(municipality=viewer.municipality_id).exists():
        return "わが町は、もう「うちも」を押しています。"
    return ""


def why_not_release(need: Need, viewer: Viewer) -> str:
    """Showing a need to firms is a decision of its own: by its town, or by the prefecture for its own needs."""
    if need.status == NeedStatus.DRAFT:
        return "先に、この困りごとを出してください。"
    if need.released_to_firms:
        return "もう企業にも見せています。"
    return why_not_edit(need, viewer)


def why_not_from_statement(statement: Statement, viewer: Viewer) -> str:
    """A need made from a statement belongs to the prefecture and names no town (product.md §8.6).

    The words of a record that is not published yet leave it in no way.
    """
    if sentence := why_not_role(viewer, *SORTERS):
        return sentence
    published = statement.meeting.status == MeetingStatus.PUBLISHED
    return "" if published else "公開された記録の発言だけを、困りごとにできます。"


def why_not_link(viewer: Viewer) -> str:
    """Links between rooms are made by those who look after needs."""
    return why_not_role(viewer, *SORTERS)


@transaction.atomic
def create(*, by: User, obstacles: Iterable[Obstacle] = (), **facts: Any) -> Need:
    """A draft. A town's need is its own; the prefecture's has no municipality."""
    require(why_not_write(by))
    need = Need(created_by=by, municipality=by.municipality, **facts)
    need.full_clean(exclude=["created_by"])
    need.save()
    need.obstacles.set(obstacles)
    return saved(need, NeedVerb.CREATED, by)


@transaction.atomic
def update(need: Need, *, by: User, obstacles: Iterable[Obstacle] | None = None, **facts: Any) -> Need:
    """Changed words or visibility of one's own need."""
    need = locked(need)
    require(why_not_edit(need, by))
    for name, value in facts.items():
        setattr(need, name, value)
    need.full_clean(exclude=["created_by"])
    need.save()
    if obstacles is not None:
        need.obstacles.set(obstacles)
    return saved(need, NeedVerb.UPDATED, by)


@transaction.atomic
def post(need: Need, *, by: User) -> Need:
    """The draft becomes open to everybody that its visibility names."""
    need = locked(need)
    require(why_not_post(need, by))
    need.status, need.posted_at = NeedStatus.OPEN, timezone.now()
    need.save(update_fields=["status", "posted_at", "updated_at"])
    return saved(need, NeedVerb.POSTED, by)


@transaction.atomic
def move(need: Need, to: str, *, by: User, reason: str = "") -> Need:
    """Another state; 見送り needs a reason."""
    need = locked(need)
    require(why_not_move(need, to, by))
    if to == NeedStatus.DROPPED and not reason.strip():
        require("見送りにするときは、理由を入力してください。")
    old = need.get_status_display()
    need.status, need.status_reason = to, reason.strip()
    need.save(update_fields=["status", "status_reason", "updated_at"])
    return saved(need, NeedVerb.MOVED, by, f"{old} → {need.get_status_display()} {need.status_reason}".strip())


@transaction.atomic
def release(need: Need, *, by: User) -> Need:
    """From now on firms can read it too. Recorded, and never a side effect of something else."""
    need = locked(need)
    require(why_not_release(need, by))
    need.released_to_firms = True
    need.save(update_fields=["released_to_firms", "updated_at"])
    return saved(need, NeedVerb.RELEASED, by)


@transaction.atomic
def support(need: Need, *, by: User, note: str = "") -> NeedSupport:
    """うちも: the name goes to the prefecture alone."""
    need = locked(need)
    require(why_not_support(need, by))
    town = cast(Municipality, by.municipality)  # the rule lets only users of a town through
    return NeedSupport.objects.create(need=need, municipality=town, note=note, by=by)


@transaction.atomic
def unsupport(need: Need, *, by: User) -> None:
    """うちも taken back."""
    require(why_not_role(by, Role.TOWN))
    NeedSupport.objects.filter(need=need, municipality=by.municipality).delete()


@transaction.atomic
def from_statement(statement: Statement, *, by: User, **facts: Any) -> Need:
    """A posted need with a link both ways. It has no municipality, so that the link may be public."""
    require(why_not_from_statement(statement, by))
    visible = statement.meeting.visibility
    need = Need(statement=statement, created_by=by, status=NeedStatus.OPEN, posted_at=timezone.now())
    for name, value in {"today": statement.text, "visibility": visible, **facts}.items():
        setattr(need, name, value)
    need.is_fictional = statement.meeting.is_fictional
    need.full_clean(exclude=["created_by"])
    need.save()
    return saved(need, NeedVerb.CREATED, by, f"発言{statement.code}から")


@transaction.atomic
def link_case(need: Need, case: CaseStudy, *, by: User, note: str = "") -> NeedCase:
    """This case may answer this need. Twice is once."""
    require(why_not_link(by))
    link, is_new = NeedCase.objects.get_or_create(need=need, case=case, defaults={"note": note, "by": by})
    if is_new:
        NeedEvent.objects.create(need=need, verb=NeedVerb.LINKED, note=case.code, by=by)
    return link


@transaction.atomic
def link_statement(statement: Statement, case: CaseStudy, *, by: User, note: str = "") -> StatementCase:
    """This statement speaks of this case. Twice is once."""
    require(why_not_link(by))
    return StatementCase.objects.get_or_create(statement=statement, case=case, defaults={"note": note, "by": by})[0]
