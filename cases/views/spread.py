"""Rooms, cases: the pages of 広がり: the table of towns by cases, one case, one town with one case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Municipality
from accounts.rules import require
from cases.actions.rollouts import confirm, why_not_change, why_not_speak_for
from cases.models import CaseStudy, Rollout, RolloutEvent
from cases.querysets import reads_inside
from cases.rollout_filters import SpreadFilter
from cases.rollout_forms import ChangeForm, FirstStageForm
from cases.spread import lay_out, newest
from vocabulary.asked import unread_conditions

COLUMNS = 12  # cases side by side; the table then fits one sheet of paper in width


def own_town(user) -> str | None:
    """The code of the reader's municipality, if he has one."""
    return user.municipality_id if user.is_authenticated else None


@login_not_required
@require_safe
def spread(request):
    """Towns by cases as a table (?view=matrix), or case by case (?view=list); without either, what fits the screen."""
    own = own_town(request.user)
    cases = CaseStudy.objects.visible_to(request.user).for_spread()
    found = SpreadFilter(request.GET, cases, request=request)
    page = Paginator(found.qs, COLUMNS).get_page(request.GET.get("page"))
    spreads = found.rollouts().spread_of(page.object_list, request.user)
    groups = lay_out(page.object_list, found.towns(), spreads, own)
    context = {
        "filter": found,
        "notices": unread_conditions(found, request.GET),
        "page": page,
        "view": found.chosen("view"),
        "columns": [(case, spreads[case.pk], spreads[case.pk].of(own)) for case in page],
        "groups": groups,
        "own": any(row.is_own for group in groups for row in group.rows) and not found.is_narrowed(),
        "newest": newest(spreads.values()),
    }
    return TemplateResponse(request, "cases/spread.html", context)


def visible_case(request, code: str) -> CaseStudy:
    """The case of that code, if the reader may read it; 404 otherwise."""
    return get_object_or_404(CaseStudy.objects.visible_to(request.user).select_related("municipality").by_code(code))


@login_not_required
@require_safe
def case_spread(request, code):
    """One case: which towns are how far, by name where they may be named, by number where not."""
    case = visible_case(request, code)
    told = Rollout.objects.spread_of([case], request.user)[case.pk]
    own = own_town(request.user)
    context = {
        "case": case,
        "spread": told,
        "own": told.of(own),
        "may_record": not told.of(own) and not why_not_speak_for(request.user, own),
        "newest": newest([told]),
    }
    return TemplateResponse(request, "cases/case_spread.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rollout_new(request, code):
    """わが町の段階を入れる; for the secretariat, what public sources say of a town."""
    case = visible_case(request, code)
    require(why_not_speak_for(request.user, request.user.municipality_id))
    if mine := Rollout.objects.visible_to(request.user).filter(case=case, municipality=own_town(request.user)).first():
        return redirect(mine)
    form = FirstStageForm(request.POST or None, case=case, by=request.user)
    if form.is_valid():
        rollout = form.save()
        messages.success(request, f"{rollout.municipality}の段階を入れました：{rollout.get_stage_display()}")
        return redirect(rollout)
    return TemplateResponse(request, "cases/rollout_new.html", {"case": case, "form": form})


def visible_rollout(request, code: str, town: str) -> Rollout:
    """One town with one case, if the reader may see it; 404 otherwise, also for a stage that is not his to see."""
    case = visible_case(request, code)
    places = Municipality.objects.by_code(town) if len(town) in (5, 6) else Municipality.objects.none()
    rows = Rollout.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.filter(case=case, municipality__in=places))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def rollout(request, code, town):
    """Stage, whose word, source; for its town and the prefecture also history and the form to change it."""
    row = visible_rollout(request, code, town)
    may_change = not why_not_change(row, request.user)
    if request.method == "POST" and not may_change:
        require(why_not_change(row, request.user))
    form = ChangeForm(request.POST or None, rollout=row, by=request.user) if may_change else None
    if form and form.is_valid():
        messages.success(request, f"保存しました。いまの段階：{form.save().get_stage_display()}")
        return redirect(row)
    context = {
        "rollout": row,
        "case": row.case,
        "form": form,
        "may_confirm": may_change and request.user.is_town,
        "is_inside": reads_inside(request.user, row.municipality_id),
        "events": RolloutEvent.objects.visible_to(request.user).filter(rollout=row).for_list(),
    }
    return TemplateResponse(request, "cases/rollout.html", context)


@require_POST
def rollout_confirm(request, code, town):
    """確かめました: the stage still holds. A town thereby makes a public_source row its own."""
    row = confirm(visible_rollout(request, code, town), by=request.user, was=request.POST.get("was") or None)
    messages.success(request, f"確かめた日を入れました。いまの段階：{row.get_stage_display()}")
    return redirect(row)
