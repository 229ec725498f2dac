"""Rooms, cases: what a whole case tells, for tests. Everything in it is made up."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import Municipality, User
from cases.actions import publishing, writing
from cases.choices import CaseKind
from cases.models import CaseStudy
from portal.testing import make_field, make_obstacle
from vocabulary.models import Tool

DECIDED = date(2024, 3, 22)


def make_tool(slug: str = "excel", name: str = "Excel") -> Tool:
    return Tool.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def whole_values(**changes: Any) -> dict[str, Any]:
    """The columns of a case that can be published, beside its rows."""
    return {
        "title": "相談記録の文字起こし",
        "field": make_field(),
        "work_removed": "録音を聞きながら打つ作業",
        "evidence": "福祉課が60件を時計で測った",
        "funding": ["grant", "general_funds"],
        "after_grant": "continues",
        "contact": "福祉課",
        "visibility": "public",
    } | changes


def whole_rows(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        "effects": [
            {"indicator": "記録1件", "unit": "分", "before": Decimal(60), "after": Decimal(25), "volume": 1440}
        ],
        "cost_lines": [
            {"phase": "setup", "payer": "grant", "label": "機器", "amount": 3_000_000},
            {"phase": "yearly", "payer": "own", "label": "利用料", "amount": 1_800_000},
        ],
        "case_obstacles": [{"obstacle_id": make_obstacle().code, "how_passed": "1人と試した"}],
        "sources": [{"title": "時間調べ", "dated": "令和6年1月", "kind": "own"}],
    } | changes


def write_case(town: Municipality, by: User, **changes: Any) -> CaseStudy:
    """A draft in which nothing that publishing needs is missing, through the action."""
    rows = changes.pop("rows", None) or whole_rows()
    kind = changes.pop("kind", CaseKind.FULL)
    basis = changes.pop("basis", "")
    values = whole_values(**changes)
    return writing.create(by=by, municipality=town, kind=kind, basis=basis, values=values, rows=rows)


def write_tip(town: Municipality, by: User, **changes: Any) -> CaseStudy:
    """A tip with its five facts."""
    values = {
        "title": "日程調整を半分に",
        "field": make_field(),
        "trouble": "半日かかる",
        "done": "表を作った",
        "result": "1時間で決まる",
        "tools": [make_tool()],
        "contact": "総務課",
        "visibility": "public",
    } | changes
    return writing.create(by=by, municipality=town, kind=CaseKind.TIP, values=values)


def submit_case(case: CaseStudy, by: User) -> CaseStudy:
    return publishing.submit(case, by=by, internal_decision_on=DECIDED)


def publish_case(town: Municipality, by: User, officer: User, **changes: Any) -> CaseStudy:
    """All the way: written, submitted, published."""
    return publishing.publish(submit_case(write_case(town, by, **changes), by), by=officer)
