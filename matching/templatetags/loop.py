"""Bridge: one step back and one step forward on the loop, for pages of rooms that do not know each other.

Each tag asks a fixed number of queries for a whole page and begins with `visible_to`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django import template

from accounts.visibility import belongs_to_prefecture
from cases.models import CaseStudy
from matching.actions import why_not_from_statement, why_not_link
from matching.models import Need, NeedCase, StatementCase
from meetings.choices import SpeakerKind
from meetings.models import Statement

register = template.Library()
# Those who answer needs do not have them here.
OFFICE = (SpeakerKind.PREFECTURE, SpeakerKind.SECRETARIAT, SpeakerKind.OFFICIAL, SpeakerKind.CHAIR)


class Ahead(NamedTuple):
    """What a statement led to."""

    needs: list[Need]
    cases: list[CaseStudy]


class Behind(NamedTuple):
    """What a case answers."""

    statements: list[Statement]
    needs: list[Need]


@register.simple_tag(takes_context=True)
def loop_of_statements(context, statements: Iterable[Statement]) -> dict[int, Ahead]:
    """statement id -> the needs made from it and the cases it speaks of. Two queries."""
    viewer = context["request"].user
    ids = [statement.pk for statement in statements]
    found: dict[int, Ahead] = defaultdict(lambda: Ahead([], []))
    for need in Need.objects.visible_to(viewer).filter(statement__in=ids, posted_at__isnull=False).order_by("pk"):
        found[need.statement_id].needs.append(need)
    links = StatementCase.objects.visible_to(viewer).filter(statement__in=ids).select_related("case")
    for link in links:
        found[link.statement_id].cases.append(link.case)
    return dict(found)


@register.simple_tag(takes_context=True)
def loop_of_case(context, case: CaseStudy) -> Behind:
    """The voices that speak of a case and the needs it may answer. Two queries."""
    viewer = context["request"].user
    voices = StatementCase.objects.visible_to(viewer).filter(case=case)
    needs = NeedCase.objects.visible_to(viewer).filter(case=case).select_related("need")
    spoken = voices.select_related("statement__meeting", "statement__turn__speaker")
    return Behind([link.statement for link in spoken], [link.need for link in needs])


@register.filter
def of(found: dict[int, Ahead], statement: Statement) -> Ahead | None:
    """The entry of one statement in what `loop_of_statements` found."""
    return found.get(statement.pk) if found else None


@register.simple_tag(takes_context=True)
def may_make_need(context, statement: Statement) -> bool:
    """Whether the reader is offered to turn this statement into a need: it is somebody's voice, not the office's."""
    if statement.turn is None or statement.turn.speaker_kind in OFFICE:
        return False
    return not why_not_from_statement(statement, context["request"].user)


@register.simple_tag(takes_context=True)
def may_link(context) -> bool:
    """Whether the reader may tie statements, needs and cases together."""
    return not why_not_link(context["request"].user)


@register.simple_tag(takes_context=True)
def exact_counts(context) -> bool:
    """The prefecture reads exact counts, everybody else from three up."""
    return belongs_to_prefecture(context["request"].user)
