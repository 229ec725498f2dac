"""Rooms, cases: pages that read."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from cases.actions import publishing, writing
from cases.choices import CaseStatus
from cases.facts import FIRST_SIX, TIP_ORDER, completeness, has_cost, has_effect, rows
from cases.filters import ORDERS, CaseFilter, relaxations
from cases.models import CaseEvent, CaseStudy, Rollout
from vocabulary.asked import unread_conditions

PAGE_SIZES = (20, 50, 100)
# The filters that stand open in the panel; the rest is folded away until one of them is on.
MAIN_FILTERS = ("q", "kind", "branch", "field", "cost_max", "after_grant", "tool")


@login_not_required
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """The list: every condition in the address, as rows or as a table."""
    cases = CaseStudy.objects.visible_to(request.user).for_list()
    found = CaseFilter(request.GET, cases, request=request)
    if not request.user.is_authenticated:
        del found.form.fields["status"]
    page = Paginator(found.qs, page_size(request)).get_page(request.GET.get("page"))
    on = [name for name, value in found.form.cleaned_data.items() if value and name != "ordering"]
    context = {
        "filter": found,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "notices": unread_conditions(found, request.GET),
        "orders": [(key, label) for key, (label, _) in ORDERS.items()],
        "as_table": request.GET.get("view") == "table",
        "main_filters": MAIN_FILTERS,
        "more_is_open": any(name not in MAIN_FILTERS for name in on),
        "relaxed": [] if page.paginator.count else relaxations(request.GET, cases, request, on),
        "why_not_write": writing.why_not_create(request.user),
    }
    return TemplateResponse(request, "cases/list.html", context)


def page_size(request: HttpRequest) -> int:
    """20, or another of the sizes on offer."""
    asked = request.GET.get("page_size", "")
    return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZES[0]


@login_not_required
@require_GET
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One case: the six facts a copier asks for first, then the rest, then whose word it is."""
    case = case_for(request, code)
    if code != case.code:
        return redirect(case, permanent=True)
    told = rows(case)
    spread = Rollout.objects.spread_of([case], request.user)[case.pk]
    split = len(TIP_ORDER) if case.is_tip else len(FIRST_SIX)
    context = {
        "case": case,
        "is_out": case.status not in (CaseStatus.DRAFT, CaseStatus.RETURNED),
        "summary_first": not has_effect(case) and not has_cost(case),
        "first_rows": told[:split],
        "other_rows": told[split:],
        "spread": spread,
        "own_stage": spread.of(case.municipality_id),
        "events": CaseEvent.objects.visible_to(request.user).filter(case=case).for_page(),
        "moves": moves(case, request.user),
        "completeness": completeness(case),
    }
    return TemplateResponse(request, "cases/detail.html", context)


def case_for(request: HttpRequest, code: str) -> CaseStudy:
    """The case with this code, if the reader may see it; else 404."""
    return get_object_or_404(CaseStudy.objects.visible_to(request.user).for_page().by_code(code))


def moves(case: CaseStudy, viewer) -> list[dict[str, str]]:
    """What its town and the secretariat may do with a case now, and why not. Others are offered nothing."""
    if not viewer.is_authenticated:
        return []
    own = viewer.is_town and viewer.municipality_id == case.municipality_id
    if not own and not viewer.is_secretariat:
        return []
    offered = [("cases:edit-first", "直す", writing.why_not_edit(case, viewer))]
    if own and case.needs_confirmation:
        offered.append(("cases:confirm", "内容を確かめた", writing.why_not_confirm(case, viewer)))
    if case.status in (CaseStatus.DRAFT, CaseStatus.RETURNED):
        offered.append(("cases:check", "確認して県に出す", writing.why_not_edit(case, viewer)))
    if viewer.is_secretariat and case.status == CaseStatus.IN_REVIEW:
        offered.append(("cases:publish", "公開する", publishing.why_not_publish(case, viewer)))
        offered.append(("cases:return", "差し戻す", publishing.why_not_return(case, viewer)))
    if case.status == CaseStatus.PUBLISHED:
        offered.append(("cases:withdraw", "取り下げる", publishing.why_not_withdraw(case, viewer)))
    return [{"url": name, "label": label, "why_not": why_not} for name, label, why_not in offered]
